"""What a locked screen showed over twelve weeks, in every transcript: a plain line, or a number."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from bot.interview.phrases import packaged
from bot.screens.phone import KNOCKS, LINE, OURS

FILES: Final = sorted((Path(__file__).parents[1] / "transcripts" / "weeks").glob("*.txt"))
BY_ITSELF: Final = re.compile(r"^\d\d:\d\d\nB: (.*?)(?: \[|$)", re.MULTILINE)
"""What the bot says first after time went by: nobody asked for it."""
PLAIN: Final = {
    packaged()(locale, id_)
    for locale in packaged().words
    for id_ in (*KNOCKS, *(f"{LINE}.{name}" for name in OURS))
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_came_by_itself_was_a_plain_line(file: Path) -> None:
    came = BY_ITSELF.findall(file.read_text("utf-8"))
    assert came
    numbers = {text for text in came if re.search(r"\b(988|911|112|024)\b", text)}
    assert set(came) - numbers <= PLAIN
