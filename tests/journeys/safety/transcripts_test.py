"""Golden journeys of a crisis: every file in `tests/transcripts/safety`, on the whole service.

They are written and renewed as those of `tests/journeys/transcripts_test.py` are.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from tests.journeys.played import play, read

FOLDER = Path(__file__).parents[2] / "transcripts" / "safety"
FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_reads_the_same(file: Path, tmp_path: Path) -> None:
    written = file.read_text(encoding="utf-8")
    fresh = asyncio.run(play(read(written), file.stem.rpartition(".")[2], tmp_path))
    if "REWRITE_TRANSCRIPTS" in os.environ:
        file.write_text(fresh, encoding="utf-8")
        return
    assert fresh.splitlines() == written.splitlines()


def test_every_journey_is_there_in_every_language() -> None:
    names = {file.name.partition(".")[0] for file in FILES}
    assert {file.name for file in FILES} == {f"{n}.{lo}.txt" for n in names for lo in ("en", "es")}
