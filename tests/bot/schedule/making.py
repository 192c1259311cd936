"""Random plans, zones and years, sound by construction, and the oracle they are held against."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from whenever import PlainDateTime

from bot.people import ClientId, Quiet
from bot.schedule.checks import WIDEST
from bot.schedule.plan import (
    Bounds,
    Cadence,
    Daily,
    Every,
    Limits,
    Once,
    Overlap,
    Plan,
    PlanId,
    PlanStatus,
    Relative,
    Slot,
    Unit,
    Weekdays,
    ZonePolicy,
)
from bot.schedule.slotchecks import room_to_spread

KEY = b"a key for tests"
CLIENT = ClientId("c" * 32)
ZONES = tuple(sorted(files("tzdata").joinpath("zones").read_text("utf-8").split()))
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(1970, 1, 1), date(2100, 12, 31))
walls = st.builds(time, st.integers(0, 23), st.integers(0, 59))
quiets = st.builds(Quiet, walls, walls)
names = st.text("abc-", min_size=1, max_size=8)
ANCHORS = {"enrolment": date(2026, 1, 5), "next_session": date(2026, 3, 12)}


def clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def minute(wall: time) -> int:
    return wall.hour * 60 + wall.minute


@st.composite
def slots(draw: st.DrawFn) -> tuple[Slot, ...]:
    """Give one to three slots that keep apart from each other and from the next day's."""
    minutes = st.one_of(st.integers(0, 240), st.integers(0, 1439))  # clocks change early
    cuts = sorted(draw(st.sets(minutes, min_size=2, max_size=6)))
    ends = [
        (cuts[at], draw(st.sampled_from((cuts[at], cuts[at + 1]))))
        for at in range(0, len(cuts) - 1, 2)
    ]
    room = min(
        [here[0] - before[1] for before, here in pairwise(ends)] + [1440 + ends[0][0] - ends[-1][1]]
    )
    made = []
    for start, end in ends:
        gap = draw(st.integers(0, min(room, 1439)))
        most = (end - start) // max(gap, 1)
        count = draw(st.integers(1, max(1, min(most, 6))))
        made.append(Slot(clock(start), clock(end), count, timedelta(minutes=gap)))
    return tuple(made)


@st.composite
def cadences(draw: st.DrawFn, start: date) -> Cadence:
    return draw(
        st.one_of(
            st.just(Daily()),
            st.builds(
                Weekdays, st.sets(st.integers(1, 7), min_size=1).map(lambda s: tuple(sorted(s)))
            ),
            st.builds(Every, st.integers(1, 40), st.sampled_from(Unit)),
            st.integers(0, 300).map(lambda far: Once(start + timedelta(far))),
            st.builds(Relative, st.sampled_from([*ANCHORS, "unknown"]), st.integers(-400, 400)),
        )
    )


@st.composite
def limits(draw: st.DrawFn, per_day: int) -> Limits:
    good = draw(st.integers(2, 3 * 1440))
    reminders = draw(st.sets(st.integers(1, good - 1), max_size=3))
    return Limits(
        expire_after=timedelta(minutes=good),
        reminders=tuple(timedelta(minutes=one) for one in sorted(reminders)),
        max_per_day=draw(st.none() | st.integers(per_day, per_day + 2)),
        overlap=draw(st.sampled_from(Overlap)),
    )


@st.composite
def plans(draw: st.DrawFn, starts: st.SearchStrategy[date] = days) -> Plan:
    """Give a plan that can be kept; active, with an end at least 301 days after its start."""
    made = draw(_plans(starts))
    most = min(room_to_spread(made), WIDEST) // timedelta(minutes=1)
    spread = timedelta(minutes=draw(st.integers(0, most)))
    return replace(made, limits=replace(made.limits, spread=spread))


@st.composite
def _plans(draw: st.DrawFn, starts: st.SearchStrategy[date]) -> Plan:
    start = draw(starts)
    made = draw(slots())
    zone = draw(st.none() | st.sampled_from(ZONES))
    end = draw(st.none() | st.integers(301, 2000).map(lambda far: start + timedelta(far)))
    return Plan(
        id=PlanId(draw(names)),
        client=CLIENT,
        version=draw(st.integers(1, 9)),
        title=draw(names),
        checkins=tuple(draw(st.lists(names, min_size=1, max_size=3))),
        cadence=draw(cadences(start)),
        slots=made,
        bounds=Bounds(start, end),
        limits=draw(limits(sum(slot.count for slot in made))),
        status=PlanStatus.ACTIVE,
        zone_policy=ZonePolicy.CLIENT if zone is None else ZonePolicy.FIXED,
        zone=zone,
    )


@st.composite
def nearby(draw: st.DrawFn, plan: Plan, zone: ZoneInfo) -> datetime:
    """Give an instant up to two years into the plan, often just before clocks change."""
    start = datetime.combine(plan.bounds.start, time(), UTC)
    at = start + timedelta(minutes=draw(st.integers(-5 * 1440, 730 * 1440)))
    if draw(st.booleans()):
        here = ZoneInfo(plan.zone) if plan.zone else zone
        ahead = (at + timedelta(days=n) for n in range(400))
        change = next(
            (on for on, then in pairwise(ahead) if _offset(on, here) != _offset(then, here)), at
        )
        return change - timedelta(minutes=draw(st.integers(0, 2 * 1440)))
    return at


def _offset(at: datetime, zone: ZoneInfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()


def daily(at: str, start: date = date(2000, 1, 1), **changed: object) -> Plan:
    """Give a plan of one prompt a day, at one wall time."""
    fields: dict[str, object] = {
        "id": PlanId("p" * 32),
        "client": CLIENT,
        "version": 1,
        "title": "Every day",
        "checkins": ("goal-mirror", "week-review"),
        "cadence": Daily(),
        "slots": (Slot(time.fromisoformat(at), time.fromisoformat(at)),),
        "bounds": Bounds(start),
    }
    return Plan(**(fields | changed))  # type: ignore[arg-type]  # the test names fields of Plan


def oracle(day: date, wall: time, zone: str) -> datetime | None:
    """Say what `whenever` makes of a wall time; None if the zone never had that date."""
    local = PlainDateTime(day.year, day.month, day.day, wall.hour, wall.minute)
    meant = local.assume_tz(zone, disambiguation="compatible")
    first = PlainDateTime(day.year, day.month, day.day).assume_tz(zone, disambiguation="compatible")
    if first.date().to_stdlib() != day:
        return None
    return meant.to_instant().to_stdlib().astimezone(UTC)
