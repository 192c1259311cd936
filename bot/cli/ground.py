"""What the doctor says of the ground: who may read the files, and how much disk is left."""

from __future__ import annotations

import os
import shutil
import stat
from typing import TYPE_CHECKING, Final

from bot.cli.found import Finding
from bot.errors import ConfigError
from bot.opening import sqlite_file, urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.config import Config

FILES: Final = "files"
DISK: Final = "disk"
LOW: Final = 200 * 1024**2
"""Bytes that must be free: with less, a busy week may fill the disk."""
_BESIDE: Final = ("", "-wal", "-shm")
"""What SQLite keeps beside a database's file, as its name ends."""
_OTHERS: Final = 0o077


def ground(config: Config) -> list[Finding]:
    """Look at the files of a store on SQLite, and at their disks; PostgreSQL minds its own."""
    try:
        stores = [file for file in map(sqlite_file, urls(config)) if file is not None]
    except ConfigError:
        return _unseen("not looked at: storage.url comes first")
    if not stores:
        return _unseen("PostgreSQL's own; look where it runs")
    return [_files(stores), _disk(stores)]


def _unseen(why: str) -> list[Finding]:
    return [Finding(what, why, None) for what in (FILES, DISK)]


def _files(stores: list[Path]) -> Finding:
    there = [file for store in stores for file in _of(store)]
    if not there:
        return Finding(FILES, "not there yet; `run` or `migrate` makes them for their owner alone")
    if read := [file for file in there if stat.S_IMODE(file.stat().st_mode) & _OTHERS]:
        says = f"others may read {_listed(read)}; `chmod 600 {' '.join(map(str, read))}` mends it"
        return Finding(FILES, says, well=False)
    for folder in dict.fromkeys(store.absolute().parent for store in stores):
        if stat.S_IMODE(folder.stat().st_mode) & stat.S_IWOTH:
            says = f"anybody may replace what is in {folder}; `chmod o-w {folder}` mends it"
            return Finding(FILES, says, well=False)
    if shut := [file for file in there if not os.access(file, os.R_OK | os.W_OK)]:
        says = f"{_listed(shut)} cannot be written by this user; let `run`'s own user look, too"
        return Finding(FILES, says, well=False)
    return Finding(FILES, f"{len(there)}, for their owner alone")


def _disk(stores: list[Path]) -> Finding:
    free = {_folder(store): shutil.disk_usage(_folder(store)).free for store in stores}
    return room(free, sum(file.stat().st_size for store in stores for file in _of(store)))


def room(free: Mapping[Path, int], takes: int) -> Finding:
    """Judge how many bytes are free where the stores are, beside those that they take."""
    folder, left = min(free.items(), key=lambda one: one[1])
    said = f"{_size(left)} free at {folder}; the store takes {_size(takes)}"
    if left < LOW:
        return Finding(DISK, f"{said}: make room, or nothing can be kept soon", well=False)
    if left < takes:
        return Finding(DISK, f"{said}: a backup does not fit beside it", None)
    return Finding(DISK, said)


def _of(store: Path) -> Iterator[Path]:
    for ending in _BESIDE:
        file = store.with_name(store.name + ending)
        if file.exists():
            yield file


def _folder(store: Path) -> Path:
    """Give the folder that a store is or will be in, as far as it is there."""
    return next(folder for folder in store.absolute().parents if folder.exists())


def _listed(files: list[Path]) -> str:
    return ", ".join(file.name for file in files)


def _size(of: int) -> str:
    return f"{of / 1024**3:,.1f} GB" if of >= 1024**3 else f"{of / 1024**2:,.0f} MB"
