"""Exact tables: single prompts in the hour that is missing, in the one that comes twice, around."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest

from bot.people import Quiet
from bot.schedule.ahead import Course, Send, ahead
from bot.schedule.occurrences import occurrences
from bot.schedule.pacing import Rest
from bot.schedule.plan import Bounds, Once, PlanId, Slot
from tests.bot.schedule.making import KEY, clock, daily, oracle

Table = list[tuple[str, str, dict[str, str]]]

SPRING: Table = [
    # the wall's last minute before the gap, the first and last minute in it, the first after it
    (
        "Europe/London",
        "2026-03-29",
        {"00:59": "29 00:59", "01:00": "29 01:00", "01:59": "29 01:59", "02:00": "29 01:00"},
    ),
    (
        "America/New_York",
        "2026-03-08",
        {"01:59": "08 06:59", "02:00": "08 07:00", "02:59": "08 07:59", "03:00": "08 07:00"},
    ),
    (
        "Australia/Lord_Howe",
        "2026-10-04",
        {"01:59": "03 15:29", "02:00": "03 15:30", "02:29": "03 15:59", "02:30": "03 15:30"},
    ),
    (
        "Pacific/Chatham",
        "2026-09-27",
        {"02:44": "26 13:59", "02:45": "26 14:00", "03:44": "26 14:59", "03:45": "26 14:00"},
    ),
    # the end of Ramadan
    (
        "Africa/Casablanca",
        "2026-03-22",
        {"01:59": "22 01:59", "02:00": "22 02:00", "02:59": "22 02:59", "03:00": "22 02:00"},
    ),
    # the gap is the evening's last hour, and its prompts come on the next date
    (
        "America/Nuuk",
        "2026-03-28",
        {"22:59": "29 00:59", "23:00": "29 01:00", "23:59": "29 01:59"},
    ),
    ("America/Nuuk", "2026-03-29", {"00:00": "29 01:00"}),
]
AUTUMN: Table = [
    # the last minute that comes once, the first and last that come twice, the first after them
    (
        "Europe/London",
        "2026-10-25",
        {"00:59": "24 23:59", "01:00": "25 00:00", "01:59": "25 00:59", "02:00": "25 02:00"},
    ),
    (
        "America/New_York",
        "2026-11-01",
        {"00:59": "01 04:59", "01:00": "01 05:00", "01:59": "01 05:59", "02:00": "01 07:00"},
    ),
    (
        "Australia/Lord_Howe",
        "2026-04-05",
        {"01:29": "04 14:29", "01:30": "04 14:30", "01:59": "04 14:59", "02:00": "04 15:30"},
    ),
    (
        "Pacific/Chatham",
        "2026-04-05",
        {"02:44": "04 12:59", "02:45": "04 13:00", "03:44": "04 13:59", "03:45": "04 15:00"},
    ),
    # the first day of Ramadan
    (
        "Africa/Casablanca",
        "2026-02-15",
        {"01:59": "15 00:59", "02:00": "15 01:00", "02:59": "15 01:59", "03:00": "15 03:00"},
    ),
    (
        "America/Nuuk",
        "2026-10-24",
        {"22:59": "24 23:59", "23:00": "25 00:00", "23:59": "25 00:59"},
    ),
    ("America/Nuuk", "2026-10-25", {"00:00": "25 02:00"}),
]
SKIPPED: Table = [
    ("Pacific/Apia", "2011-12-29", {"00:00": "29 10:00", "23:59": "30 09:59"}),
    ("Pacific/Apia", "2011-12-30", {"00:00": "", "12:00": "", "23:59": ""}),
    ("Pacific/Apia", "2011-12-31", {"00:00": "30 10:00", "23:59": "31 09:59"}),
]


def long_before(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) - timedelta(days=9)


@pytest.mark.parametrize(("zone", "day", "table"), [*SPRING, *AUTUMN, *SKIPPED])
def test_each_minute_is_where_it_should_be(zone: str, day: str, table: dict[str, str]) -> None:
    here = date.fromisoformat(day)
    for wall, expected in table.items():
        plan = daily(wall, cadence=Once(here))
        found = list(occurrences(plan, ZoneInfo(zone), {}, long_before(here), KEY))
        assert [f"{one.due_at:%d %H:%M}" for one in found] == [expected] * bool(expected)
        meant = oracle(here, time.fromisoformat(wall), zone)
        assert [one.due_at for one in found] == ([] if meant is None else [meant])


MINUTES_A_DAY = [
    # zone, date, minutes of the wall that are on it, hours that pass
    ("Europe/London", "2026-03-29", 46, 23),
    ("Europe/London", "2026-10-25", 48, 25),
    ("America/New_York", "2026-03-08", 46, 23),
    ("America/New_York", "2026-11-01", 48, 25),
    ("Australia/Lord_Howe", "2026-10-04", 47, 23.5),
    ("Australia/Lord_Howe", "2026-04-05", 48, 24.5),
    ("Pacific/Chatham", "2026-09-27", 46, 23),
    ("Pacific/Chatham", "2026-04-05", 48, 25),
    ("Africa/Casablanca", "2026-03-22", 46, 23),
    ("Africa/Casablanca", "2026-02-15", 48, 25),
    ("Pacific/Apia", "2011-12-29", 48, 24),
    ("Pacific/Apia", "2011-12-30", 0, 0),
    ("Pacific/Apia", "2011-12-31", 48, 24),
]


@pytest.mark.parametrize(("zone", "day", "prompts", "hours"), MINUTES_A_DAY)
def test_a_prompt_every_half_hour_through_the_night(
    zone: str, day: str, prompts: int, hours: float
) -> None:
    """Those that meet are one, none comes twice, and a day has its first and its last."""
    here, half = date.fromisoformat(day), timedelta(minutes=30)
    slots = tuple(Slot(clock(at), clock(at), min_gap=half) for at in range(0, 1440, 30))
    plan = daily("00:00", here, slots=slots, bounds=Bounds(here, here))
    found = [one.due_at for one in occurrences(plan, ZoneInfo(zone), {}, long_before(here), KEY)]
    assert len(found) == prompts
    assert all(other - one >= half for one, other in pairwise(found))
    if found:
        assert found[-1] - found[0] == timedelta(hours=hours) - half


@pytest.mark.parametrize(("zone", "day", "prompts", "_"), MINUTES_A_DAY)
def test_two_plans_through_the_night_keep_their_hour(
    zone: str, day: str, prompts: int, _: float
) -> None:
    """Each wants every hour; between them no two come in one, and none in the quiet hours."""
    here, hour = date.fromisoformat(day), timedelta(hours=1)
    slots = tuple(Slot(clock(at), clock(at), min_gap=hour) for at in range(0, 1440, 60))
    plans = [daily("00:00", id=PlanId(name), slots=slots) for name in "ab"]
    rest = Rest(Quiet(time(1, 30), time(2, 15)), cap=99)
    begin = datetime.combine(here, time(), ZoneInfo(zone)).astimezone(UTC)
    steps = ahead(
        [Course(plan) for plan in plans],
        ZoneInfo(zone),
        {},
        begin - timedelta(minutes=1),
        KEY,
        rest,
    )
    sent = (step.occurrence.due_at for step in steps if isinstance(step, Send))
    local = [
        at.astimezone(ZoneInfo(zone)) for at in takewhile(lambda at: at < begin + 26 * hour, sent)
    ]
    assert len(local) > 20 or not prompts
    assert all(
        other.astimezone(UTC) - one.astimezone(UTC) >= hour for one, other in pairwise(local)
    )
    assert not [at for at in local if time(1, 30) <= at.time() < time(2, 15)]
