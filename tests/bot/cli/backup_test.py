"""Backups from the command line, as an operator makes them and comes back from them."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.filelock import lock
from tests.bot.cli.kept import cared, settled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Said, Shell
    from tests.databases import Place

OLD, YOUNG = (
    f"stillwater-keys-{datetime.now(UTC) - timedelta(days=days):%Y%m%dT%H%M%SZ}.backup"
    for days in (40, 4)
)


@pytest.fixture
def lived_in(shell: Shell) -> Shell:
    """A store with a counselor and a client, and two folders for backups."""
    shell("keys", "new")
    shell("migrate")
    cared(settled("Dana"))
    for folder in ("store", "keys"):
        (shell.folder / folder).mkdir()
    return shell


def one_in(folder: Path) -> str:
    (file,) = folder.glob("*.backup")
    return str(file)


def told(said: Said) -> dict[str, object]:
    assert (said.code, said.err) == (0, "")
    data: dict[str, object] = json.loads(said.out)
    return data


def test_a_machine_is_lost_and_another_takes_its_place(lived_in: Shell) -> None:
    said = lived_in("backup", "store", "--keys", "keys")
    assert (said.code, said.err) == (0, "")
    assert "holds 3 rows, and was tried." in said.out
    assert "3 of 3 sealed rows that were tried open." in said.out
    assert "3 of 3 keys that were tried open." in said.out
    before = lived_in("counselor", "list").out
    kept = {
        key: (lived_in.folder / "data" / key).read_bytes() for key in ("master.key", "backup.key")
    }
    shutil.rmtree(lived_in.folder / "data")
    (lived_in.folder / "data").mkdir()
    for key, written in kept.items():
        file = lived_in.folder / "data" / key
        file.touch(0o600)
        file.write_bytes(written)
    backups = one_in(lived_in.folder / "store"), "--keys", one_in(lived_in.folder / "keys")
    rehearsed = lived_in("restore", *backups, "--dry-run")
    assert rehearsed.out.endswith("Nothing was changed.\n")
    assert not (lived_in.folder / "data" / "stillwater.db").exists()
    restored = lived_in("restore", *backups)
    assert (restored.code, restored.err) == (0, "")
    assert restored.out.endswith("Put back. `run` goes on from there.\n")
    assert lived_in("counselor", "list").out == before
    again = lived_in("restore", *backups)
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert "holds something already" in again.err


def test_for_scripts_and_without_a_change(lived_in: Shell) -> None:
    would = told(lived_in("backup", "store", "--keys", "keys", "--dry-run", "--json"))
    assert [*would] == ["would_write", "would_delete"]
    assert list((lived_in.folder / "store").iterdir()) == []
    made = told(lived_in("backup", "store", "--keys", "keys", "--json"))
    assert [*made] == ["store", "keys", "deleted"]
    store = made["store"]
    assert isinstance(store, dict)
    assert store["rows"] == {"clients": 1, "counselors": 1, "cares": 1}
    assert (store["opened"], store["not_opened"], store["keyless"]) == (3, [], 0)
    assert (lived_in.folder / store["file"]).stat().st_size == store["bytes"]
    backups = one_in(lived_in.folder / "store"), "--keys", one_in(lived_in.folder / "keys")
    new = {"STORAGE__URL": "sqlite:///new/stillwater.db"}
    assert told(lived_in("restore", *backups, "--dry-run", "--json", **new))["changed"] is False
    restored = told(lived_in("restore", *backups, "--json", **new))
    assert (restored["keyless"], restored["changed"]) == (0, True)


def test_old_ones_go_once_the_new_one_is_well(lived_in: Shell) -> None:
    old, young, mine = (lived_in.folder / "keys" / name for name in (OLD, YOUNG, "mine.backup"))
    for file in (old, young, mine):
        file.touch()
    only = ("backup", "--keys", "keys", "--keep-keys", "30d")
    would = lived_in(*only, "--dry-run")
    assert f"Would delete keys/{OLD}\nNothing was changed.\n" in would.out
    assert old.exists()
    broken = lived_in(*only, SECURITY__BACKUP_KEY_FILE="nowhere")
    assert (broken.code, old.exists()) == (2, True)
    assert "there is no nowhere. It seals backups" in broken.err
    said = lived_in(*only)
    assert f"Deleted keys/{OLD}\n" in said.out
    assert [file.exists() for file in (old, young, mine)] == [False, True, True]


def test_what_cannot_be_asked_is_refused_in_a_line(lived_in: Shell) -> None:
    for wrong in (
        ("backup",),
        ("backup", "store", "--keys", "store"),
        ("backup", "store", "--keep", "soon"),
        ("backup", "--keys", "file", "--keep-keys", "30d"),
        ("restore",),
        ("restore", "nowhere"),
        ("move", "mysql://somewhere/else"),
    ):
        said = lived_in(*wrong)
        assert (said.code, said.err.count("\n"), said.out) == (2, 1, ""), wrong
    assert "--keep: a time of at least a day" in lived_in("backup", "store", "--keep", "1h").err
    longer = lived_in("backup", "--keys", "keys", "--keep-keys", "31d")
    assert (longer.code, "no longer than security.epoch, 30 days" in longer.err) == (2, True)


def test_another_s_backup_key_is_told_from_a_wrong_one(lived_in: Shell) -> None:
    lived_in("backup", "store")
    lived_in("keys", "new", "other.key")
    backup, new = one_in(lived_in.folder / "store"), {"STORAGE__URL": "sqlite:///new/s.db"}
    keys = {"STORAGE__KEYS_URL": "sqlite:///data/stillwater.keys.db"}
    wrong = lived_in("restore", backup, "--backup-key", "other.key", **new, **keys)
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert f"{backup}: It was sealed under another backup key" in wrong.err
    assert not (lived_in.folder / "new" / "s.db").exists()
    assert lived_in("restore", backup, **new, **keys).code == 0


@pytest.mark.postgres
def test_a_practice_grows_and_moves_to_postgresql(lived_in: Shell, new_postgres: Place) -> None:
    before = lived_in("counselor", "list").out
    to = {"MOVE_TO": new_postgres.url}
    serving = lock(lived_in.folder / "data" / "stillwater.db.serving.lock")
    assert serving is not None
    refused = lived_in("move", **to)
    assert (refused.code, "stop that one first" in refused.err) == (2, True)
    os.close(serving)
    assert lived_in("move", "--dry-run", **to).out.endswith("Nothing was changed.\n")
    moved = lived_in("move", **to)
    assert (moved.code, moved.err) == (0, "")
    assert moved.out.startswith(
        "3 rows in 3 tables and 3 keys, each compared.\n3 of 3 sealed rows that were tried open.\n"
    )
    there = {"STORAGE__URL": new_postgres.url}
    assert lived_in("counselor", "list", **there).out == before
    assert lived_in("keys", "check", **there).code == 0
    again = lived_in("move", **to)
    assert (again.code, "holds something already" in again.err) == (2, True)
    back = lived_in("move", "sqlite:///back.db", **there)
    assert (back.code, "on PostgreSQL already" in back.err) == (2, True)
    with closing(sqlite3.connect(lived_in.folder / "data" / "stillwater.db")) as here:
        assert here.execute("SELECT COUNT(*) FROM clients").fetchone() == (1,)
    away = lived_in("move", "postgresql://me@127.0.0.1:1/d")
    assert (away.code, away.err.count("\n")) == (2, 1)
