"""Periods: as the configuration writes them, never shorter than something needs, and the nights."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retention import (
    DAY,
    DEFAULTS,
    MISSED,
    NEVER,
    NIGHT,
    RULES,
    SETTABLE,
    Kind,
    before,
    missed,
    next_night,
    periods,
    said,
)
from bot.services.recall import REST

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
NOW = datetime(2026, 3, 14, 9, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - they get their zone here


def test_no_default_is_shorter_than_what_needs_it() -> None:
    for kind, rule in RULES.items():
        assert rule.default is None or rule.default >= rule.least or not rule.settable, kind


def test_lines_rest_for_as_long_as_they_are_to() -> None:
    assert RULES[Kind.SAID].least >= REST


def test_the_example_names_every_period_with_its_default() -> None:
    text = EXAMPLE.read_text("utf-8").partition("[retention]")[2].partition("\n[")[0]
    given_out = tomllib.loads(text.replace("\n# ", "\n").partition("goes.\n")[2])
    assert given_out == {kind.value: said(DEFAULTS[kind]) for kind in Kind if kind in SETTABLE}
    assert periods(given_out) == DEFAULTS


@given(st.dictionaries(st.sampled_from(sorted(SETTABLE)), st.integers(0, 2000)))
def test_what_is_written_is_read(chosen: dict[str, int]) -> None:
    meant = {name: RULES[Kind(name)].least + days * DAY for name, days in chosen.items()}
    read = periods({name: said(length) for name, length in meant.items()})
    assert read == {**DEFAULTS, **{Kind(name): length for name, length in meant.items()}}


def test_never_is_never() -> None:
    read = periods(dict.fromkeys(SETTABLE, NEVER))
    assert {before(read, Kind(name), NOW) for name in SETTABLE} == {None}
    assert before(DEFAULTS, Kind.GONE, NOW) == NOW - 90 * DAY


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ({"answer": "90d"}, "answer is nothing that has a period"),
        ({"keys": "90d"}, "keys is nothing"),
        ({"answers": "13d"}, "answers is at least 14d, or 'never'"),
        ({"said": "29d23h"}, "said is at least 30d"),
        ({"looks": "soon"}, "looks is at least 365d"),
        ({"looks": 400}, "looks is at least 365d"),
        ({"looks": None}, "looks is at least 365d"),
        ({"looks": "1d", "said": "1d"}, "looks is at least 365d, or 'never'; said is at least"),
    ],
)
def test_what_cannot_be_is_named(written: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        periods(written)


@given(INSTANTS)
def test_the_next_night_is_within_a_day_and_at_its_hour(now: datetime) -> None:
    night = next_night(now)
    assert now < night <= now + DAY
    assert night.timetz().replace(tzinfo=None) == NIGHT
    assert night.tzinfo is UTC


def test_two_nights_without_are_missed() -> None:
    assert missed(None, NOW)
    assert missed(NOW - MISSED, NOW)
    assert not missed(NOW - MISSED + timedelta(seconds=1), NOW)
