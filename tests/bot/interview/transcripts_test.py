"""Golden conversations: every file in `tests/transcripts` is played again and must read the same.

A file `<script>.<locale>[.<branch>].txt` begins with what it starts from (see
`bot.interview.transcript`), and then has the lines of `bot.interview.rehearse`:

    # script: importance
    # locale: en
    # rating: importance=5

    B: How important is it to you … [Skip] [That's all]
    C: a 7
    B: …

The `C:` lines are played (the label of a button is a tap, anything else is typed; `C+ ` is a
further bubble of the same answer), and all lines are compared. To write one, write its head and
its `C:` lines; to let the bot's lines be filled in, or renewed after the words have changed:

    REWRITE_TRANSCRIPTS=1 pytest tests/bot/interview/transcripts_test.py
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.interview.library import library
from bot.interview.phrases import packaged
from bot.interview.rehearse import rehearse
from bot.interview.transcript import client_lines, headed, opened
from tests.golden import reads_the_same

FOLDER = Path(__file__).parents[2] / "transcripts"
FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_reads_the_same(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    scene = opened(written, library(), packaged())
    client = list(client_lines(written))
    played = list(rehearse(scene, client))
    fresh = headed(scene) + "\n".join(played) + "\n"
    reads_the_same(file, fresh)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_of_the_client_is_played(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    scene = opened(written, library(), packaged())
    client = list(client_lines(written))
    played = [line for line in rehearse(scene, client) if line.startswith("C")]
    assert played == client


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_name_says_what_it_plays(file: Path) -> None:
    scene = opened(file.read_text(encoding="utf-8"), library(), packaged())
    assert file.name.startswith(f"{scene.script.name}.{scene.locale}.")


def test_every_check_in_has_one_in_every_language() -> None:
    played = {tuple(file.name.split(".")[:2]) for file in FILES}
    assert played >= {(name, locale) for name in library() for locale in packaged().words}
