"""Golden dialogs: every file in `tests/transcripts/counsel` is played again and reads the same.

A file `<name>.<locale>.txt` is described in `played.py`. To write one, write its head and what is
done; to let the rest be filled in, or renewed after the words have changed:

    REWRITE_TRANSCRIPTS=1 pytest tests/bot/services/counsel/transcripts_test.py
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.bot.services.counsel.played import play
from tests.golden import in_every_language, reads_the_same

FOLDER = Path(__file__).parents[3] / "transcripts" / "counsel"
FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_reads_the_same(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    fresh = asyncio.run(play(written, file.stem.rpartition(".")[2]))
    reads_the_same(file, fresh)


def test_every_dialog_is_there_in_every_language() -> None:
    in_every_language(FILES)
