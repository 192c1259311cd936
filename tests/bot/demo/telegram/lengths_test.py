"""Lengths are counted in UTF-16 units, after entities are parsed and white space is trimmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.telegram.fields import Fields
from bot.demo.telegram.methods.sending import caption_content, text_content
from bot.demo.telegram.refusals import Refusal
from bot.demo.telegram.shapes import units

WIDE = "\N{SEEDLING}"  # two units


@given(
    narrow=st.integers(0, 4200),
    wide=st.integers(0, 2100),
    bold=st.booleans(),
    around=st.sampled_from(["", " ", "\n \t"]),
)
def test_texts(narrow: int, wide: int, bold: bool, around: str) -> None:
    text = "x" * narrow + WIDE * wide
    marked = f"<b>{text}</b>" if bold else text
    fields = Fields({"text": around + marked + around, "parse_mode": "HTML"})
    if 1 <= narrow + 2 * wide <= 4096:
        content = text_content(fields, "message is too long")
        assert content["text"] == text
        assert units(content["text"]) == narrow + 2 * wide
    else:
        with pytest.raises(Refusal) as refused:
            text_content(fields, "message is too long")
        assert refused.value.code == 400


@given(narrow=st.integers(0, 1100), wide=st.integers(0, 520))
def test_captions(narrow: int, wide: int) -> None:
    caption = "x" * narrow + WIDE * wide
    fields = Fields({"caption": caption})
    if narrow + 2 * wide <= 1024:
        assert caption_content(fields).get("caption", "") == caption
    else:
        with pytest.raises(Refusal, match="message caption is too long"):
            caption_content(fields)
