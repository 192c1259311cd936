"""Pace: how many prompts went unanswered in a row, and how often a client is asked after that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.occurrences import State
from bot.schedule.pace import Pace, pace, unanswered


@pytest.mark.parametrize(
    ("history", "missed"),
    [
        ("", 0),
        ("missed_by_client missed_by_client", 2),
        ("missed_by_client missed_by_system expired missed_by_client sent", 2),
        ("missed_by_system missed_by_system missed_by_system missed_by_system", 0),
        ("missed_by_client missed_by_client answered missed_by_client", 1),
        ("missed_by_client late", 0),
        ("missed_by_client skipped", 0),
        ("answered missed_by_client withdrawn missed_by_client missed_by_client planned", 3),
    ],
)
def test_unanswered_prompts_are_counted_in_a_row(history: str, missed: int) -> None:
    assert unanswered(State(word) for word in history.split()) == missed


@given(st.lists(st.sampled_from(State)))
def test_our_own_failures_never_slow_the_pace(history: list[State]) -> None:
    theirs = [state for state in history if state is not State.MISSED_BY_SYSTEM]
    assert pace(unanswered(history)) is pace(unanswered(theirs))


def test_pace_halves_after_two_and_rests_after_four() -> None:
    assert [pace(missed) for missed in range(6)] == [
        *[Pace.FULL] * 2,
        *[Pace.HALF] * 2,
        *[Pace.REST] * 2,
    ]
