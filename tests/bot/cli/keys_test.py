"""Keys from the command line: made once, and proved on the key store."""

from __future__ import annotations

import json
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Shell


def test_a_new_key_is_its_owner_s_and_never_written_over(shell: Shell) -> None:
    said = shell("keys", "new")
    file = shell.folder / "data" / "master.key"
    written = file.read_bytes()
    assert (said.code, stat.S_IMODE(file.stat().st_mode)) == (0, 0o600)
    assert "Keep a copy" in said.out
    again = shell("keys", "new")
    assert (again.code, file.read_bytes()) == (2, written)
    assert again.err.endswith("is there already; a key is never written over.\n")


def test_a_key_can_be_written_elsewhere(shell: Shell) -> None:
    assert shell("keys", "new", "elsewhere/k").code == 0
    assert shell("keys", "check", SECURITY__MASTER_KEY_FILE="elsewhere/k").code == 0
    (shell.folder / "file").touch()
    said = shell("keys", "new", "file/k")
    assert (said.code, said.err.count("\n")) == (2, 1)


def test_a_key_is_proved_on_its_own_store_alone(shell: Shell) -> None:
    assert shell("keys", "check").code == 1
    shell("keys", "new")
    assert "There is no key store yet" in shell("keys", "check").out
    assert sorted(file.name for file in (shell.folder / "data").iterdir()) == [
        "backup.key",
        "master.key",
    ]
    shell("migrate")
    said = shell("keys", "check").out
    assert said == "The master key opens the key store. Epoch 1 is 0 days old and has 2 keys.\n"
    wrong = shell("keys", "check", SECURITY__MASTER_KEY="A" * 43 + "=")
    assert (wrong.code, "not the master key" in wrong.out) == (1, True)
    away = shell("keys", "check", STORAGE__KEYS_URL="postgresql://me@127.0.0.1:1/d")
    assert (away.code, away.err.count("\n")) == (2, 1)


def test_the_master_key_is_turned_over(shell: Shell) -> None:
    shell("keys", "new")
    refused = shell("keys", "rotate")
    assert (refused.code, "no key store yet" in refused.err) == (2, True)
    shell("migrate")
    file = shell.folder / "data" / "master.key"
    before = file.read_text()
    said = shell("keys", "rotate", "--json")
    assert json.loads(said.out) == {"epoch": 2, "keys": 2, "old_key_stays": False}
    assert (file.read_text() != before, file.read_text().count("\n")) == (True, 1)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Epoch 2 is 0 days old" in shell("keys", "check").out
    assert "Epoch 3 has begun; 2 keys are wrapped anew." in shell("keys", "rotate").out
    file.write_text(before)
    assert shell("keys", "check").code == 1
    assert shell("keys", "rotate").code == 2


def test_a_key_in_the_environment_is_turned_over_with_both_keys_there(shell: Shell) -> None:
    shell("keys", "new", "one")
    shell("keys", "new", "two")
    one, two = ((shell.folder / name).read_text().strip() for name in ("one", "two"))
    shell("migrate", SECURITY__MASTER_KEY=one)
    kept = keys_of(shell)
    alone = shell("keys", "rotate", SECURITY__MASTER_KEY=one)
    assert (alone.code, alone.err.count("\n"), keys_of(shell)) == (2, 1, kept)
    assert "Put a new key before the old one" in alone.err
    said = shell("keys", "rotate", SECURITY__MASTER_KEY=f"{two} {one}")
    assert "leave only the first key in STILLWATER_SECURITY__MASTER_KEY" in said.out
    left = shell("keys", "rotate", "--json", SECURITY__MASTER_KEY=f"{two} {one}")
    assert json.loads(left.out) == {"epoch": 2, "keys": 0, "old_key_stays": True}
    assert shell("keys", "check", SECURITY__MASTER_KEY=two).code == 0
    assert shell("keys", "check", SECURITY__MASTER_KEY=one).code == 1


def keys_of(shell: Shell) -> object:
    """Every row of the key store."""
    with closing(sqlite3.connect(shell.folder / "data" / "stillwater.keys.db")) as keys:
        tables = ("SELECT * FROM keys ORDER BY name", "SELECT * FROM epochs")
        return [keys.execute(table).fetchall() for table in tables]
