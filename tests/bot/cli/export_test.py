"""`export`: a new folder that is whole or not there, and a key by which two exports agree."""

from __future__ import annotations

import csv
import json
import stat
from typing import TYPE_CHECKING

import pytest

from bot.cli.exporting import ABOUT, DICTIONARY_FILE, written
from bot.cli.exportkey import export_key
from bot.errors import ConfigError
from bot.interview.library import library
from bot.research.columns import DICTIONARY
from bot.research.disguise import Disguise, known
from bot.research.sheets import SHEETS
from tests.bot.cli.kept import cared, settled, within
from tests.contract.examples import goal, rating

if TYPE_CHECKING:
    from pathlib import Path

    from bot.people import ClientId
    from bot.ports import Work
    from tests.bot.cli.conftest import Shell


def made(shell: Shell) -> ClientId:
    """Make a store with a client who gave a number and said something."""
    shell("keys", "new")
    shell("migrate")
    client = cared(settled("Dana")).client

    async def say(work: Work) -> None:
        await work.words.rate(type(rating)(client, "importance", 7, rating.at, rating.conversation,
                                           "rate"))  # fmt: skip
        await work.words.put(type(goal)(goal.id, client, goal.kind, "CANARY", goal.at, goal.on,
                                        goal.script, goal.step, goal.conversation))  # fmt: skip

    within(say)
    return client


def rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def test_it_writes_what_its_dictionary_says_for_its_owner_alone(shell: Shell) -> None:
    client = made(shell)
    said = shell("export", "out")
    folder = shell.folder / "out"
    assert said.code == 0
    assert {file.name for file in folder.iterdir()} == {
        *(sheet.file for sheet in SHEETS), DICTIONARY_FILE, ABOUT,
    }  # fmt: skip
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    head, *described = rows(folder / DICTIONARY_FILE)
    assert head == list(DICTIONARY)
    for sheet in SHEETS:
        columns = [column for file, column, *_ in described if file == sheet.file and column]
        assert rows(folder / sheet.file)[0] == columns
    everything = "".join(file.read_text("utf-8") for file in folder.iterdir())
    assert not any(told in everything for told in ("CANARY", "Ann", "Dana", client))
    assert rows(folder / "ratings.csv")[1][3] == "7"
    assert "1 ratings.csv, 0 words.csv" in said.out
    assert said.err == ""


def test_two_exports_agree_with_a_key_that_is_kept_and_else_do_not(shell: Shell) -> None:
    made(shell)
    for name in ("one", "two"):
        data = json.loads(shell("export", name, "--key", "study.key", "--json").out)
        assert data["rows"]["participants.csv"] == 1
    shell("export", "three")
    one, two, three = (
        rows(shell.folder / name / "participants.csv")[1][0] for name in ("one", "two", "three")
    )
    assert one == two != three
    assert stat.S_IMODE((shell.folder / "study.key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("held", "mode", "says"),
    [
        ("stillwater-export AAAA\n", 0o600, "holds no key"),
        ("A" * 43 + "=", 0o600, "holds no key"),
        ("é", 0o600, "holds no key"),
        ("", 0o644, "chmod 600"),
    ],
)
def test_a_file_that_is_no_such_key_is_refused(
    tmp_path: Path, held: str, mode: int, says: str
) -> None:
    file = tmp_path / "study.key"
    file.write_text(held, "utf-8")
    file.chmod(mode)
    with pytest.raises(ConfigError, match=says):
        export_key(file)


def test_it_says_what_it_needs(shell: Shell) -> None:
    shell("keys", "new")
    assert "storage.url: There is nothing yet" in shell("export", "out").err
    shell("migrate")
    (shell.folder / "out").mkdir()
    assert "out is there already" in shell("export", "out").err
    assert shell("export", "other").code == 0


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    disguise = Disguise(bytes(32), known(library().values()))

    def break_off() -> None:
        with written(tmp_path / "out", disguise):
            assert len(list(tmp_path.iterdir())) == 1
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        break_off()
    assert list(tmp_path.iterdir()) == []


def test_stats_are_counts_and_nothing_of_anybody(shell: Shell) -> None:
    assert "storage.url: There is nothing yet" in shell("stats").err
    made(shell)
    data = json.loads(shell("stats", "--json").out)
    counts = data["counts"]
    assert counts["clients"] == {"active": 1}
    assert counts["counselors"] == {"settled": 1}
    assert counts["numbers"] == counts["words"] == {"kept": 1}
    assert data["bytes"] > 100_000
    (shell.folder / "data" / "master.key").unlink()
    said = shell("stats")
    assert said.code == 0
    assert ["clients", "active", "1"] in [line.split() for line in said.out.splitlines()]
    assert not any(told in said.out for told in ("CANARY", "Ann", "Dana"))
