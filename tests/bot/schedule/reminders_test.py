"""When a prompt knocks once more: never in quiet hours, never once it has expired."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people import Quiet
from bot.schedule.ahead import Course, nexts
from bot.schedule.occurrences import occurrences
from bot.schedule.pacing import Rest
from bot.schedule.plan import Limits, Plan
from bot.schedule.quiet import is_quiet
from bot.schedule.reminders import reminders
from tests.bot.schedule.making import ANCHORS, CALM, KEY, daily, nearby, plans, quiets, zones


@CALM
@given(st.data(), plans(), zones, quiets)
def test_reminders_keep_the_clients_rest(
    data: st.DataObject, plan: Plan, zone: ZoneInfo, quiet: Quiet
) -> None:
    after = data.draw(nearby(plan, zone))
    sends = nexts([Course(plan)], zone, ANCHORS, after, KEY, Rest(quiet))
    if plan.id not in sends:
        return
    one = sends[plan.id].occurrence
    found = reminders(one, plan.limits, quiet, zone)
    assert list(found) == sorted(set(found))
    assert len(found) <= len(plan.limits.reminders)
    for at in found:
        assert one.due_at < at < one.expires_at
        assert not is_quiet(at, quiet, zone)


@pytest.mark.parametrize(
    ("wall", "hours", "expected"),
    [
        ("18:00", (3,), ["01 21:00"]),
        ("20:00", (3,), []),
        ("21:00", (3, 6), ["02 08:00"]),
    ],
)
def test_a_reminder_at_night_waits_for_the_morning_or_is_let_go(
    wall: str, hours: tuple[int, ...], expected: list[str]
) -> None:
    limits = Limits(timedelta(hours=12), tuple(timedelta(hours=one) for one in hours))
    quiet = Quiet(time(22), time(8))
    after = datetime(2026, 5, 1, tzinfo=UTC)
    one = next(occurrences(daily(wall, limits=limits), ZoneInfo("UTC"), {}, after, KEY))
    found = reminders(one, limits, quiet, ZoneInfo("UTC"))
    assert [f"{at:%d %H:%M}" for at in found] == expected
