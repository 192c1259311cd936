from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import WordsId
from bot.interview.glass import HARD_WEEK
from bot.interview.offer import (
    ASKED_AGAIN,
    FIRST_GOAL,
    READINESS,
    SETTLES,
    WENT_WELL,
    Moment,
    Shut,
    due,
    fits,
    of_plan,
    offered,
    on_demand,
)
from bot.interview.script import Gate, Script
from bot.interview.terms import Kind, Readiness

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TWO_SIDES = Gate(
    at=frozenset({Readiness.TWO_MINDS}),
    importance=6,
    never=frozenset({Readiness.DOING_IT, Readiness.KEEPING_GOING}),
    rests=28 * DAY,
    after_slip=False,
)
"""The strictest of the house."""
HERE = Moment(NOW)


def script(
    name: str, gate: Gate | None = None, *, listed: bool = True, demand: bool = False
) -> Script:
    return Script(name, "1", "a", {}, {}, listed=listed, on_demand=demand, gate=gate or Gate())


@pytest.mark.parametrize(
    ("moment", "shut"),
    [
        (Moment(NOW), Shut.READINESS),
        (Moment(NOW, Readiness.TWO_MINDS), None),
        (Moment(NOW, Readiness.TWO_MINDS, 9), None),
        (Moment(NOW, importance=6), None),
        (Moment(NOW, importance=7), Shut.READINESS),
        (Moment(NOW, Readiness.GETTING_READY, 6), None),
        (Moment(NOW, Readiness.DOING_IT, 2), Shut.READINESS),
        (Moment(NOW, Readiness.TWO_MINDS, begun={"x": NOW - 28 * DAY}), None),
        (Moment(NOW, Readiness.TWO_MINDS, begun={"x": NOW - 27 * DAY}), Shut.RESTS),
        (Moment(NOW, Readiness.TWO_MINDS, slipped_at=NOW - 6 * DAY), Shut.SLIP),
        (Moment(NOW, Readiness.TWO_MINDS, slipped_at=NOW - HARD_WEEK), None),
        (Moment(NOW, Readiness.TWO_MINDS, left=frozenset({"x"})), Shut.LEFT),
    ],
)
def test_good_things_are_asked_about_only_where_somebody_is_of_two_minds(
    moment: Moment, shut: Shut | None
) -> None:
    assert fits(TWO_SIDES, "x", moment) is shut


def test_a_check_in_that_begins_with_words_needs_some() -> None:
    gate = Gate(needs=Kind.GOAL)
    assert fits(gate, "x", HERE) is Shut.NEEDS
    assert fits(gate, "x", Moment(NOW, mirrored=frozenset({Kind.GOAL}))) is None


def test_what_is_due_comes_first_then_what_is_meant_for_them_then_what_was_there_longest_ago() -> (
    None
):
    scripts = [
        script("b"),
        script("a"),
        script(READINESS),
        script("c", Gate(at=frozenset({Readiness.TWO_MINDS}))),
        script("inside", listed=False),
        script("urge", demand=True),
    ]
    begun = {"a": NOW - 3 * DAY, "b": NOW - 2 * DAY, READINESS: NOW - 40 * DAY, "c": NOW}
    moment = Moment(NOW, Readiness.TWO_MINDS, begun=begun)
    assert offered(scripts, moment) == ("c", READINESS, "a", "b")
    assert offered(scripts, replace(moment, asks_readiness=True))[0] == READINESS
    assert on_demand(scripts, moment) == ("urge",)


def test_somebody_without_a_goal_is_offered_one() -> None:
    scripts = [script("a"), script(FIRST_GOAL)]
    begun = {FIRST_GOAL: NOW}
    assert offered(scripts, Moment(NOW, begun=begun, goals=0))[0] == FIRST_GOAL
    assert offered(scripts, Moment(NOW, begun=begun, goals=1))[0] == "a"


def test_a_prompt_brings_what_was_planned_or_what_was_there_longest_ago() -> None:
    shut = Gate(needs=Kind.VALUE)
    library = {one.name: one for one in (script("a"), script("b", shut), script("c"))}
    assert of_plan(["a", "b", "c"], "a", library, HERE) == "a"
    # Its own turn comes next, so not now.
    assert of_plan(["a", "b", "c"], "b", library, HERE) == "a"
    assert of_plan(["a", "b"], "b", library, HERE) == "a"
    assert of_plan(["a", "of-old"], "of-old", library, HERE) == "a"
    lately = replace(HERE, begun={"c": NOW - DAY, "a": NOW - 2 * DAY})
    assert of_plan(["a", "b", "c"], "b", library, lately) == "a"


def test_nothing_comes_twice_running_while_there_is_something_else() -> None:
    library = {"a": script("a"), "b": script("b", Gate(needs=Kind.VALUE))}
    lately = replace(HERE, begun={"a": NOW - DAY})
    assert of_plan(["a", "b"], "b", library, lately) == "a"
    library[WENT_WELL] = script(WENT_WELL)
    assert of_plan(["a", "b"], "b", library, lately) == WENT_WELL
    assert of_plan(["a", "b"], "a", library, lately) == "a"


def test_what_is_to_be_left_alone_makes_room_for_the_plan_s_own_and_for_nothing_else() -> None:
    library = {one.name: one for one in (script("a"), script("b"), script(WENT_WELL))}
    left = replace(HERE, left=frozenset({"b"}), asks_readiness=True)
    library[READINESS] = script(READINESS)
    assert of_plan(["b"], "b", library, left) is None
    assert of_plan(["a", "b"], "b", library, left) == "a"


def test_where_nothing_fits_the_house_asks_what_went_well_or_nothing() -> None:
    library = {"b": script("b", Gate(needs=Kind.VALUE))}
    assert of_plan(["b"], "b", library, HERE) is None
    library[WENT_WELL] = script(WENT_WELL)
    assert of_plan(["b"], "b", library, HERE) == WENT_WELL


def test_where_readiness_is_due_it_is_asked_first() -> None:
    library = {"a": script("a"), READINESS: script(READINESS, Gate(after_slip=False))}
    asked = Moment(NOW, asks_readiness=True)
    assert of_plan(["a", "b"], "a", library, asked) == READINESS
    assert of_plan(["a", "b"], "a", library, replace(asked, slipped_at=NOW)) == "a"


def test_what_is_planned_alone_has_its_hour_even_where_readiness_is_due() -> None:
    library = {one.name: one for one in (script("agenda"), script(READINESS))}
    assert of_plan(["agenda"], "agenda", library, Moment(NOW, asks_readiness=True)) == "agenda"


@pytest.mark.parametrize(
    ("old", "said", "last", "asked"),
    [
        (6 * DAY, None, None, False),
        (SETTLES, None, None, True),
        (90 * DAY, ASKED_AGAIN - DAY, None, False),
        (90 * DAY, ASKED_AGAIN, ASKED_AGAIN, True),
        (90 * DAY, None, 6 * DAY, False),
    ],
)
def test_readiness_is_asked_of_a_goal_that_has_settled_and_again_after_four_weeks(
    old: timedelta, said: timedelta | None, last: timedelta | None, *, asked: bool
) -> None:
    goal = WordsId("a")
    told = {} if said is None else {goal: NOW - said}
    before = None if last is None else NOW - last
    assert due([(goal, NOW - old)], told, before, NOW) == (goal if asked else None)


def test_of_several_goals_the_one_that_was_not_asked_about_for_longest() -> None:
    a, b = WordsId("a"), WordsId("b")
    goals = [(a, NOW - 90 * DAY), (b, NOW - 50 * DAY)]
    assert due(goals, {a: NOW - 30 * DAY}, None, NOW) == b


GATES = st.builds(
    Gate,
    at=st.frozensets(st.sampled_from(Readiness), max_size=2),
    importance=st.none() | st.integers(0, 10),
    never=st.frozensets(st.sampled_from(Readiness), max_size=2),
    rests=st.none() | st.integers(1, 30).map(lambda days: timedelta(days=days)),
    needs=st.none() | st.sampled_from(Kind),
    after_slip=st.booleans(),
)
NAMES = st.sampled_from(["a", "b", "c", "d", READINESS, WENT_WELL, FIRST_GOAL])
AGO = st.integers(0, 40).map(lambda days: NOW - timedelta(days=days))
MOMENTS = st.builds(
    Moment,
    st.just(NOW),
    st.none() | st.sampled_from(Readiness),
    st.none() | st.integers(0, 10),
    begun=st.dictionaries(NAMES, AGO),
    mirrored=st.frozensets(st.sampled_from(Kind)),
    slipped_at=st.none() | AGO,
    left=st.frozensets(NAMES, max_size=2),
    goals=st.integers(0, 3),
    asks_readiness=st.booleans(),
)
LIBRARIES = st.dictionaries(NAMES, st.tuples(GATES, st.booleans(), st.booleans())).map(
    lambda made: {
        name: script(name, gate, listed=listed, demand=demand)
        for name, (gate, listed, demand) in made.items()
    }
)


@given(LIBRARIES, st.lists(NAMES, min_size=1), MOMENTS)
def test_nothing_ever_comes_outside_its_gate(
    library: dict[str, Script], checkins: list[str], moment: Moment
) -> None:
    names = list(offered(library.values(), moment))
    brought = of_plan(checkins, checkins[0], library, moment)
    demanded = on_demand(list(library.values()), moment)
    for name in (*names, *demanded, *([] if brought is None else [brought])):
        gate = library[name].gate
        assert name not in moment.left
        assert moment.readiness not in gate.never
        assert gate.needs is None or gate.needs in moment.mirrored
        assert gate.rests is None or NOW - moment.last(name) >= gate.rests
        assert gate.after_slip or moment.slipped_at is None or NOW - moment.slipped_at >= HARD_WEEK
        if gate.at or gate.importance is not None:
            low = gate.importance is not None and moment.importance is not None
            assert moment.readiness in gate.at or (low and moment.importance <= gate.importance)  # type: ignore[operator]  # both are there
    assert not set(names) & set(demanded)
    assert all(library[name].listed for name in (*names, *demanded))
    if brought is None:
        house = () if checkins[0] in moment.left else (WENT_WELL,)
        assert all(fits(library[n].gate, n, moment) for n in (*checkins, *house) if n in library)


@given(LIBRARIES, st.lists(st.integers(1, 80), max_size=30))
def test_through_months_nothing_rests_too_short_and_all_that_always_fits_comes_round(
    library: dict[str, Script], hours: list[int]
) -> None:
    begun: dict[str, list[datetime]] = {}
    now = NOW
    for gap in hours:
        now += timedelta(hours=gap)
        last = {name: at[-1] for name, at in begun.items()}
        best = offered(library.values(), Moment(now, begun=last))
        if best:
            begun.setdefault(best[0], []).append(now)
    for name, times in begun.items():
        rests = library[name].gate.rests
        assert all(rests is None or later - at >= rests for at, later in pairwise(times))
    free = [
        name
        for name, one in library.items()
        if one.listed and not one.on_demand and one.gate == Gate()
    ]
    counts = [len(begun.get(name, [])) for name in free]
    assert not counts or max(counts) - min(counts) <= 1
