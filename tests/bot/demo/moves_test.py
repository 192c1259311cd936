from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.demo.moves import Move

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"])
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone


def test_an_hour_on() -> None:
    assert Move(hours=1).target(NOON, None) == NOON + timedelta(hours=1)


def test_to_the_next_prompt() -> None:
    planned = NOON + timedelta(days=2)
    assert Move(next_prompt=True).target(NOON, planned) == planned


def test_a_prompt_that_is_due_already_needs_no_move() -> None:
    assert Move(next_prompt=True).target(NOON, NOON - timedelta(hours=1)) == NOON


def test_without_a_prompt_there_is_nowhere_to_go() -> None:
    with pytest.raises(ValueError, match="No prompt"):
        Move(next_prompt=True).target(NOON, None)


def test_a_wall_time_is_meant_in_its_zone() -> None:
    move = Move.model_validate({"wall": "2026-05-04T09:00", "zone": "America/New_York"})
    assert move.target(NOON, None) == datetime(2026, 5, 4, 13, tzinfo=UTC)


def test_a_wall_time_in_a_gap_moves_forward_by_the_gap() -> None:
    move = Move.model_validate({"wall": "2027-03-28T02:30", "zone": "Europe/Berlin"})
    assert move.target(NOON, None) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_wall_time_that_has_passed_is_refused() -> None:
    move = Move.model_validate({"wall": "2026-05-03T11:00"})
    with pytest.raises(ValueError, match="passed"):
        move.target(NOON, None)


def test_the_minute_that_runs_counts_as_now() -> None:
    move = Move.model_validate({"wall": "2026-05-03T12:00"})
    now = NOON + timedelta(seconds=40)
    assert move.target(now, None) == now


@given(NOWS, ZONES)
def test_tomorrow_is_the_next_local_date(now: datetime, zone: str) -> None:
    there = ZoneInfo(zone)
    landed = Move(tomorrow=time(9), zone=zone).target(now, None).astimezone(there)
    assert landed.date() == now.astimezone(there).date() + timedelta(days=1)
    assert landed.time() == time(9)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"hours": 1, "next_prompt": True},
        {"hours": -1},
        {"tomorrow": "09:00", "zone": "Mars/Olympus"},
        {"wall": "2026-05-03T12:00Z"},
        {"minutes": 5},
    ],
)
def test_a_move_says_one_thing_clearly(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Move.model_validate(body)
