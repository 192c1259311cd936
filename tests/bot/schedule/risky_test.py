"""The client's risky time: kept in a word, and the hours to reach them by before and after it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.risky import Risky, read
from tests.bot.schedule.making import clock, minute

WEEK = 7 * 24 * 60
riskies = st.builds(Risky, st.integers(1, 7), st.integers(0, 1439).map(clock))


@given(riskies)
def test_it_is_read_as_it_was_written(risky: Risky) -> None:
    assert read(risky.written) == risky


@pytest.mark.parametrize(
    "written", ["", "fri", "fri-24-00", "fri-20-60", "Fri-20-00", "fri-20-00 "]
)
def test_something_else_is_nothing(written: str) -> None:
    assert read(written) is None


def test_it_is_written_short() -> None:
    assert Risky(5, time(20)).written == "fri-20-00"


@given(riskies, st.integers(0, 1439))
def test_before_it_comes_the_last_waking_hour_that_is_early_enough(
    risky: Risky, least: int
) -> None:
    weekday, at = risky.before(timedelta(minutes=least))
    assert time(9) <= at <= time(20)
    there = (weekday - 1) * 1440 + minute(at)
    ahead = ((risky.weekday - 1) * 1440 + minute(risky.at) - there) % WEEK
    # from 20:00 on the next waking hour is 09:00, thirteen hours on
    assert least <= ahead < least + 13 * 60
    if ahead > least:
        assert at == time(20)


@pytest.mark.parametrize(
    ("written", "before", "after"),
    [
        ("fri-20-00", "fri-17-00", 6),
        ("fri-12-00", "fri-09-00", 6),
        ("mon-08-00", "sun-20-00", 2),
        # the small hours of Saturday are Friday's night
        ("sat-02-00", "fri-20-00", 6),
        ("mon-04-59", "sun-20-00", 1),
        ("mon-05-00", "sun-20-00", 2),
    ],
)
def test_small_hours_belong_to_the_evening_before(written: str, before: str, after: int) -> None:
    risky = read(written)
    assert risky is not None
    assert Risky(*risky.before(timedelta(hours=3))).written == before
    assert risky.after(1) == after
