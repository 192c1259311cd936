from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import Then
from bot.interview.reflecting import NOTHING, NUMBER, TURNS, available, turn_of
from bot.interview.terms import Kind

DAY = date(2026, 11, 22)


def test_the_turns_go_round() -> None:
    before: list[str] = []
    for turn in (*TURNS, *TURNS):
        assert turn_of(frozenset(TURNS), before) == turn
        before.insert(0, turn)


def test_what_is_not_there_is_passed_over() -> None:
    there = frozenset({"goal", "plan"})
    assert turn_of(there, []) == "goal"
    assert turn_of(there, ["goal"]) == "plan"
    assert turn_of(there, ["reason", "plan", "goal"]) == "goal"


def test_nothing_there_shows_nothing_and_a_number_never_comes_twice_in_a_row() -> None:
    assert turn_of(frozenset(), ["goal"]) == NOTHING
    assert turn_of(frozenset({NUMBER}), [NUMBER, "goal"]) == NOTHING
    assert turn_of(frozenset({NUMBER}), [NOTHING, NUMBER]) == NUMBER


@pytest.mark.parametrize(
    ("of", "hard_week", "there"),
    [("importance", False, True), ("craving", False, False), ("confidence", True, False)],
)
def test_a_number_stands_beside_another_of_its_own(of: str, hard_week: bool, there: bool) -> None:
    found = available(frozenset(), {of: (4,)}, {of: Then(6, DAY)}, hard_week=hard_week)
    assert (NUMBER in found) is there
    assert not available(frozenset(), {}, {of: Then(6, DAY)}, hard_week=False)
    assert not available(frozenset(), {of: (4,)}, {}, hard_week=False)


def test_only_what_a_reflection_can_show_is_there() -> None:
    every = available(frozenset(Kind), {}, {}, hard_week=False)
    assert every == frozenset(TURNS) - {NUMBER}


@given(st.frozensets(st.sampled_from(TURNS)), st.lists(st.sampled_from((*TURNS, NOTHING))))
def test_it_shows_what_is_there_and_of_that_what_was_not_there_for_longest(
    there: frozenset[str], before: list[str]
) -> None:
    turn = turn_of(there, before)
    assert turn in there or turn == NOTHING
    others = there - {turn, NUMBER}
    if turn == NOTHING:
        assert not others
    elif turn in before:
        assert all(before.index(other) <= before.index(turn) for other in others if other in before)
        assert others <= set(before)
