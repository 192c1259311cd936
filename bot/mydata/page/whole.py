"""The whole page: its head, its table of contents, and a section for each thing that is there."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bot.mydata.page import own_words, people, rest, sittings
from bot.mydata.page.sheet import Sheet
from bot.mydata.page.speech import Speech
from bot.mydata.page.tree import document, el

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

    from bot.mydata.everything import Everything
    from bot.mydata.gathered import Gathered

STYLE: Final = (files("bot") / "mydata" / "page" / "style.css").read_text("utf-8")
_HASH: Final = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
)
"""Nothing but this one style: no script, no picture, no address of anybody's."""
SECTIONS: Final[Mapping[str, Callable[[Sheet], list[Element]]]] = {
    "person": rest.person,
    "goals": own_words.goals,
    "words": own_words.other_words,
    "change": own_words.change,
    "hard": own_words.hard_moments,
    "numbers": own_words.numbers,
    "checkins": sittings.checkins,
    "planned": sittings.planned,
    "counselor": people.counselor,
    "briefs": people.briefs,
    "looks": people.looks,
    "agreements": people.agreements,
    "moments": rest.moments,
    "messages": rest.messages,
    "noted": rest.noted,
}
"""In the order of the page, by the name of its heading."""


def page(everything: Everything, gathered: Gathered) -> bytes:
    """Give the page, in the client's language and on their clock; UTF-8."""
    say = Speech(gathered.phrases, gathered.phrases.nearest(gathered.locale), gathered.zone)
    sheet = Sheet(everything, gathered, say)
    found = {name: section(sheet) for name, section in SECTIONS.items()}
    there = {name: parts for name, parts in found.items() if parts}
    empty = "; ".join(say(f"mydata-part.{name}") for name in found if name not in there)
    return document(
        el(
            "html",
            _head(say),
            el(
                "body",
                el("header", el("h1", say("title")), *_opening(everything, say)),
                _contents(there, say),
                el("main", *(_section(name, parts, say) for name, parts in there.items())),
                el("footer", el("p", say("empty", parts=empty)) if empty else None),
            ),
            lang=say.locale,
        )
    )


def _head(say: Speech) -> Element:
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", say("title")),
        el("style", STYLE),
    )


def _opening(everything: Everything, say: Speech) -> list[Element]:
    return [
        el("p", say("made", when=say.moment(everything.made_at))),
        el("p", say("about")),
        el("p", say("files")),
        *([el("p", say("missing", count=str(everything.unread)))] if everything.unread else []),
    ]


def _contents(there: Mapping[str, object], say: Speech) -> Element:
    links = (el("li", el("a", say(f"mydata-part.{name}"), href=f"#{name}")) for name in there)
    return el("nav", el("ul", *links), aria_label=say("contents"))


def _section(name: str, parts: list[Element], say: Speech) -> Element:
    return el("section", el("h2", say(f"mydata-part.{name}")), *parts, id=name)
