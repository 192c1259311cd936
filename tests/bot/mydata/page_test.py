"""The page: whatever somebody wrote is read as they wrote it, and never as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.interview.conversation import WordsId
from bot.interview.terms import Kind
from bot.mydata.page import page
from bot.mydata.page.tree import el, quote, shown
from bot.mydata.page.whole import POLICY
from bot.mydata.records import everything
from tests.bot.mydata.gathering import gathered
from tests.contract import held

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bot.mydata.gathered import Gathered

ANYTHING = st.text(st.characters(), max_size=40) | st.text("<>&\"'=/!-]script ", max_size=40)
INERT = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "footer"),
    *("section", "article", "h1", "h2", "h3", "h4", "p", "ul", "li", "a", "dl", "dt", "dd", "div"),
    *("q", "b", "bdi", "span", "blockquote", "figure", "figcaption", "svg", "polyline", "circle"),
}
"""The only elements that the page is made of."""


class Reader(HTMLParser):
    """Reads a page as a browser would: its elements, their attributes, and what is quoted."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.quoted: list[str] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}
        self._within = tag == "q"
        if self._within:
            self.quoted.append("")

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag != "q"

    def handle_data(self, data: str) -> None:
        if self._within:
            self.quoted[-1] += data


def read(of: Gathered) -> Reader:
    reader = Reader()
    reader.feed(page(everything(of), of).decode())
    return reader


@settings(max_examples=60)
@given(ANYTHING, ANYTHING)
def test_words_are_words_whatever_stands_in_them(text: str, name: str) -> None:
    words = replace(held.reason, text=text, goal=None)
    client = replace(held.robin, name=name, profile={"thing": text, name: text})
    reader = read(gathered(words=[words], client=client))
    assert shown(text) in reader.quoted
    assert reader.tags <= INERT
    assert all(not name.startswith("on") for name, _ in reader.attributes)


@given(ANYTHING)
def test_what_can_be_shown_is_shown_as_it_is(text: str) -> None:
    made: Element = quote(text)
    assert made.text == shown(text)
    assert len(shown(text)) == len(text)
    whole = text.isprintable() and text.encode("utf-8", "ignore").decode() == text
    assert not whole or shown(text) == text or re.search("[\ufdd0-\ufdef\ufffe\uffff]", text)


def test_text_and_elements_keep_their_order() -> None:
    made = el("p", "a", el("b", "b"), "c", None, "d", class_="about")
    assert (made.text, made[0].text, made[0].tail) == ("a", "b", "cd")
    assert made.attrib == {"class": "about"}


def test_it_asks_nobody_for_anything() -> None:
    reader = read(gathered(words=[held.marked_goal, held.reason], rated=held.rated))
    assert ("content", POLICY) in reader.attributes
    assert "default-src 'none'" in POLICY
    addresses = {value for name, value in reader.attributes if name in {"href", "src"}}
    assert all(address.startswith("#") for address in addresses)
    assert "style" not in {name for name, _ in reader.attributes}


def test_a_goal_has_its_course_and_its_reasons() -> None:
    of = gathered(words=[held.marked_goal, held.reason], told=held.told, rated=held.rated)
    text = page(everything(of), of).decode()
    assert text.index('id="goals"') < text.index("mark-goal") < text.index("mark-reason")
    assert text.count("mark-reason") == 1
    assert text.count("<svg") == 0  # one number is no line yet


def test_a_line_is_drawn_of_several_numbers() -> None:
    first, _ = held.rated
    later = [replace(first, at=first.at + held.HOUR * n, value=n, step=str(n)) for n in (1, 5, 9)]
    of = gathered(rated=later)
    text = page(everything(of), of).decode()
    assert text.count("<svg") == 1
    assert text.count("<circle") == 3


def test_an_if_then_plan_is_one_thing() -> None:
    plan = replace(held.reason, id=WordsId("plan"), kind=Kind.PLAN, text="call dee", goal=None)
    cue = replace(plan, id=WordsId("cue"), kind=Kind.CUE, text="the bus stop")
    of = gathered(words=[plan, cue])
    reader = read(of)
    assert [one for one in reader.quoted if one in {"call dee", "the bus stop"}] == [
        "the bus stop",
        "call dee",
    ]


def test_of_somebody_who_only_arrived_there_is_little_and_it_says_so() -> None:
    of = gathered()
    text = page(everything(of), of).decode()
    assert 'id="person"' in text
    assert 'id="goals"' not in text


def test_what_does_not_open_is_missed_and_counted() -> None:
    whole, damaged = gathered(), gathered(unread=2)
    assert "ya no se puede abrir: 2 de" in page(everything(damaged), damaged).decode()
    assert "ya no se puede abrir" not in page(everything(whole), whole).decode()
