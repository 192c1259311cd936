"""Opening hours: within them somebody is there, past midnight too, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.hours import Hours, Span

ZONES = ("UTC", "Europe/London", "America/Santiago", "Asia/Kolkata", "Pacific/Chatham")
INSTANTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001 - made aware
)  # fmt: skip
DAYS = st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days)))
SPANS = st.builds(Span, days=DAYS, start=st.times(), end=st.times())


@given(INSTANTS)
def test_day_and_night_is_always(at: datetime) -> None:
    assert Hours().always
    assert Hours().open(at)


@given(INSTANTS, SPANS, st.sampled_from(ZONES))
def test_a_day_has_what_begins_on_it_and_what_goes_on_from_the_day_before(
    at: datetime, span: Span, zone: str
) -> None:
    local = at.astimezone(ZoneInfo(zone))
    today, now = local.isoweekday(), local.time()
    before = today - 1 or 7
    overnight = span.end <= span.start
    begun = today in span.days and span.start <= now and (overnight or now < span.end)
    still = before in span.days and overnight and now < span.end
    assert Hours((span,), zone).open(at) == (begun or still)


@given(INSTANTS, st.lists(SPANS, min_size=1, max_size=3), st.sampled_from(ZONES))
def test_several_spans_are_open_when_one_of_them_is(
    at: datetime, spans: list[Span], zone: str
) -> None:
    each = [Hours((span,), zone).open(at) for span in spans]
    assert Hours(tuple(spans), zone).open(at) == any(each)


@pytest.mark.parametrize(
    ("at", "there"),
    [
        (datetime(2026, 11, 27, 23, tzinfo=UTC), True),
        (datetime(2026, 11, 28, 2, tzinfo=UTC), True),
        (datetime(2026, 11, 28, 4, tzinfo=UTC), False),
        (datetime(2026, 11, 28, 23, tzinfo=UTC), False),
    ],
)
def test_friday_night_goes_on_into_saturday(at: datetime, there: bool) -> None:
    friday = Span((5,), time(22), time(4))
    assert Hours((friday,), "Europe/London").open(at) == there
    assert Hours((friday,), "Europe/London").open(at - timedelta(days=7)) == there
