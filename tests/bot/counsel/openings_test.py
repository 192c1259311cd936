"""Openings: made of certain things, at most two, none where nothing is certain."""

from __future__ import annotations

import pytest

from bot.brief import Part
from bot.counsel.matter import Matter, matter
from bot.counsel.openings import openings
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held
from tests.bot.counsel.kept import DAY, SINCE, kept, known, rated, say, told

ALL = frozenset(Part)


def said(found: Matter, parts: frozenset[Part] = ALL, locale: str = "en") -> list[str]:
    return [say(one, locale) for one in openings(found, parts)]


def both(was: int, now: int, of: str = "confidence") -> list[object]:
    return [rated(of, was, SINCE - DAY), rated(of, now)]


@pytest.mark.parametrize(
    ("was", "now", "asked"),
    [
        (4, 6, "• Confidence went from 4 to 6: what made the difference?"),
        (6, 4, "• Confidence went from 6 to 4: what keeps it at 4?"),
    ],
)
def test_a_number_that_moved_is_asked_about(was: int, now: int, asked: str) -> None:
    assert said(matter(known(ratings=both(was, now)))) == [asked]


def test_what_did_not_move_or_stands_alone_is_not() -> None:
    assert said(matter(known(ratings=both(4, 4)))) == []
    assert said(matter(known(ratings=[rated("importance", 9)]))) == []


def test_the_number_that_moved_furthest_is_the_one() -> None:
    ratings = [*both(5, 6, "importance"), *both(7, 2)]
    assert said(matter(known(ratings=ratings)))[0].startswith("• Confidence went from 7 to 2")


def test_their_own_words_are_the_last_rung_and_no_more_than_two_are_asked() -> None:
    reason, plan = kept(Kind.REASON, "mia"), kept(Kind.PLAN, "call dee")
    goal = kept(Kind.GOAL, "up for breakfast", held=Held.REACHED)
    events = [told(plan, Effect.HELPED), told(goal, Effect.REACHED)]
    found = matter(known(words=[reason, plan, goal], ratings=both(1, 2), told=events))
    assert said(found)[1:] == ["• The plan “call dee” helped: what did it take?"]
    fewer = ALL - {Part.RATINGS, Part.PLANS}
    assert said(found, fewer) == [
        "• “up for breakfast” is reached: what did that take?",
        "• On March 3 they wrote “mia”: how has that been?",
    ]
    assert said(found, frozenset({Part.REASONS}), "es") == [
        "• El 3 de marzo escribió “mia”: ¿cómo ha ido eso?"
    ]


def test_what_is_switched_off_is_not_asked_about() -> None:
    reason = kept(Kind.REASON, "mia")
    assert said(matter(known(words=[reason], ratings=both(1, 2))), frozenset()) == []


@pytest.mark.parametrize("text", ["x" * 81, "two\nlines"])
def test_a_long_quote_makes_no_question(text: str) -> None:
    assert said(matter(known(words=[kept(Kind.REASON, text)]))) == []


@pytest.mark.parametrize("effect", [Effect.PARTLY, Effect.NO_OCCASION, Effect.FORGOT])
def test_of_a_plan_that_did_not_help_nothing_is_asked(effect: Effect) -> None:
    plan = kept(Kind.PLAN, "call dee")
    assert said(matter(known(words=[plan], told=[told(plan, effect)]))) == []
