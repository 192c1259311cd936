"""Readiness: which part keeps a process from being given work, and which is everybody's."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Depths, Waits
from bot.services.gauges import Seen
from bot.services.readiness import DEAF, OVERDUE, STILL, Door, Part, Pulse, parts, ready

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
QUIET = Depths(*[Waits()] * len(fields(Depths)))
WELL = Pulse(Door.POLLING, NOON - timedelta(days=1), NOON, NOON)


def seen(**waits: Waits) -> Seen:
    return Seen(replace(QUIET, **waits), Waits(), Waits())


def ill(pulse: Pulse, looked: Seen | str = seen()) -> list[str]:  # noqa: B008 - it is frozen
    return [part.name for part in parts(pulse, looked, NOON) if not part.well]


def test_all_well() -> None:
    found = parts(WELL, seen(), NOON)
    assert [part.name for part in found] == [
        "database", "updates", "scheduler", "timers", "outbox"
    ]  # fmt: skip
    assert ready(found, Door.POLLING)


@pytest.mark.parametrize(
    ("pulse", "part"),
    [
        (replace(WELL, polled=NOON - DEAF - SECOND), "updates"),
        (replace(WELL, polled=None), "updates"),
        (replace(WELL, knocked=NOON - STILL - SECOND), "scheduler"),
        (replace(WELL, knocked=None), "scheduler"),
    ],
)
def test_what_stands_still_is_named(pulse: Pulse, part: str) -> None:
    assert ill(pulse) == [part]
    assert not ready(parts(pulse, seen(), NOON), pulse.door)


def test_a_start_is_given_the_time_of_its_first_poll_and_knock() -> None:
    assert ill(Pulse(Door.POLLING, NOON - STILL)) == []


@pytest.mark.parametrize("door", [Door.WEBHOOK, Door.STANDING_BY])
def test_who_does_not_poll_need_not_have(door: Door) -> None:
    assert ill(replace(WELL, door=door, polled=None)) == []


@pytest.mark.parametrize(("what", "part"), [("due", "timers"), ("unsent", "outbox")])
@pytest.mark.parametrize(("door", "turned"), [(Door.POLLING, True), (Door.WEBHOOK, False)])
def test_what_waits_too_long_turns_no_replica_away(
    what: str, part: str, door: Door, *, turned: bool
) -> None:
    """All of them would turn away, and nobody in danger would be heard any more."""
    looked = seen(**{what: Waits(3, NOON - OVERDUE - SECOND)})
    pulse = replace(WELL, door=door)
    assert ill(pulse, looked) == [part]
    assert ready(parts(pulse, looked, NOON), door) is not turned


@pytest.mark.parametrize("door", list(Door))
def test_without_its_database_nobody_is_ready(door: Door) -> None:
    pulse = replace(WELL, door=door)
    assert ill(pulse, "the disk is full") == ["database", "timers", "outbox"]
    assert not ready(parts(pulse, "the disk is full", NOON), door)


instants = st.none() | st.datetimes(datetime(2026, 2, 1), datetime(2026, 4, 1)).map(  # noqa: DTZ001 - aware in the next line
    lambda at: at.replace(tzinfo=UTC)
)
waits = instants.map(lambda at: Waits() if at is None else Waits(1, at))
looks = st.builds(lambda due, unsent: seen(due=due, unsent=unsent), waits, waits)
pulses = st.builds(Pulse, st.sampled_from(Door), st.just(NOON), instants, instants)


@given(pulses, looks | st.just("away"))
def test_whatever_the_clock_does_every_part_is_told_and_only_what_is_ill_turns_away(
    pulse: Pulse, looked: Seen | str
) -> None:
    found = parts(pulse, looked, NOON)
    assert len({part.name for part in found}) == 5
    assert all(part.says and " -" not in part.says for part in found)
    if ready(found, pulse.door):
        assert all(part.well for part in found if part.ours)
    else:
        assert ill(pulse, looked)


@given(st.lists(st.builds(Part, st.just("one"), st.booleans(), st.just(""), st.booleans())))
def test_to_mend_a_part_never_makes_it_less_ready(found: list[Part]) -> None:
    for door in Door:
        if ready(found, door):
            assert ready([replace(part, well=True) for part in found], door)
