from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import Then
from bot.interview.terms import Kind
from bot.interview.words import Held, KeptWords
from bot.message import Press
from bot.screens import goal, goals, kept
from bot.screens.screen import PAGE
from tests.bot.screens.keeping import KEPT, laid, plan, presses, quoted, words
from tests.keys import carried

MAY = date(2026, 5, 3)
JUNE = date(2026, 6, 7)


@given(KEPT, st.sampled_from(list(goals.LISTS)))
def test_each_goal_is_on_its_own_list_and_on_no_other(some: list[KeptWords], which: str) -> None:
    ours = [one for one in some if one.kind is Kind.GOAL and one.held in goals.LISTS[which]]
    last = max(0, (len(ours) - 1) // PAGE)
    shown = [goals.screen(some, which, page) for page in range(last + 1)]
    assert [text for page in shown for text in quoted(page)] == [one.text for one in ours]
    opens = [one.argument for page in shown for one in presses(page) if one.action == "goal"]
    assert opens == [one.id for one in ours]


@given(KEPT)
def test_a_new_goal_is_offered_whether_there_are_any_or_not(some: list[KeptWords]) -> None:
    assert presses(goals.screen(some))[-1] == Press("begin", "first-goal")


@given(KEPT)
def test_other_lists_are_offered_where_they_hold_something(some: list[KeptWords]) -> None:
    held = {one.held for one in some if one.kind is Kind.GOAL}
    offered = {one.argument for one in presses(goals.screen(some)) if one.action == "goals"}
    for which in ("others", "gone"):
        assert (which in offered) == bool(held & goals.LISTS[which])


def test_somebody_elses_goal_is_no_goal_of_theirs() -> None:
    assert quoted(goals.screen([words(1, Kind.GOAL, Held.NOT_MINE)])) == []


@pytest.mark.parametrize("held", goal.STATES)
def test_a_goal_says_where_it_stands_and_can_be_otherwise(held: Held) -> None:
    shown = goal.screen(goal.Goal(words(7, Kind.GOAL, held)))
    assert shown.lines[0] == kept.said(words(7, Kind.GOAL, held))
    assert laid(shown.lines[1])[0].id == f"goal.{goal.STATES[held]}"
    becomes = {one.argument for one in presses(shown) if one.action == "goal-is"}
    assert bool(becomes) == (held is not Held.ALONE)
    for press in presses(shown):
        assert len(press.argument) <= 40
        assert carried(press) == press


def test_only_a_goal_that_is_worked_on_is_asked_about() -> None:
    for held in goal.STATES:
        asks = [
            one
            for one in presses(goal.screen(goal.Goal(words(7, Kind.GOAL, held))))
            if one.action == "about"
        ]
        assert len(asks) == (len(goal.ABOUT) if held is Held.HELD else 0)


def test_numbers_say_what_they_were_if_that_was_otherwise() -> None:
    moved = goal.Goal(
        words(7, Kind.GOAL),
        importance=[Then(4, MAY), Then(6, JUNE)],
        confidence=[Then(6, MAY), Then(6, JUNE)],
        readiness=[Then(2, MAY)],
    )
    lines = {one.id: one.slots for one in laid(goal.screen(moved).lines[1])}
    assert lines["goal.importance-was"] == {"now": 6, "was": 4, "then": MAY}
    assert lines["goal.confidence"] == {"now": 6, "on": JUNE}
    assert lines["goal.readiness"]["on"] == MAY


def test_reasons_and_plans_stand_under_their_heads_page_by_page() -> None:
    beside = [
        *(words(n, Kind.REASON) for n in range(4)),
        *kept.things([*plan(10), *plan(20), *plan(30)]),
    ]
    first = goal.screen(goal.Goal(words(7, Kind.GOAL), beside=beside))
    second = goal.screen(goal.Goal(words(7, Kind.GOAL), beside=beside, page=1))
    ids = [[one.id for one in laid(part)] for page in (first, second) for part in page.lines[2:]]
    assert ids == [
        ["goal.reasons", *["kept.point"] * 4],
        ["goal.plans", "kept.point"],
        ["goal.plans", *["kept.point"] * 2],
    ]
    assert Press("goal", f"{words(7).id}.1") in presses(first)
    assert Press("goal", f"{words(7).id}.0") in presses(second)
