"""Check and rehearse: the packaged check-ins, and a counselor's own draft in a file."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Shell

SHIPPED = Path(str(files("bot") / "checkins"))


def draft(shell: Shell) -> Path:
    """A check-in of somebody's own, with its translation."""
    for name in ("importance.toml", "importance.es.toml"):
        shutil.copy(SHIPPED / name, shell.folder / name.replace("importance", "mine"))
    return shell.folder / "mine.toml"


def test_one_is_checked_by_name_and_another_by_its_file(shell: Shell) -> None:
    draft(shell)
    said = shell("check", "importance", "mine.toml", "--json")
    told = json.loads(said.out)
    assert (said.code, told["good"], told["findings"]) == (0, True, [])
    rows = [row["name"] for row in told["fidelity"]]
    assert rows == ["importance", "mine.toml", "all"]
    assert told["fidelity"][0]["languages"] == ["en", "es"]


def test_the_table_has_a_row_for_each(shell: Shell) -> None:
    said = shell("check", "importance")
    assert said.code == 0
    assert "importance" in said.out
    assert "R:Q" in said.out


def test_a_broken_rule_is_found(shell: Shell) -> None:
    file = draft(shell)
    text = file.read_text("utf-8")
    first = next(line for line in text.splitlines() if line.startswith("ask"))
    file.write_text(text.replace(first, 'ask = "You should drink less, OK?"'), "utf-8")
    said = shell("check", "mine.toml")
    assert said.code == 1
    assert "mine" in said.err


@pytest.mark.parametrize("written", [b"step", b"\xff\xfe", b"format = 1"])
def test_a_file_that_is_no_check_in_is_a_finding(shell: Shell, written: bytes) -> None:
    (shell.folder / "mine.toml").write_bytes(written)
    said = shell("check", "mine.toml")
    assert said.code == 1
    assert said.err.startswith("mine.toml: ")
    told = json.loads(shell("check", "mine.toml", "--json").out)
    assert told["good"] is False
    assert told["problems"]


@pytest.mark.parametrize("command", ["check", "rehearse"])
def test_a_name_is_guessed_at(shell: Shell, command: str) -> None:
    said = shell(command, "gaol-mirror")
    assert said.code == 2
    assert said.err.endswith("Did you mean goal-mirror?\n")
    assert "There are: " in shell(command, "zzz.toml").err


def test_a_rehearsal_is_played_and_saved(shell: Shell) -> None:
    said = shell(
        *("rehearse", "goal-mirror", "--locale", "es", "--save", "t.txt"),
        *("--remember", "goal=desayunar con las niñas"),
        typed="Sí\n\n",
    )
    assert said.code == 0
    saved = (shell.folder / "t.txt").read_text("utf-8")
    assert saved.startswith("# script: goal-mirror\n# locale: es\n# memory: goal=desayunar")
    assert "C: Sí\n" in saved
    assert "desayunar con las niñas" in said.out


def test_a_rehearsal_ends_with_its_input(shell: Shell) -> None:
    assert shell("rehearse", "importance", typed="").code == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--locale", "fr"], "--locale: importance is there in en, es, not in fr"),
        (["--remember", "colour=blue"], "--remember takes a kind"),
        (["--remember", "goal="], "--remember takes a kind"),
        (["--save", "nowhere/t.txt"], "nowhere/t.txt: No such file or directory"),
    ],
)
def test_a_wrong_option_is_said_in_one_line(shell: Shell, options: list[str], says: str) -> None:
    said = shell("rehearse", "importance", *options, typed="\n")
    assert said.code == 2
    assert said.err.startswith(says)
    assert said.err.count("\n") == 1
