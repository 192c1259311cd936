"""The client's own rhythm: a sound plan from a few taps, and when it is next on their calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.checks import problems
from bot.schedule.occurrences import occurrences
from bot.schedule.plan import PlanId
from bot.schedule.rhythm import When, rhythm, when
from tests.bot.schedule.making import CLIENT, KEY, days, walls

ID = PlanId("p" * 32)
BOTH = ("goal-mirror", "week-review")


def test_usually_it_is_tuesday_and_friday_at_six() -> None:
    plan = rhythm(ID, CLIENT, start=date(2026, 5, 1), title="Mine", checkins=BOTH)
    after = datetime(2026, 4, 1, tzinfo=UTC)
    found = islice(occurrences(plan, ZoneInfo("Europe/Madrid"), {}, after, KEY), 3)
    assert [(f"{one.due_at:%a %d %H:%M}", one.checkin) for one in found] == [
        ("Fri 01 16:00", "goal-mirror"),
        ("Tue 05 16:00", "week-review"),
        ("Fri 08 16:00", "goal-mirror"),
    ]


@given(days, st.lists(st.integers(1, 7), min_size=1), walls)
def test_every_choice_makes_a_sound_plan(start: date, weekdays: list[int], at: time) -> None:
    plan = rhythm(
        ID, CLIENT, start=start, title="Mine", checkins=BOTH, weekdays=weekdays, at=at, version=3
    )
    assert problems(plan) == ()
    assert plan.version == 3


@pytest.mark.parametrize(
    ("now", "days_ahead"),
    [("2026-05-01 22:59", 1), ("2026-05-01 23:00", 0), ("2026-04-30 12:00", 2)],
)
def test_today_is_the_clients(now: str, days_ahead: int) -> None:
    at = datetime(2026, 5, 2, 17, 0, 9, tzinfo=UTC)
    seen = when(at, datetime.fromisoformat(f"{now}+00:00"), ZoneInfo("Europe/London"))
    assert seen == When(date=date(2026, 5, 2), time=time(18), weekday=6, days=days_ahead)
