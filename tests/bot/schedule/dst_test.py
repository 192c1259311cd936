"""Exact tables: a daily prompt on nights when clocks change, and at the calendar's edges."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from bot.schedule.occurrences import occurrences
from bot.schedule.plan import Bounds, Daily, Every, Once, Slot, Unit, Weekdays
from tests.bot.schedule.making import KEY, daily

NIGHTS = [
    # zone, wall time, first local date, then UTC of three dates in a row: before, on, after
    ("Europe/London", "01:30", "2026-03-28", "03-28 01:30", "03-29 01:30", "03-30 00:30"),
    ("Europe/London", "01:30", "2026-10-24", "10-24 00:30", "10-25 00:30", "10-26 01:30"),
    ("America/New_York", "02:30", "2026-03-07", "03-07 07:30", "03-08 07:30", "03-09 06:30"),
    ("America/New_York", "01:30", "2026-10-31", "10-31 05:30", "11-01 05:30", "11-02 06:30"),
    ("Australia/Lord_Howe", "02:15", "2026-10-03", "10-02 15:45", "10-03 15:45", "10-04 15:15"),
    ("Australia/Lord_Howe", "01:45", "2026-04-04", "04-03 14:45", "04-04 14:45", "04-05 15:15"),
    ("Pacific/Chatham", "03:15", "2026-09-26", "09-25 14:30", "09-26 14:30", "09-27 13:30"),
    ("Pacific/Chatham", "03:15", "2026-04-04", "04-03 13:30", "04-04 13:30", "04-05 14:30"),
    ("Africa/Casablanca", "02:30", "2024-03-09", "03-09 01:30", "03-10 01:30", "03-11 02:30"),
    ("Africa/Casablanca", "02:30", "2024-04-13", "04-13 02:30", "04-14 02:30", "04-15 01:30"),
    ("Pacific/Apia", "03:30", "2012-09-29", "09-28 14:30", "09-29 14:30", "09-30 13:30"),
    ("Pacific/Apia", "03:30", "2012-03-31", "03-30 13:30", "03-31 13:30", "04-01 14:30"),
    # a quarter of an hour after the change all is as the clock says
    ("Europe/London", "02:15", "2026-03-28", "03-28 02:15", "03-29 01:15", "03-30 01:15"),
    ("Europe/London", "02:15", "2026-10-24", "10-24 01:15", "10-25 02:15", "10-26 02:15"),
]


@pytest.mark.parametrize(("zone", "wall", "first", "before", "on", "after"), NIGHTS)
def test_nights_when_the_clock_changes(
    zone: str, wall: str, first: str, before: str, on: str, after: str
) -> None:
    start = date.fromisoformat(first)
    plan = daily(wall, start)
    found = islice(occurrences(plan, ZoneInfo(zone), {}, long_before(start), KEY), 3)
    said = [(one.local_date, one.due_at) for one in found]
    expected = [datetime.fromisoformat(f"{start.year}-{at}:00+00:00") for at in (before, on, after)]
    assert said == [(start + timedelta(n), at) for n, at in enumerate(expected)]


def test_samoa_had_no_30_december_2011() -> None:
    assert instants("09:00", "Pacific/Apia", "2011-12-28", 4) == [
        (date(2011, 12, 28), "2011-12-28 19:00"),
        (date(2011, 12, 29), "2011-12-29 19:00"),
        (date(2011, 12, 31), "2011-12-30 19:00"),
        (date(2012, 1, 1), "2011-12-31 19:00"),
    ]


def test_a_prompt_just_before_the_skipped_day_stays() -> None:
    assert instants("23:59", "Pacific/Apia", "2011-12-29", 2) == [
        (date(2011, 12, 29), "2011-12-30 09:59"),
        (date(2011, 12, 31), "2011-12-31 09:59"),
    ]


def test_a_gap_at_midnight_moves_the_instant_not_the_date() -> None:
    # Nuuk goes from 23:00 to 24:00: the half past comes half past midnight
    assert instants("23:30", "America/Nuuk", "2025-03-28", 3) == [
        (date(2025, 3, 28), "2025-03-29 01:30"),
        (date(2025, 3, 29), "2025-03-30 01:30"),
        (date(2025, 3, 30), "2025-03-31 00:30"),
    ]


def test_a_repeated_day_fires_once() -> None:
    # Kwajalein went back a day's worth of hours on 30 September 1969
    found = instants("12:00", "Pacific/Kwajalein", "1969-09-28", 5)
    assert [day for day, _ in found] == [date(1969, 9, 28) + timedelta(n) for n in range(5)]


def test_times_that_meet_after_the_gap_become_one() -> None:
    plan = daily(
        "00:30", date(2026, 3, 29), slots=tuple(fixed("00:30", "01:30", "02:30", "03:30", gap=60))
    )
    found = islice(
        occurrences(plan, ZoneInfo("Europe/London"), {}, long_before(plan.bounds.start), KEY), 4
    )
    assert [(one.slot, f"{one.due_at:%d %H:%M}") for one in found] == [
        (0, "29 00:30"),
        (1, "29 01:30"),
        (3, "29 02:30"),
        (0, "29 23:30"),
    ]


def test_the_wider_of_two_gaps_is_kept() -> None:
    slots = (*fixed("01:30", gap=60), *fixed("02:40", gap=0))
    plan = daily("01:30", date(2026, 3, 28), slots=slots)
    start = long_before(plan.bounds.start)
    found = islice(occurrences(plan, ZoneInfo("Europe/London"), {}, start, KEY), 4)
    assert [(one.slot, one.local_date.day) for one in found] == [(0, 28), (1, 28), (0, 29), (0, 30)]


def test_who_asks_after_midnight_still_gets_what_the_gap_moved_there() -> None:
    plan = daily("23:30", slots=tuple(fixed("01:00", "23:30", gap=60)))
    midnight = datetime(2025, 3, 30, 1, 10, tzinfo=UTC)  # 00:10 in Nuuk, just after the gap
    found = islice(occurrences(plan, ZoneInfo("America/Nuuk"), {}, midnight, KEY), 2)
    # and the prompt at 01:00, half an hour later, joins it
    assert [(one.local_date.day, one.slot) for one in found] == [(29, 1), (30, 1)]
    later = midnight + timedelta(minutes=30)
    found = islice(occurrences(plan, ZoneInfo("America/Nuuk"), {}, later, KEY), 1)
    assert [(one.local_date.day, one.slot) for one in found] == [(30, 1)]


def test_a_time_overtaken_by_a_moved_one_joins_it() -> None:
    # 01:50 comes as 02:50, after 02:10: without a gap to keep they would change places
    plan = daily("01:50", date(2026, 3, 29), slots=tuple(fixed("01:50", "02:10", "02:51", gap=0)))
    found = islice(
        occurrences(plan, ZoneInfo("Europe/London"), {}, long_before(plan.bounds.start), KEY), 3
    )
    assert [(one.slot, f"{one.due_at:%d %H:%M}") for one in found] == [
        (0, "29 01:50"),
        (2, "29 01:51"),
        (0, "30 00:50"),
    ]


def test_a_leap_day_comes_every_four_years() -> None:
    assert [day for day, _ in instants("12:00", "UTC", "2028-02-28", 3)] == [
        date(2028, 2, 28),
        date(2028, 2, 29),
        date(2028, 3, 1),
    ]
    assert [day for day, _ in instants("12:00", "UTC", "2100-02-28", 2)][1] == date(2100, 3, 1)


def test_weeks_run_over_the_end_of_the_year() -> None:
    # ISO week 53 of 2026 holds Friday 1 January 2027
    plan = daily("18:00", date(2026, 12, 28), cadence=Weekdays((2, 5)))
    found = islice(occurrences(plan, ZoneInfo("UTC"), {}, long_before(plan.bounds.start), KEY), 4)
    assert [one.local_date.isocalendar() for one in found] == [
        (2026, 53, 2),
        (2026, 53, 5),
        (2027, 1, 2),
        (2027, 1, 5),
    ]


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        (Daily(), ["2027-12-30", "2027-12-31", "2028-01-01"]),
        (Every(2, Unit.DAYS), ["2027-12-30", "2028-01-01", "2028-01-03"]),
        (Every(31, Unit.DAYS), ["2027-12-30", "2028-01-30", "2028-03-01"]),
        (Every(5, Unit.WEEKS), ["2027-12-30", "2028-02-03", "2028-03-09"]),
        (Weekdays((1, 7)), ["2028-01-02", "2028-01-03", "2028-01-09"]),
        (Once(date(2028, 2, 29)), ["2028-02-29"]),
    ],
)
def test_cadences_over_month_and_year_ends(cadence: object, expected: list[str]) -> None:
    plan = daily("12:00", date(2027, 12, 30), cadence=cadence)
    found = islice(occurrences(plan, ZoneInfo("UTC"), {}, long_before(plan.bounds.start), KEY), 3)
    assert [one.local_date.isoformat() for one in found] == expected


def test_the_last_day_is_in() -> None:
    plan = daily("12:00", bounds=Bounds(date(2026, 5, 1), date(2026, 5, 2)))
    found = list(occurrences(plan, ZoneInfo("UTC"), {}, long_before(date(2026, 5, 1)), KEY))
    assert [one.local_date.day for one in found] == [1, 2]


def test_the_calendar_ends_without_a_crash() -> None:
    plan = daily("12:00")
    found = list(occurrences(plan, ZoneInfo("UTC"), {}, datetime(9998, 12, 29, tzinfo=UTC), KEY))
    assert [one.local_date.day for one in found] == [29, 30, 31]


def long_before(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) - timedelta(days=9)


def instants(wall: str, zone: str, first: str, count: int) -> list[tuple[date, str]]:
    start = date.fromisoformat(first)
    found = occurrences(daily(wall, start), ZoneInfo(zone), {}, long_before(start), KEY)
    return [(one.local_date, f"{one.due_at:%Y-%m-%d %H:%M}") for one in islice(found, count)]


def fixed(*walls: str, gap: int) -> list[Slot]:
    times = [time.fromisoformat(wall) for wall in walls]
    return [Slot(at, at, min_gap=timedelta(minutes=gap)) for at in times]
