"""What occurrences promise, over random plans, all zones and a hundred and thirty years."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.checks import problems
from bot.schedule.occurrences import (
    Move,
    Occurrence,
    Place,
    Skip,
    State,
    occurrences,
    ordinal,
    skipped,
)
from bot.schedule.plan import (
    Daily,
    Every,
    Limits,
    Once,
    Plan,
    PlanStatus,
    Relative,
    Unit,
    Weekdays,
)
from tests.bot.schedule.making import ANCHORS, CALM, KEY, daily, nearby, oracle, plans, zones

if TYPE_CHECKING:
    from bot.schedule.occurrences import Exceptions

MANY = 25
SECOND = timedelta(seconds=1)
LONDON = ZoneInfo("Europe/London")
MAY = datetime(2026, 5, 1, tzinfo=UTC)


def some(plan: Plan, zone: ZoneInfo, after: datetime, many: int = MANY) -> list[Occurrence]:
    return list(islice(occurrences(plan, zone, ANCHORS, after, KEY), many))


def meant(plan: Plan, day: date) -> bool:
    """Say whether the cadence names the day, looked at one day at a time."""
    since = (day - plan.bounds.start).days
    inside = since >= 0 and (plan.bounds.end is None or day <= plan.bounds.end)
    match plan.cadence:
        case Daily():
            return inside
        case Weekdays(days):
            return inside and day.isoweekday() in days
        case Every(n, unit):
            return inside and since % (n * 7 if unit is Unit.WEEKS else n) == 0
        case Once(only):
            return inside and day == only
        case Relative(anchor, offset):
            return inside and anchor in ANCHORS and (day - ANCHORS[anchor]).days == offset


def apart(plan: Plan, one: Occurrence, other: Occurrence) -> timedelta:
    """Give the least distance between two occurrences."""
    gaps = (plan.slots[one.slot].min_gap, plan.slots[other.slot].min_gap)
    return max(*gaps, timedelta(minutes=1))


@CALM
@given(st.data(), plans(), zones)
def test_every_occurrence_keeps_the_rules(data: st.DataObject, plan: Plan, zone: ZoneInfo) -> None:
    assert problems(plan) == ()
    after = data.draw(nearby(plan, zone))
    found = some(plan, zone, after)
    assert len({one.place for one in found}) == len(found)
    for one in found:
        assert one.due_at > after
        assert one.due_at.utcoffset() == timedelta()
        assert meant(plan, one.local_date)
        assert one.seq < plan.slots[one.slot].count
        assert one.expires_at - one.due_at == plan.limits.expire_after
        assert one.zone == (plan.zone or zone.key)
        assert one.checkin in plan.checkins
        assert one.state is State.PLANNED
        assert (one.plan, one.plan_version, one.client) == (plan.id, plan.version, plan.client)
    for one, other in pairwise(found):
        assert other.due_at - one.due_at >= apart(plan, one, other)


@CALM
@given(st.data(), plans(), zones)
def test_wall_times_are_what_whenever_makes_of_them(
    data: st.DataObject, plan: Plan, zone: ZoneInfo
) -> None:
    for one in some(plan, zone, data.draw(nearby(plan, zone))):
        slot = plan.slots[one.slot]
        if slot.from_ == slot.to:
            meant_at = oracle(one.local_date, slot.from_, one.zone)
            assert meant_at is not None
            assert meant_at <= one.due_at <= meant_at + plan.limits.spread
            assert (one.due_at - meant_at) % SECOND == timedelta()
        else:
            first, last = (oracle(one.local_date, wall, one.zone) for wall in (slot.from_, slot.to))
            assert first is not None
            assert last is not None
            # a gap can put the window's end before a moved time, by less than the gap
            assert first - timedelta(hours=1) <= one.due_at <= last + timedelta(hours=1)


@CALM
@given(st.data(), plans(), zones)
def test_nothing_is_left_out_but_what_meets_another(
    data: st.DataObject, plan: Plan, zone: ZoneInfo
) -> None:
    """Hold the arithmetic against a walk over thirty days, fixed times only."""
    slots = tuple(replace(slot, to=slot.from_, count=1) for slot in plan.slots)
    limits = replace(plan.limits, max_per_day=None, spread=timedelta())
    plan = replace(plan, slots=slots, limits=limits)
    after = data.draw(nearby(plan, zone))
    until = after + timedelta(days=30)
    found = [one for one in some(plan, zone, after, 200) if one.due_at <= until]
    here = ZoneInfo(plan.zone) if plan.zone else zone
    today = after.astimezone(here).date()
    walked = [
        (due_at, Place(day, number, 0))
        for day in (today + timedelta(n) for n in range(-2, 33))
        if meant(plan, day)
        for number, slot in enumerate(slots)
        if (due_at := oracle(day, slot.from_, here.key)) is not None and after < due_at <= until
    ]
    kept = {one.place: one for one in found}
    for due_at, place in walked:
        if place in kept:
            assert kept.pop(place).due_at == due_at
        else:
            slot = slots[place.slot]
            widest = max(max(other.min_gap, slot.min_gap, timedelta(minutes=1)) for other in slots)
            before = some(plan, zone, due_at - timedelta(days=2), 200)
            assert any(abs(due_at - one.due_at) < widest for one in before)
    assert not kept


@CALM
@given(st.data(), plans(), zones)
def test_whenever_one_asks_the_answer_is_the_same(
    data: st.DataObject, plan: Plan, zone: ZoneInfo
) -> None:
    found = some(plan, zone, data.draw(nearby(plan, zone)))
    assert found == some(plan, zone, found[0].due_at - timedelta(seconds=1)) if found else True
    for number, one in enumerate(found[:-1]):
        assert found[number + 1 :] == some(plan, zone, one.due_at, MANY - number - 1)


@CALM
@given(st.data(), plans(), zones)
def test_checkins_come_in_turn(data: st.DataObject, plan: Plan, zone: ZoneInfo) -> None:
    for one in some(plan, zone, data.draw(nearby(plan, zone))):
        walked = sum(
            meant(plan, plan.bounds.start + timedelta(n))
            for n in range((one.local_date - plan.bounds.start).days)
        )
        earlier = sum(slot.count for slot in plan.slots[: one.slot])
        place = walked * plan.per_day + earlier + one.seq
        assert ordinal(plan, one.place) == place
        assert one.checkin == plan.checkins[place % len(plan.checkins)]


@CALM
@given(st.data(), plans(), zones)
def test_windows_hold_their_prompts_apart_on_the_wall_clock(
    data: st.DataObject, plan: Plan, zone: ZoneInfo
) -> None:
    """On days without a change of clocks every prompt lies in its window, all of them are there."""
    after = data.draw(nearby(plan, zone))
    found = some(plan, zone, after, 60)
    for day in {one.local_date for one in found[plan.per_day : -plan.per_day]}:
        here = ZoneInfo(plan.zone) if plan.zone else zone
        offsets = {
            datetime.combine(day + timedelta(n), time(), here).utcoffset() for n in range(-1, 3)
        }
        if len(offsets) == 1:
            that_day = [one for one in found if one.local_date == day]
            assert len(that_day) == plan.per_day
            for one in that_day:
                slot, local = plan.slots[one.slot], one.due_at.astimezone(here)
                later = plan.limits.spread if slot.width == 0 else timedelta()
                assert local.date() == day
                assert slot.from_ <= local.time()
                assert local - later <= datetime.combine(day, slot.to, here)


@CALM
@given(st.data(), plans(), zones)
def test_a_local_day_never_holds_more_than_the_plan_allows(
    data: st.DataObject, plan: Plan, zone: ZoneInfo
) -> None:
    plan = replace(plan, limits=replace(plan.limits, max_per_day=plan.per_day))
    after = data.draw(nearby(plan, zone))
    first = some(plan, zone, after, 10)
    exceptions: Exceptions = {
        one.place: Move(datetime.combine(first[-1].local_date, time(n)))
        for n, one in enumerate(first)
    }
    found = list(islice(occurrences(plan, zone, ANCHORS, after, KEY, exceptions=exceptions), MANY))
    local = [one.due_at.astimezone(ZoneInfo(one.zone)).date() for one in found]
    assert all(local.count(day) <= plan.per_day for day in local)
    assert all(one.due_at < other.due_at for one, other in pairwise(found))


@CALM
@given(st.data(), plans(), zones)
def test_what_the_client_leaves_out_is_left_out_and_moves_nothing_else(
    data: st.DataObject, plan: Plan, zone: ZoneInfo
) -> None:
    after = data.draw(nearby(plan, zone))
    found = some(plan, zone, after)
    left = data.draw(st.sets(st.sampled_from(found))) if found else set()
    exceptions = {one.place: Skip() for one in left}
    rest = islice(occurrences(plan, zone, ANCHORS, after, KEY, exceptions=exceptions), MANY)
    # where clocks change, a prompt that had to give way to one left out comes into its own
    kept = [one for one in rest if one.due_at <= found[-1].due_at] if found else []
    assert not left & set(kept)
    assert set(found) - left <= set(kept)


def test_a_moved_occurrence_keeps_its_place() -> None:
    plan = daily("18:00")
    place = Place(date(2026, 5, 2), 0, 0)
    moves = {place: Move(datetime(2026, 5, 4, 9, 0))}  # noqa: DTZ001 - a wall time is naive
    after = datetime(2026, 5, 1, tzinfo=UTC)
    found = list(islice(occurrences(plan, LONDON, {}, after, KEY, exceptions=moves), 4))
    assert [(one.local_date.day, f"{one.due_at:%d %H:%M}") for one in found] == [
        (1, "01 17:00"),
        (3, "03 17:00"),
        (2, "04 08:00"),
        (4, "04 17:00"),
    ]


@pytest.mark.parametrize(
    "place",
    [Place(date(2026, 5, 3), 0, 0), Place(date(2026, 5, 5), 1, 0), Place(date(2026, 5, 5), 0, 1)],
)
def test_a_move_of_a_place_the_plan_no_longer_has_is_nothing(place: Place) -> None:
    plan = daily("18:00", cadence=Weekdays((2,)))
    moves = {place: Move(datetime(2026, 5, 4, 9, 0))}  # noqa: DTZ001 - a wall time is naive
    after = datetime(2026, 5, 1, tzinfo=UTC)
    found = next(occurrences(plan, LONDON, {}, after, KEY, exceptions=moves))
    assert found.local_date == date(2026, 5, 5)


def test_a_move_to_a_day_that_never_was_is_nothing() -> None:
    plan = daily("18:00")
    moves = {Place(date(2011, 12, 28), 0, 0): Move(datetime(2011, 12, 30, 9))}  # noqa: DTZ001 - a wall time is naive
    after = datetime(2011, 12, 28, 12, tzinfo=UTC)
    zone = ZoneInfo("Pacific/Apia")
    found = islice(occurrences(plan, zone, {}, after, KEY, exceptions=moves), 2)
    assert [one.local_date.day for one in found] == [29, 31]


@pytest.mark.parametrize("status", [PlanStatus.PAUSED, PlanStatus.ENDED])
def test_only_an_active_plan_makes_occurrences(status: PlanStatus) -> None:
    plan = daily("18:00", status=status)
    assert not list(occurrences(plan, LONDON, {}, datetime(2026, 5, 1, tzinfo=UTC), KEY))


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        occurrences(daily("18:00"), LONDON, {}, datetime(2026, 5, 1), KEY)  # noqa: DTZ001 - the point


def test_what_is_left_out_is_given_where_it_was_due() -> None:
    plan = daily("18:00", limits=Limits(spread=timedelta(minutes=5)))
    first, second, third = some(plan, LONDON, MAY, 3)
    skips = {one.place: Skip() for one in (third, first)}
    found = skipped(plan, LONDON, {}, MAY, KEY, skips)
    assert found == tuple(replace(one, state=State.SKIPPED) for one in (first, third))
    assert skipped(plan, LONDON, {}, first.due_at, KEY, skips) == found[1:]
    assert next(occurrences(plan, LONDON, {}, MAY, KEY, exceptions=skips)) == second
    assert skipped(replace(plan, status=PlanStatus.PAUSED), LONDON, {}, MAY, KEY, skips) == ()
