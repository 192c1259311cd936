"""Quiet hours: they begin and end by the client's own clock, whatever that does."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant

from bot.people import Quiet
from bot.schedule.quiet import is_quiet, when_awake
from tests.bot.schedule.making import CALM, quiets, zones

LONDON = ZoneInfo("Europe/London")
NIGHT = Quiet(time(22), time(8))


def whenever_says_quiet(at: datetime, quiet: Quiet, zone: ZoneInfo) -> bool:
    wall = Instant.parse_iso(f"{at:%Y-%m-%dT%H:%M:%SZ}").to_tz(zone.key).time().to_stdlib()
    inside = quiet.start <= wall < quiet.end
    crosses = quiet.start > quiet.end and not quiet.end <= wall < quiet.start
    return inside or crosses


@CALM
@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 12, 31)), zones, quiets)  # noqa: DTZ001 - made aware below
def test_quiet_hours_end_as_soon_as_they_may(
    moment: datetime, zone: ZoneInfo, quiet: Quiet
) -> None:
    at = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    awake = when_awake(at, quiet, zone)
    assert is_quiet(at, quiet, zone) == whenever_says_quiet(at, quiet, zone)
    assert not whenever_says_quiet(awake, quiet, zone)
    assert (awake == at) == (not is_quiet(at, quiet, zone))
    assert awake - at <= timedelta(hours=49)
    for minute in range(0, int((awake - at) / timedelta(minutes=1)), 97):
        assert is_quiet(at + timedelta(minutes=minute), quiet, zone)


def test_quiet_hours_that_end_in_the_repeated_hour_end_twice() -> None:
    quiet = Quiet(time(22), time(1, 30))
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 01:10 for the second time
    assert when_awake(second, quiet, LONDON) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    first = datetime(2026, 10, 25, 0, 10, tzinfo=UTC)
    assert when_awake(first, quiet, LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_quiet_hours_go_on_over_a_day_that_never_was() -> None:
    night = datetime(2011, 12, 30, 9, tzinfo=UTC)  # 23:00 on the 29th
    awake = when_awake(night, NIGHT, ZoneInfo("Pacific/Apia"))
    assert awake == datetime(2011, 12, 30, 18, tzinfo=UTC)  # 08:00 on the 31st
