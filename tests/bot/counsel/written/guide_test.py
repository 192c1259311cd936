"""The guide for counselors: its example can be sent as it stands."""

from __future__ import annotations

from pathlib import Path

from bot.counsel.written.looked import look
from bot.interview.library import library
from bot.interview.phrases import packaged

GUIDE = Path(__file__).parents[4] / "docs" / "own-checkins.md"


def test_the_example_is_good() -> None:
    text = GUIDE.read_text("utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    found = look(example.encode(), packaged(), library())
    assert found.good
    assert found.findings == ()
