"""Working hours, said and typed: what is said can be typed back."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counsel.hours import WEEK, read
from bot.interview.phrases import packaged
from bot.people import Hours
from bot.screens.hours import said
from bot.services.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

VOICE = Voice(packaged())
BEFORE = Hours((3,), time(10), time(11))


@st.composite
def an_hours(draw: Callable[[st.SearchStrategy[list[int]]], list[int]]) -> Hours:
    days = draw(st.lists(st.sampled_from(WEEK), min_size=1, unique=True))
    start, end = sorted(
        draw(st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=2, unique=True))
    )
    wall = [time(*divmod(minute, 60)) for minute in (start, end)]
    return Hours(tuple(sorted(days)), *wall)


@given(hours=an_hours(), locale=st.sampled_from(["en", "es"]))
def test_what_is_said_is_read_back(hours: Hours, locale: str) -> None:
    assert read(VOICE.say([said(hours)], locale), packaged(), BEFORE) == hours


@given(text=st.text(max_size=60))
def test_any_text_is_read_as_hours_that_end_after_they_begin_or_not_at_all(text: str) -> None:
    found = read(text, packaged(), BEFORE)
    if found is not None:
        assert found.start < found.end
        assert found.days == tuple(sorted(set(found.days)))
        assert set(found.days) <= set(WEEK)
        assert found.days


@pytest.mark.parametrize(
    ("text", "days", "start", "end"),
    [
        ("9-17 Mon-Thu", (1, 2, 3, 4), 9, 17),
        ("Mon\N{EN DASH}Fri 9\N{EN DASH}5", (1, 2, 3, 4, 5), 9, 17),
        ("9am to 1pm on tuesdays and fridays", (2, 5), 9, 13),
        ("lun a jue de 9h a 17h", (1, 2, 3, 4), 9, 17),
        ("de las 9 a las 17, lunes y miércoles", (1, 3), 9, 17),
        ("todos los días 8:00 - 12:00", WEEK, 8, 12),
        ("from 9 to 5", (3,), 9, 17),
        ("sat - tue 7-3", (1, 2, 6, 7), 7, 15),
        ("Wed, Thu", (3, 4), 10, 11),
    ],
)
def test_it_is_read_as_people_type(text: str, days: tuple[int, ...], start: int, end: int) -> None:
    assert read(text, packaged(), BEFORE) == Hours(days, time(start), time(end))


@pytest.mark.parametrize(
    "text",
    ["", "mornings", "9", "9-17 someday", "22-6", "25-30", "9-12 13-17", "😀", "t", "5pm-9am mon"],
)
def test_what_cannot_be_read_is_not(text: str) -> None:
    assert read(text, packaged(), BEFORE) is None
