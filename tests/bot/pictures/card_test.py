"""The change plan's card: nothing is cut, and what is long makes it taller."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.card import TALLEST, ChangePlan, Part, Words, change_plan, if_drawable
from bot.pictures.letters import Lettering, drawable, drawn

SAID = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)
PARTS = st.lists(
    st.builds(
        Part, SAID, st.lists(st.builds(Words, SAID, st.just("March 2")), max_size=3).map(tuple)
    ),
    min_size=6,
    max_size=6,
).map(tuple)


def plan(*said: str, dark: bool = False) -> ChangePlan:
    parts = tuple(Part("What I want", (Words(text, "March 2"),)) for text in said)
    return ChangePlan("Your change plan", parts, "still open", dark=dark)


def size(png: bytes) -> tuple[int, int]:
    found: tuple[int, int] = Image.open(BytesIO(png)).size
    return found


@given(PARTS, st.booleans())
@settings(max_examples=20)
def test_whatever_is_said_it_is_a_picture_that_a_phone_takes(
    parts: tuple[Part, ...], dark: bool
) -> None:
    width, height = size(change_plan(ChangePlan("Your change plan", parts, "still open", dark)))
    assert width == 1080
    assert width + height <= 10_000


def test_the_same_plan_makes_the_same_bytes() -> None:
    shown = plan("up for breakfast")
    assert change_plan(shown) == change_plan(shown)
    assert change_plan(shown) != change_plan(replace(shown, dark=True))


def test_what_is_longer_makes_a_taller_card() -> None:
    heights = [size(change_plan(plan("a word " * n)))[1] for n in (1, 20, 60)]
    assert heights == sorted(set(heights))


def test_what_is_longest_still_fits_whole() -> None:
    longest = "because it matters " * 215
    _, height = size(change_plan(plan(*[longest[:4096]] * 6)))
    assert height <= TALLEST


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"])), st.integers(60, 900))
def test_wrapping_loses_no_letter_and_no_line_is_too_wide(text: str, width: int) -> None:
    letters = Lettering(40)
    lines = letters.wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(letters.width(line) <= width or len(line) == 1 for line in lines)


@pytest.mark.parametrize(
    ("text", "can", "left"),
    [
        ("walk home, $5", True, "walk home, $5"),
        ("mañana más", True, "mañana más"),
        ("ok 👍🏽 then", True, "ok then"),
        ("好", False, ""),
    ],
)
def test_signs_without_a_letterform_are_left_out_of_the_picture(
    text: str, can: bool, left: str
) -> None:
    assert drawable(text) == can
    assert drawn(text) == left


def test_a_sign_the_font_lacks_leaves_no_gap_behind() -> None:
    assert drawn("“call dee 🙂”, then 🙂 bed") == "“call dee”, then bed"


def test_in_letters_the_font_lacks_nothing_is_drawn() -> None:
    assert if_drawable(plan("up for breakfast 🙂")) == change_plan(plan("up for breakfast 🙂"))
    assert if_drawable(plan("不喝酒")) == b""
