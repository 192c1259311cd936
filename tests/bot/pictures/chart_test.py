"""The chart: the same bytes for the same numbers, no more than it was given, light or dark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.chart import SILENCE, Band, Point, Progress, named, progress
from bot.pictures.theme import DARK, LIGHT, Theme

START = date(2026, 3, 2)
DAYS = st.integers(0, 400).map(lambda n: START + timedelta(days=n))
POINTS = st.lists(st.builds(Point, DAYS, st.integers(0, 10)), min_size=1, max_size=26).map(
    lambda some: tuple(sorted(some, key=lambda one: one.on))
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
DATES = st.lists(DAYS, max_size=5).map(lambda some: tuple(sorted(some)))
CHARTS = st.builds(
    Progress,
    head=TEXTS,
    bands=st.lists(st.builds(Band, TEXTS, POINTS), min_size=1, max_size=3).map(tuple),
    answered=DATES,
    answered_title=TEXTS,
    marks=DATES,
    marks_title=TEXTS,
    dark=st.booleans(),
)


def band(*values: int, apart: timedelta = timedelta(days=7)) -> Band:
    return Band("Importance", tuple(Point(START + n * apart, v) for n, v in enumerate(values)))


def picture(drawn: bytes) -> Image.Image:
    return Image.open(BytesIO(drawn)).convert("RGB")


def count(drawn: bytes, colour: str) -> int:
    """Count the pixels of exactly this colour."""
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    colours = picture(drawn).getcolors(1 << 24) or []
    return sum(n for n, found in colours if found == wanted)


@given(CHARTS)
@settings(max_examples=25)
def test_whatever_the_numbers_it_is_a_picture_that_a_phone_takes(shown: Progress) -> None:
    drawn = picture(progress(shown))
    assert drawn.width == 1080
    assert drawn.width + drawn.height <= 10_000


def test_the_same_numbers_make_the_same_bytes() -> None:
    shown = Progress("Your numbers", (band(4, 6, 6),))
    assert progress(shown) == progress(shown)
    assert progress(shown) != progress(replace(shown, dark=True))


@pytest.mark.parametrize(("dark", "look"), [(False, LIGHT), (True, DARK)])
def test_each_theme_has_its_own_paper_and_tones(dark: bool, look: Theme) -> None:
    drawn = progress(Progress("Your numbers", (band(4, 6), band(1, 2), band(9, 9)), dark=dark))
    assert picture(drawn).getpixel((3, 3)) == tuple(bytes.fromhex(look.paper[1:]))
    assert all(count(drawn, tone) for tone in look.tones)


def test_silence_leaves_a_gap() -> None:
    near = progress(Progress("", (band(5, 5, apart=SILENCE),)))
    far = progress(Progress("", (band(5, 5, apart=SILENCE + timedelta(days=1)),)))
    assert count(far, LIGHT.tones[0]) < count(near, LIGHT.tones[0]) / 2


@given(CHARTS, st.data())
@settings(max_examples=10)
def test_words_cannot_be_read_as_mathematics(shown: Progress, data: st.DataObject) -> None:
    head = data.draw(st.sampled_from(["$5 and $x^2$", r"\frac{1}{2}", "$", "{goal}", "🙂 ok 👍🏽"]))
    assert progress(replace(shown, head=head))


@given(DAYS, DAYS)
def test_the_days_that_are_named_are_the_ends_and_one_between(one: date, other: date) -> None:
    first, last = sorted((one, other))
    days = named(first, last)
    assert days == tuple(sorted(set(days)))
    assert (days[0], days[-1]) == (first, last)
    assert len(days) <= 3


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2.2 has it."""

    def light(colour: str) -> float:
        parts = [part / 255 for part in bytes.fromhex(colour[1:])]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dim, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_that_is_written_can_be_read(look: Theme) -> None:
    for colour in (look.ink, look.muted, *look.tones):
        assert contrast(colour, look.paper) >= 4.5
