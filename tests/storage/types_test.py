"""Instants: aware in, aware UTC out, or refused."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from storage.types import UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

DIALECTS = [make_url(f"{name}://").get_dialect()() for name in ("sqlite", "postgresql+asyncpg")]
INSTANTS = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001 - the strategy adds the zone
    datetime(9999, 12, 30),  # noqa: DTZ001 - as above
    timezones=st.integers(-14 * 60, 14 * 60).map(
        lambda minutes: timezone(timedelta(minutes=minutes))
    ),
)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(instant=INSTANTS)
def test_an_instant_comes_back(dialect: Dialect, instant: datetime) -> None:
    kind = UtcDateTime()
    back = kind.process_result_value(kind.process_bind_param(instant, dialect), dialect)
    assert back == instant
    assert back is not None
    assert back.utcoffset() == timedelta()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_naive_time_is_refused(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 14), dialect)  # noqa: DTZ001 - the point


@pytest.mark.parametrize("dialect", DIALECTS)
def test_nothing_stays_nothing(dialect: Dialect) -> None:
    assert UtcDateTime().process_bind_param(None, dialect) is None
    assert UtcDateTime().process_result_value(None, dialect) is None
