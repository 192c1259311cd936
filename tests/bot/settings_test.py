from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people import Client, ClientId, Quiet
from bot.schedule.plan import Cadence, Daily, Every, Once, Plan, Unit, Weekdays
from bot.settings import halved, quiet_of, settled, time_of, zone_of
from tests.bot.schedule.making import daily
from tests.bot.services.room import MONDAY

CLIENT = Client(ClientId("c" * 32), 1, MONDAY)
TODAY = date(2026, 3, 2)
DAYS = st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days)))


def plan(cadence: Cadence, start: date = TODAY) -> Plan:
    return daily("18:00", start, cadence=cadence)


@given(DAYS)
def test_half_as_many_days_are_some_of_the_same(days: tuple[int, ...]) -> None:
    half = halved(plan(Weekdays(days)), TODAY)
    if isinstance(half.cadence, Weekdays):
        assert set(half.cadence.days) < set(days)
        assert abs(len(half.cadence.days) - len(days) / 2) <= 0.5
    else:
        assert half.cadence == Every(2, Unit.WEEKS)


@given(st.integers(1, 7), st.dates(date(2026, 1, 1), date(2027, 1, 1)))
def test_a_single_day_comes_every_second_week_and_stays_that_day(day: int, today: date) -> None:
    half = halved(plan(Weekdays((day,)), start=TODAY), today)
    assert half.cadence == Every(2, Unit.WEEKS)
    assert half.bounds.start.isoweekday() == day
    assert timedelta() <= half.bounds.start - today < timedelta(days=7)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Daily(), Weekdays((1, 3, 5))),
        (Every(2, Unit.WEEKS), Every(4, Unit.WEEKS)),
        (Every(3, Unit.DAYS), Every(6, Unit.DAYS)),
        (Once(TODAY), Once(TODAY)),
    ],
)
def test_other_rhythms_halve_too(before: Cadence, after: Cadence) -> None:
    assert halved(plan(before), TODAY).cadence == after


def test_what_is_no_setting_is_a_word_of_their_own() -> None:
    named = settled(CLIENT, "thing", "the machines")
    assert named.profile == {"thing": "the machines"}
    assert settled(named, "slip", "lapse").profile == {"thing": "the machines", "slip": "lapse"}


def test_settings_are_read_from_the_ids_on_buttons() -> None:
    assert settled(CLIENT, "language", "es").locale == "es"
    assert settled(CLIENT, "zone", "america-argentina-buenos-aires").zone == (
        "America/Argentina/Buenos_Aires"
    )
    assert settled(CLIENT, "quiet", "21-09").quiet == Quiet(time(21), time(9))
    assert settled(CLIENT, "adult", "yes").adult


def test_times_are_read_from_buttons_and_from_what_was_typed() -> None:
    assert time_of("18-00") == time_of("18:00") == time(18)


@pytest.mark.parametrize("read", [zone_of, quiet_of, time_of])
def test_what_is_none_of_ours_is_refused(read: object) -> None:
    assert callable(read)
    with pytest.raises(ValueError):  # noqa: PT011 - which words it has is nobody's business
        read("nowhere-at-all")
