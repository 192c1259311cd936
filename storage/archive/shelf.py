"""The shelf: what backups in a folder are called, and which of them have been there long enough."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from storage.history import History

if TYPE_CHECKING:
    from pathlib import Path

_BEGINS: Final = {History.STORE: "stillwater", History.KEYS: "stillwater-keys"}
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(r"(?P<begins>stillwater(?:-keys)?)-(?P<stamp>\d{8}T\d{6}Z)\.backup")


def named(to: Path, what: History, now: datetime) -> Path:
    """Give the file for a backup of an instant (aware): `to`, or one in it if it is a folder."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    return to / f"{_BEGINS[what]}-{stamp}.backup" if to.is_dir() else to


def outlived(folder: Path, what: History, before: datetime) -> list[Path]:
    """Give the backups of one kind in a folder that are from before an instant, oldest first.

    Only what `named` named is looked at, and the newest is never among them.
    """
    known = sorted(
        (at, file) for file in folder.iterdir() if (at := _instant(file.name, what)) is not None
    )
    return [file for at, file in known[:-1] if at < before]


def _instant(name: str, what: History) -> datetime | None:
    found = _NAME.fullmatch(name)
    if found is None or found["begins"] != _BEGINS[what]:
        return None
    try:
        return datetime.strptime(found["stamp"], _STAMP).replace(tzinfo=UTC)
    except ValueError:  # digits, and no date
        return None
