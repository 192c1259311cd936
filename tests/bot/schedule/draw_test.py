"""Minutes in windows: drawn evenly, from all of the window, and each on its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from bot.schedule.occurrences import occurrences
from bot.schedule.plan import Slot
from tests.bot.schedule.making import KEY, daily
from tests.bot.schedule.occurrences_test import LONDON, MANY, some


def test_an_edit_draws_the_same_minutes_and_another_key_others() -> None:
    window = (Slot(time(9), time(21), 3, timedelta(hours=1)),)
    plan = daily("09:00", slots=window)
    after = datetime(2026, 5, 1, tzinfo=UTC)
    first = [one.due_at for one in some(plan, LONDON, after)]
    assert [one.due_at for one in some(replace(plan, version=2), LONDON, after)] == first
    other = islice(occurrences(plan, LONDON, {}, after, b"another"), MANY)
    assert [one.due_at for one in other] != first


def test_draws_reach_the_whole_window_evenly() -> None:
    plan = daily("09:00", slots=(Slot(time(9), time(18, 59)),))
    found = islice(
        occurrences(plan, ZoneInfo("UTC"), {}, datetime(2000, 1, 1, tzinfo=UTC), KEY), 6000
    )
    hours = [one.due_at.hour for one in found]
    # ten hours, 600 expected in each; five standard deviations are 116
    assert all(abs(hours.count(hour) - 600) < 116 for hour in range(9, 19))


def drawn(*windows: Slot) -> list[list[int]]:
    """Give the minutes of the day drawn on fifty days."""
    plan = daily("09:00", slots=windows)
    found = occurrences(plan, ZoneInfo("UTC"), {}, datetime(2000, 1, 1, tzinfo=UTC), KEY)
    count = plan.per_day
    minutes = [one.due_at.hour * 60 + one.due_at.minute for one in islice(found, 50 * count)]
    return [minutes[at : at + count] for at in range(0, len(minutes), count)]


def test_both_ends_of_a_window_are_in_it() -> None:
    assert {first for (first,) in drawn(Slot(time(9), time(9, 1)))} == {540, 541}


def test_every_draw_of_a_day_is_its_own() -> None:
    # a draw made twice would put two prompts side by side, day after day
    neighbours = [
        sum(other - one == 1 for one, other in pairwise(day))
        for day in drawn(Slot(time(0), time(23, 59), 9))
    ]
    assert sum(neighbours) < len(neighbours)


def test_windows_of_a_day_are_drawn_apart() -> None:
    days = drawn(Slot(time(9), time(12)), Slot(time(15), time(18)))
    assert len({second - first for first, second in days}) > len(days) // 2
