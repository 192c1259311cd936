"""Hours of the week, as people type them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.phrases import packaged
from bot.interview.weekhour import PARTS, read_week_hour

TONGUES = packaged().words
DAYS = {words[f"weekday.{day}"]: day for words in TONGUES.values() for day in range(1, 8)}
NAMES = {
    name: part
    for words in TONGUES.values()
    for part in PARTS
    for name in words[f"part.{part}"].split()
}


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("Friday 8pm", 5, time(20)),
        ("friday at 8", 5, time(20)),
        ("viernes a las 8", 5, time(20)),
        ("El viernes a las 20", 5, time(20)),
        ("fri 20:30", 5, time(20, 30)),
        ("Fridays, 6.15 p.m.", 5, time(18, 15)),
        ("sat night", 6, time(21)),
        ("Saturday night at 2", 6, time(2)),
        ("sunday morning", 7, time(9)),
        ("domingo por la mañana a las 10", 7, time(10)),
        ("los sábados por la noche", 6, time(21)),
        ("miércoles 7:45", 3, time(7, 45)),
        ("mié 7 de la tarde", 3, time(19)),
        ("Thu 11am", 4, time(11)),
        ("thursdays around 5", 4, time(17)),
        ("12 on monday", 1, time(12)),
        ("monday noon", 1, time(12)),
        ("tuesday 0:30", 2, time(0, 30)),
    ],
)
def test_it_is_read_as_it_is_meant(text: str, day: int, at: time) -> None:
    assert read_week_hour(text, DAYS, NAMES) == (day, at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Friday",
        "8pm",
        "Friday or Saturday 8pm",
        "Friday 8 or 9",
        "Friday 25",
        "it varies",
        "fr 8pm",
    ],
)
def test_what_names_no_one_hour_is_none(text: str) -> None:
    assert read_week_hour(text, DAYS, NAMES) is None


@given(st.text(max_size=60))
def test_anything_at_all_is_an_hour_or_none(text: str) -> None:
    found = read_week_hour(text, DAYS, NAMES)
    assert found is None or (1 <= found[0] <= 7 and found[1].second == 0)


@given(st.sampled_from(sorted(DAYS)), st.times())
def test_every_hour_is_read_from_a_clock(name: str, at: time) -> None:
    at = at.replace(second=0, microsecond=0, tzinfo=None, fold=0)
    assert read_week_hour(f"{name} {at:%H:%M}", DAYS, NAMES) == (DAYS[name], at)
