"""Golden journeys of a crisis: every file in `tests/transcripts/safety`, on the whole service.

They are written and renewed as those of `tests/journeys/transcripts_test.py` are.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.golden import in_every_language, reads_the_same
from tests.journeys.played import play, read

FOLDER = Path(__file__).parents[2] / "transcripts" / "safety"
FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_reads_the_same(file: Path, tmp_path: Path) -> None:
    written = file.read_text(encoding="utf-8")
    fresh = asyncio.run(play(read(written), file.stem.rpartition(".")[2], tmp_path))
    reads_the_same(file, fresh)


def test_every_journey_is_there_in_every_language() -> None:
    in_every_language(FILES)
