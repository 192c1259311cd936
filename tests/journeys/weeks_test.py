"""Twelve people over twelve weeks, on the whole service: what they are told reads as it was read.

Each file in `tests/transcripts/weeks` was read whole. To let one be written, or renewed:

    REWRITE_TRANSCRIPTS=1 pytest tests/journeys/weeks_test.py
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.golden import reads_the_same
from tests.journeys.weeks.persona import read
from tests.journeys.weeks.weeks import play

PEOPLE = sorted((Path(__file__).parent / "weeks").glob("*.toml"))
FOLDER = Path(__file__).parents[1] / "transcripts" / "weeks"


@pytest.mark.parametrize("file", PEOPLE, ids=lambda file: file.stem)
def test_their_weeks_read_the_same(file: Path, tmp_path: Path) -> None:
    fresh = asyncio.run(play(read(file), tmp_path))
    reads_the_same(FOLDER / f"{file.stem}.txt", fresh)


def test_everybody_is_there() -> None:
    assert len(PEOPLE) == 12
    assert {file.stem for file in FOLDER.glob("*.txt")} == {file.stem for file in PEOPLE}
