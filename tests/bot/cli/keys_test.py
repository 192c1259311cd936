"""Keys from the command line: made once, and proved on the key store."""

from __future__ import annotations

import stat
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
    assert sorted(file.name for file in (shell.folder / "data").iterdir()) == ["master.key"]
    shell("migrate")
    assert shell("keys", "check").out == "The master key opens the key store.\n"
    wrong = shell("keys", "check", SECURITY__MASTER_KEY="A" * 43 + "=")
    assert (wrong.code, "not the master key" in wrong.out) == (1, True)
    away = shell("keys", "check", STORAGE__KEYS_URL="postgresql://me@127.0.0.1:1/d")
    assert (away.code, away.err.count("\n")) == (2, 1)
