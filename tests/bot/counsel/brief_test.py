"""A brief: whole, and on one screen; what is switched off is nowhere in it."""

from __future__ import annotations

from datetime import date
from itertools import count
from math import ceil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief import Part
from bot.counsel.brief import HEIGHT, WIDTH, short, whole
from bot.counsel.matter import Known, matter
from bot.counsel.tally import Tally
from bot.interview.conversation import ConversationId
from bot.interview.terms import Effect, Kind
from bot.interview.words import AIMS, Held
from tests.bot.counsel.kept import DAY, SINCE, kept, known, rated, say, told

if TYPE_CHECKING:
    from bot.interview.turn import Line

ALL = frozenset(Part)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
LONG = st.text("abc \n", min_size=1, max_size=700)
PARTS = st.just(ALL) | st.frozensets(st.sampled_from(Part))
OF_PART = {
    Kind.AGENDA: Part.AGENDA,
    Kind.GOAL: Part.GOALS,
    Kind.REASON: Part.REASONS,
    Kind.CUE: Part.PLANS,
    Kind.PLAN: Part.PLANS,
}


def text(lines: tuple[Line, ...], locale: str = "en") -> str:
    return "\n\n".join(say(one, locale) for one in lines)


@st.composite
def knowns(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXT) -> Known:
    """Give much or little that is known of a client; no two texts are parts of one another."""
    number = count(100)
    kinds = draw(st.lists(st.sampled_from([*OF_PART, *OF_PART, *Kind]), max_size=14))
    words = [
        kept(
            kind,
            f"[{next(number)}]{draw(texts)}",
            SINCE + draw(st.integers(-3, 9)) * DAY,
            held=draw(st.sampled_from(Held)),
            worth_seeing=draw(st.booleans()),
            conversation=ConversationId(str(draw(st.integers(0, 3)))),
        )
        for kind in kinds
    ]
    goals = [None, *(one.id for one in words if one.kind is Kind.GOAL)]
    numbers = st.tuples(
        st.sampled_from(["importance", "confidence", "readiness", "craving"]),
        st.integers(0, 4),
        st.integers(-9, 9),
        st.sampled_from(goals),
    )
    ratings = [
        rated(of, value, SINCE + day * DAY, goal)
        for of, value, day, goal in draw(st.lists(numbers, max_size=12))
    ]
    said = st.tuples(st.sampled_from(words), st.sampled_from(Effect)) if words else st.nothing()
    return known(
        words=sorted(words, key=lambda one: one.at),
        ratings=sorted(ratings, key=lambda one: one.at),
        told=[told(*one) for one in draw(st.lists(said, max_size=6 if words else 0))],
        tally=Tally(1, draw(st.integers(0, 9))),
        stuck=draw(st.sampled_from([None, date(2026, 3, 4)])),
        rests=draw(st.sampled_from([False, False, False, True])),
    )


def height(said: str) -> int:
    """Count the lines a small phone shows, empty ones between too."""
    return sum(max(1, ceil(len(row) / WIDTH)) for row in said.split("\n"))


TRIED = (
    "• If “the guys order a third”, then “i text dee and walk” (March 1): "
    "helped (1) and not thought of (1)"
)


@given(knowns(), PARTS)
def test_nothing_switched_off_hidden_or_let_go_is_in_it(
    kept_of: Known, on: frozenset[Part]
) -> None:
    found = matter(kept_of)
    said = text(whole(found, on)) + text(short(found, on, say).lines)
    for one in kept_of.words:
        part = Part.GOALS if one.held is Held.ALONE else OF_PART.get(one.kind)
        untold = part not in on or (one.held is Held.ALONE and one.kind not in AIMS)
        if untold or one.held in {Held.HIDDEN, Held.LET_GO, Held.NOT_MINE}:
            assert one.text not in said


@given(knowns())
def test_every_quote_is_byte_for_byte_and_dated(kept_of: Known) -> None:
    found = matter(kept_of)
    said = text(whole(found, ALL))
    goals = [one.words for one in found.goals]
    for one in (*found.agenda, *found.reasons, *goals, *(tried.plan.plan for tried in found.plans)):
        assert one.text in said
        rest = said[said.index(one.text) + len(one.text) :].lstrip("\N{POP DIRECTIONAL ISOLATE}")
        assert rest.startswith(f"” (March {one.on.day})") or one.on.month != 3


@pytest.mark.parametrize("locale", ["en", "es"])
@given(kept_of=knowns(TEXT | LONG), on=PARTS | st.just(ALL))
def test_it_fits_on_one_screen(locale: str, kept_of: Known, on: frozenset[Part]) -> None:
    found = short(matter(kept_of), on, lambda one: say(one, locale))
    assert height(text(found.lines, locale)) <= HEIGHT


@given(knowns(), PARTS)
def test_the_screen_holds_nothing_but_what_the_whole_one_does(
    kept_of: Known, on: frozenset[Part]
) -> None:
    found = matter(kept_of)
    all_of_it, shown = text(whole(found, on)), short(found, on, say)
    if not shown.cut:
        assert text(shown.lines) == all_of_it or "To begin with" in all_of_it
    for row in text(shown.lines).split("\n"):
        assert row in all_of_it or "under “All of it”" in row


@given(knowns())
def test_with_every_part_off_nothing_is_said(kept_of: Known) -> None:
    found = matter(kept_of)
    assert whole(found, frozenset()) == short(found, frozenset(), say).lines == ()


def test_it_reads_like_this() -> None:
    plan = ConversationId("d" * 32)
    words = [
        kept(Kind.GOAL, "up for breakfast with the kids", SINCE - 9 * DAY),
        kept(Kind.AGENDA, "how to tell mia"),
        kept(Kind.REASON, "she asked if i was mad at her"),
        kept(Kind.CUE, "the guys order a third", SINCE - DAY, conversation=plan),
        kept(Kind.PLAN, "i text dee and walk", SINCE - DAY, conversation=plan),
        kept(Kind.AGENDA, "the job thing"),
    ]
    ratings = [rated("importance", 6, SINCE - DAY), rated("importance", 6)]
    ratings += [rated("confidence", 4, SINCE - DAY), rated("confidence", 6)]
    found = matter(
        known(
            words=words,
            ratings=[*ratings, rated("readiness", 2, goal=words[0].id)],
            told=[told(words[4], Effect.HELPED), told(words[4], Effect.FORGOT)],
            tally=Tally(5, 7),
        )
    )
    assert text(whole(found, ALL)).split("\n") == [
        "For the session:",
        "1. “how to tell mia” (March 3)",
        "2. “the job thing” (March 3)",
        "",
        "Importance: still 6, since March 1",
        "Confidence: 4 → 6 since March 1",
        "Check-ins answered: 5 of 7",
        "",
        "Goals:",
        "• “up for breakfast with the kids” (February 21): getting ready",
        "Reasons of their own:",
        "• “she asked if i was mad at her” (March 3)",
        "If-then plans:",
        TRIED,
        "",
        "To begin with, if it fits:",
        "• Confidence went from 4 to 6: what made the difference?",
        "• The plan “i text dee and walk” helped: what did it take?",
        "",
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
    ]


def test_what_does_not_fit_is_counted_and_a_long_quote_is_never_cut() -> None:
    words = [kept(Kind.REASON, f"reason {n} " + "x" * 60) for n in range(12)]
    found = short(matter(known(words=[*words, kept(Kind.AGENDA, "yes " * 500)])), ALL, say)
    assert found.cut
    rows = text(found.lines).split("\n")
    assert rows[:2] == [
        "For the session:",
        "1. A longer text, 500 words: under “All of it” (March 3)",
    ]
    shown = [row for row in rows if row.startswith("• “reason")]
    assert shown[0].startswith("• “reason 11 ")
    assert f"+ {12 - len(shown)} more, under “All of it”" in rows


def test_every_point_of_theirs_comes_before_a_second_reason() -> None:
    words = [kept(Kind.REASON, f"reason {n} " + "x" * 60) for n in range(12)]
    points = [kept(Kind.AGENDA, f"point {n}") for n in range(3)]
    rows = text(short(matter(known(words=[*words, *points])), ALL, say).lines).split("\n")
    assert rows[1:4] == [f"{n + 1}. “point {n}” (March 3)" for n in range(3)]
    assert rows[4] == ""
