"""Backups are named by their instant, and only those that this house named are ever taken away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from storage.archive.shelf import named, outlived
from storage.history import History

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
STRANGERS = ("stillwater.db", "stillwater-20260101.backup", "stillwater-20269901T120000Z.backup")


def test_in_a_folder_it_has_a_name_of_its_own(tmp_path: Path) -> None:
    name = named(tmp_path, History.STORE, NOON).name
    assert name == "stillwater-20260301T120000Z.backup"
    assert named(tmp_path, History.KEYS, NOON).name == "stillwater-keys-20260301T120000Z.backup"
    assert named(tmp_path / "mine", History.KEYS, NOON) == tmp_path / "mine"


def test_what_is_older_has_outlived_itself_and_the_newest_never_has(tmp_path: Path) -> None:
    assert outlived(tmp_path, History.STORE, NOON) == []
    for stranger in STRANGERS:
        (tmp_path / stranger).touch()
    made = {}
    for what in History:
        made[what] = [named(tmp_path, what, NOON - timedelta(days=day)) for day in (9, 5, 1)]
        for file in made[what]:
            file.touch()
    for what in History:
        assert outlived(tmp_path, what, NOON - timedelta(days=5)) == made[what][:1]
        assert outlived(tmp_path, what, NOON - timedelta(days=4)) == made[what][:2]
        assert outlived(tmp_path, what, NOON + timedelta(days=99)) == made[what][:2]
