from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.interview import phrases
from bot.interview.terms import Kind
from bot.interview.words import Held, KeptWords
from bot.message import Press
from bot.screens import goal, goals, kept, mirror, one_kept
from bot.screens.screen import PAGE, Screen
from bot.services.voice import Voice
from tests.bot.screens.keeping import KEPT, laid, plan, presses, quoted, words
from tests.keys import carried

VOICE = Voice(phrases.packaged())


def pages(kept: list[KeptWords], *, hidden: bool = False) -> list[Screen]:
    """Turn from the first page to the last, as the keys lead."""
    name = "hidden" if hidden else "mirror"
    found = [mirror.screen(kept, hidden=hidden)]
    while Press(name, str(len(found))) in presses(found[-1]):
        found.append(mirror.screen(kept, len(found), hidden=hidden))
    return found


def of(some: list[KeptWords], *held: Held) -> list[KeptWords]:
    return [one for one in some if one.kind not in {Kind.CUE, Kind.OBSTACLE} and one.held in held]


@given(KEPT)
def test_everything_shown_is_on_one_page_with_a_key_that_opens_it(some: list[KeptWords]) -> None:
    there, shown = of(some, *kept.SHOWN), pages(some)
    assert sorted(text for page in shown for text in quoted(page)) == sorted(
        one.text for one in there
    )
    by_text = {one.text: one.id for one in there}
    for number, page in enumerate(shown):
        opens = [press.argument for press in presses(page) if press.action == "words"]
        assert opens == [kept.ref(by_text[text], number) for text in quoted(page)]
        assert len(quoted(page)) <= PAGE


@given(KEPT)
def test_what_is_hidden_or_let_go_is_on_no_page_unasked(some: list[KeptWords]) -> None:
    away = {one.text for one in of(some, Held.HIDDEN, Held.LET_GO)}
    assert not away & {text for page in pages(some) for text in quoted(page)}


@given(KEPT)
def test_what_is_hidden_is_counted_and_shown_where_it_is_asked_for(some: list[KeptWords]) -> None:
    away = of(some, Held.HIDDEN)
    counted = [key.label for row in mirror.screen(some).keys for key in row]
    counts = [one.slots["n"] for one in counted if not isinstance(one, str) and "n" in one.slots]
    assert counts == ([len(away)] if away else [])
    shown = [text for page in pages(some, hidden=True) for text in quoted(page)]
    assert sorted(shown) == sorted(one.text for one in away)


@given(KEPT, st.integers(-3, 99))
def test_a_page_that_is_no_more_is_the_nearest_there_is(some: list[KeptWords], page: int) -> None:
    shown = pages(some)
    assert mirror.screen(some, page) == shown[max(0, min(page, len(shown) - 1))]


@given(KEPT)
def test_kinds_stand_together_under_their_heads(some: list[KeptWords]) -> None:
    for page in pages(some):
        said = [one.id for part in page.lines for one in laid(part)]
        heads = [id_ for id_ in said if id_.startswith(("kind.", "kept.plans"))]
        assert len(heads) == len(set(heads))


@given(KEPT)
def test_every_key_can_be_carried(some: list[KeptWords]) -> None:
    for page in (*pages(some), *pages(some, hidden=True)):
        for press in presses(page):
            assert len(press.argument) <= 40
            assert carried(press) == press


def test_a_plan_is_one_thing() -> None:
    shown = mirror.screen(plan(1)).lines
    (row,) = (one for part in shown for one in laid(part) if one.id == "kept.row")
    assert row.slots["words"] == kept.said(kept.things(plan(1))[0])
    assert kept.said(kept.things(plan(1))[0]).slots["cue"] == "words 1"


def test_a_cue_without_its_plan_stands_alone() -> None:
    assert quoted(mirror.screen(plan(1)[:1])) == ["words 1"]


def test_nothing_kept_says_so() -> None:
    assert [one.id for one in mirror.screen([]).lines] == ["mirror.none"]
    assert mirror.screen([]).keys == ()
    assert [one.id for one in mirror.screen([], hidden=True).lines] == ["mirror.hidden-none"]


def test_somebody_elses_goal_is_kept_to_be_seen() -> None:
    assert quoted(mirror.screen([words(1, Kind.GOAL, Held.NOT_MINE)])) == ["words 1"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from(["en", "es"]))
def test_words_are_quoted_byte_for_byte(text: str, locale: str) -> None:
    some = [words(1, Kind.GOAL, text=text)]
    shown = (
        mirror.screen(some),
        goals.screen(some),
        goal.screen(goal.Goal(some[0])),
        one_kept.screen(one_kept.Opened(some[0])),
        one_kept.sure(some[0], 0),
    )
    for screen in shown:
        said, _ = VOICE.screen(screen, locale, some[0].on)
        assert text in said
        assert said.count("“") - text.count("“") == said.count("”") - text.count("”") == 1
