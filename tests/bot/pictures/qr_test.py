"""What is drawn is read again, by a reader of our own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures import qr
from tests.bot.pictures.reader import Modules, pixels, shrunk, text

CODES = st.from_regex(r"[ck][A-Za-z0-9_-]{22}", fullmatch=True)
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{1,28}bot", fullmatch=True)
LINKS = st.builds("https://t.me/{}?start={}".format, NAMES, CODES)


@given(LINKS)
def test_the_picture_holds_the_link_within_quiet_ground(link: str) -> None:
    drawn = pixels(qr.png(link))
    modules, scale = shrunk(drawn, quiet=4)
    assert text(modules) == link
    assert 480 < len(drawn) <= 600
    assert len(drawn) == (len(modules) + 8) * scale


@given(LINKS)
def test_the_terminal_holds_the_link_within_quiet_ground(link: str) -> None:
    lines = qr.terminal(link).split("\n")
    modules, scale = shrunk(_read(lines), quiet=4)
    assert (text(modules), scale) == (link, 1)


def _read(lines: list[str]) -> Modules:
    """Read half blocks; black ink on white ground is said on every line and taken back."""
    rows: Modules = []
    for line in lines:
        inked = re.fullmatch(r"\x1b\[30;107m([ ▀▄█]+)\x1b\[0m", line)
        assert inked is not None
        rows += [[half in "▀█" for half in inked[1]], [half in "▄█" for half in inked[1]]]
    return rows[: len(rows[0])]  # a size is odd: the last half line is ground


def test_the_same_link_is_the_same_picture() -> None:
    assert qr.png("https://example.org/") == qr.png("https://example.org/")


def test_a_link_too_long_is_refused() -> None:
    for draw in (qr.png, qr.terminal):
        with pytest.raises(ValueError, match="too large"):
            draw("https://example.org/" + "x" * 2400)
