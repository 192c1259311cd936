"""Impossible plans: each is refused in plain words, and the value named beside them works."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, time, timedelta

import pytest
from hypothesis import given

from bot.schedule.checks import problems
from bot.schedule.plan import (
    Bounds,
    Daily,
    Every,
    Limits,
    Once,
    Plan,
    Relative,
    Slot,
    Unit,
    Weekdays,
    ZonePolicy,
)
from tests.bot.schedule.making import CALM, daily, plans

DAY = date(2026, 5, 1)
HOUR = timedelta(hours=1)


def at(start: str, end: str, count: int = 1, gap: int = 0) -> Slot:
    return Slot(time.fromisoformat(start), time.fromisoformat(end), count, timedelta(minutes=gap))


def good(*reminders: int, **changed: object) -> Limits:
    return replace(
        Limits(timedelta(hours=12), tuple(timedelta(hours=one) for one in reminders)),
        **changed,  # type: ignore[arg-type]  # the test names fields of Limits
    )


REFUSED: list[tuple[dict[str, object], str, str, dict[str, object]]] = [
    # what is wrong, its key, some of what is said, and what mends it
    ({"version": 0}, "version", "from 1", {"version": 1}),
    ({"title": " "}, "title", "such as", {"title": "Tuesday evening"}),
    ({"checkins": ()}, "checkins", "goal-mirror", {"checkins": ("goal-mirror",)}),
    ({"checkins": ("a", "")}, "checkins", "at least one", {"checkins": ("a",)}),
    (
        {"zone_policy": ZonePolicy.FIXED},
        "zone",
        "Europe/London",
        {"zone": "Europe/London"},
    ),
    ({"zone": "Europe/London"}, "zone", "client", {"zone": None}),
    (
        {"zone_policy": ZonePolicy.FIXED, "zone": "Europe/Lundon"},
        "zone",
        'did you mean "Europe/London"?',
        {"zone": "Europe/London"},
    ),
    (
        {"zone_policy": ZonePolicy.FIXED, "zone": "//%%//"},
        "zone",
        'write it as in "Europe/London"',
        {"zone": "Europe/London"},
    ),
    (
        {"zone_policy": ZonePolicy.FIXED, "zone": "Europe"},
        "zone",
        "is not a time zone",
        {"zone": "Europe/London"},
    ),
    (
        {"bounds": Bounds(DAY, date(2026, 4, 30))},
        "bounds.end",
        "use 2026-05-01 or later",
        {"bounds": Bounds(DAY, DAY)},
    ),
    (
        {"bounds": Bounds(date(9999, 1, 1))},
        "bounds.start",
        "use 9998-12-31 or earlier",
        {"bounds": Bounds(date(9998, 12, 31))},
    ),
    (
        {"bounds": Bounds(DAY, date(2026, 5, 4)), "cadence": Weekdays((2,))},
        "bounds.end",
        "use end = 2026-05-05 or later",
        {"bounds": Bounds(DAY, date(2026, 5, 5))},
    ),
    ({"cadence": Weekdays(())}, "cadence.weekdays", "tue", {"cadence": Weekdays((2,))}),
    ({"cadence": Weekdays((5, 2))}, "cadence.weekdays", "asc", {"cadence": Weekdays((2, 5))}),
    ({"cadence": Weekdays((0,))}, "cadence.weekdays", "1 to 7", {"cadence": Weekdays((1,))}),
    ({"cadence": Every(0, Unit.DAYS)}, "cadence.n", "n = 1", {"cadence": Every(1, Unit.DAYS)}),
    (
        {"cadence": Every(600, Unit.WEEKS)},
        "cadence.n",
        "n = 521",
        {"cadence": Every(521, Unit.WEEKS)},
    ),
    (
        {"cadence": Once(date(1999, 1, 1))},
        "cadence.date",
        "use date = 2000-01-01",
        {"cadence": Once(date(2000, 1, 1))},
    ),
    ({"cadence": Relative("", 1)}, "cadence.anchor", "next", {"cadence": Relative("a", 1)}),
    (
        {"cadence": Relative("a", -4000)},
        "cadence.offset",
        "offset = -3650",
        {"cadence": Relative("a", -3650)},
    ),
    (
        {"cadence": Relative("a", 4000)},
        "cadence.offset",
        "offset = 3650",
        {"cadence": Relative("a", 3650)},
    ),
    ({"slots": ()}, "slots", "at least one", {"slots": (at("18:00", "18:00"),)}),
    (
        {"slots": (at("22:00", "02:00"),)},
        "slots[1].to",
        'to = "23:59"',
        {"slots": (at("00:00", "02:00"), at("22:00", "23:59"))},
    ),
    (
        {"slots": (at("18:00:30", "19:00"),)},
        "slots[1].from",
        'use "18:00"',
        {"slots": (at("18:00", "19:00"),)},
    ),
    (
        {"slots": (Slot(time(18), time(19, tzinfo=UTC)),)},
        "slots[1].to",
        'use "19:00"',
        {"slots": (at("18:00", "19:00"),)},
    ),
    (
        {"slots": (at("18:00", "18:00", 0),)},
        "slots[1].count",
        "count = 1",
        {"slots": (at("18:00", "18:00", 1),)},
    ),
    (
        {"slots": (at("18:00", "18:00", 2),)},
        "slots[1].count",
        "count = 1",
        {"slots": (at("18:00", "18:00", 1),)},
    ),
    (
        {"slots": (at("17:00", "18:59", 3, 60),)},
        "slots[1].count",
        'use count = 1, or min_gap = "39m", or to = "20:00"',
        {"slots": (at("17:00", "18:59", 3, 39),)},
    ),
    (
        {"slots": (at("17:00", "18:59", 3, 60),)},
        "slots[1].count",
        'use count = 1, or min_gap = "39m", or to = "20:00"',
        {"slots": (at("17:00", "20:00", 3, 60),)},
    ),
    (
        {"slots": (at("23:00", "23:01", 9),)},
        "slots[1].count",
        "use count = 1",
        {"slots": (at("23:00", "23:01", 1),)},
    ),
    (
        {"slots": (at("23:00", "23:59", 2, 50),)},
        "slots[1].count",
        'use count = 1, or min_gap = "29m"',
        {"slots": (at("23:00", "23:59", 2, 29),)},
    ),
    (
        {"slots": (at("09:00", "10:00", 1, 60), at("10:30", "11:00"))},
        "slots[2].min_gap",
        'use min_gap = "30m" in both',
        {"slots": (at("09:00", "10:00", 1, 30), at("10:30", "11:00", 1, 30))},
    ),
    (
        {"slots": (at("09:00", "10:00"), at("10:00", "11:00"))},
        "slots[2].from",
        "make them one slot",
        {"slots": (at("09:00", "11:00", 2),)},
    ),
    (
        {"slots": (at("09:00", "21:00", 1, 780),)},
        "slots[1].min_gap",
        'use min_gap = "720m"',
        {"slots": (at("09:00", "21:00", 1, 720),)},
    ),
    (
        {"slots": (at("18:00", "18:00", 1, 1440),)},
        "slots[1].min_gap",
        'use "23h59m"',
        {"slots": (at("18:00", "18:00", 1, 1439),)},
    ),
    (
        {"limits": Limits(timedelta())},
        "limits.expire_after",
        'use "1m"',
        {"limits": Limits(timedelta(minutes=1))},
    ),
    (
        {"limits": Limits(timedelta(days=31))},
        "limits.expire_after",
        'use "30d"',
        {"limits": Limits(timedelta(days=30))},
    ),
    (
        {"limits": Limits(timedelta(minutes=90, seconds=5))},
        "limits.expire_after",
        'use "90m"',
        {"limits": Limits(timedelta(minutes=90))},
    ),
    ({"limits": good(6, 3)}, "limits.reminders", "ascending", {"limits": good(3, 6)}),
    ({"limits": good(0)}, "limits.reminders", "whole minutes", {"limits": good(1)}),
    ({"limits": good(3, 12)}, "limits.reminders", 'reminders = ["3h"]', {"limits": good(3)}),
    (
        {"limits": good(max_per_day=1), "slots": (at("09:00", "18:00", 3, 60),)},
        "limits.max_per_day",
        "use 3",
        {"limits": good(max_per_day=3)},
    ),
    (
        {"limits": good(spread=timedelta(minutes=31))},
        "limits.spread",
        'cannot be 0:31:00; use "30m"',
        {"limits": good(spread=timedelta(minutes=30))},
    ),
    (
        {"limits": good(spread=timedelta(minutes=-1))},
        "limits.spread",
        'cannot be -0:01:00; use "0m"',
        {"limits": good()},
    ),
    (
        {"limits": good(spread=timedelta(seconds=90))},
        "limits.spread",
        'use "1m"',
        {"limits": good(spread=timedelta(minutes=1))},
    ),
    (
        {
            "limits": good(spread=timedelta(minutes=10)),
            "slots": (at("18:00", "18:00"), at("18:20", "19:00", 1, 15)),
        },
        "limits.spread",
        'reaches the slot after; use spread = "5m"',
        {"limits": good(spread=timedelta(minutes=5))},
    ),
    (
        {
            "limits": good(spread=timedelta(minutes=2)),
            "slots": (at("00:00", "00:00"), at("23:58", "23:58")),
        },
        "limits.spread",
        'reaches the slot after; use spread = "1m"',
        {"limits": good(spread=timedelta(minutes=1))},
    ),
    (
        {"limits": good(max_per_day=0)},
        "limits.max_per_day",
        "use 1",
        {"limits": good(max_per_day=1)},
    ),
]


def plan(**changed: object) -> Plan:
    return daily("18:00", **changed)  # type: ignore[arg-type]  # any field of Plan


@pytest.mark.parametrize(("wrong", "key", "said", "mended"), REFUSED)
def test_what_cannot_be_is_said_with_what_can(
    wrong: dict[str, object], key: str, said: str, mended: dict[str, object]
) -> None:
    (found,) = problems(plan(**wrong))
    assert found.key == key
    assert said in found.said
    assert problems(plan(**wrong | mended)) == ()


def test_all_problems_come_at_once() -> None:
    found = problems(
        plan(title="", checkins=(), cadence=Relative("", 9999), slots=(), limits=good(13))
    )
    assert [one.key for one in found] == [
        "title",
        "checkins",
        "cadence.anchor",
        "cadence.offset",
        "slots",
        "limits.reminders",
    ]


@CALM
@given(plans())
def test_a_sound_plan_has_none(made: Plan) -> None:
    assert problems(made) == ()


@pytest.mark.parametrize(
    ("cadence", "sound"),
    [
        (Daily(), False),
        (Every(1, Unit.DAYS), False),
        (Weekdays((1, 7)), False),
        (Weekdays((1, 3)), True),
        (Every(2, Unit.DAYS), True),
        (Once(DAY), True),
    ],
)
def test_only_days_in_a_row_come_too_near_over_midnight(cadence: object, sound: bool) -> None:
    slots = (at("08:00", "08:00", 1, 600), at("23:00", "23:00", 1, 600))
    assert (problems(plan(cadence=cadence, slots=slots)) == ()) is sound


def test_windows_are_not_spread_and_so_do_not_reach_the_slot_after() -> None:
    limits = good(spread=timedelta(minutes=20))
    near = (at("09:00", "10:00"), at("10:05", "10:05"))
    assert problems(plan(slots=near, limits=limits)) == ()
    assert [one.key for one in problems(plan(slots=(at("09:55", "09:55"), near[1]), limits=limits))]
