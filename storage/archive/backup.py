"""Backup: one moment of a database into a sealed file, which is kept once it was tried."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import ArchiveProblem
from storage.archive.files import opened, unfinished, write
from storage.archive.keyring import keyring
from storage.archive.loading import loading
from storage.archive.scratch import scratch
from storage.archive.snapshot import snapshot
from storage.engine import open_engine, truncate_log
from storage.history import History
from storage.trouble import in_our_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import URL

    from storage.archive.keyring import Sample
    from storage.archive.places import Places, Steps
    from storage.archive.snapshot import Contents


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made."""

    path: Path
    contents: Contents
    sample: Sample
    """What opened of it when it was tried."""


async def back_up(
    here: Places, what: History, path: Path, key: bytes, now: datetime, steps: Steps
) -> Made:
    """Write the store or the key store into a new file, and try it; `now` is aware.

    The service may run meanwhile. The file is sealed under the backup key (32 bytes).

    Raises:
        ArchiveProblem: the file cannot be written, or was not what it should be: there is none.
        StoreError, KeyProblem: the store or its keys cannot be read.

    """
    with in_our_terms(), unfinished(path) as file:
        async with keyring(here.keys, here.ring) as keys:
            house = await keys.unlock()
        async with snapshot(here.of(what), what, house, now) as moment:
            if moment.contents.rows.get("epochs", 1) > 1:
                raise ArchiveProblem(
                    "The master key is being turned over. Back the keys up when that is done."
                )
            told = steps(f"Backing up {path.name}", moment.contents.total)
            await write(file, path, key, moment, told)
        await _empty_log(here.of(what), what)
        told = steps(f"Trying {path.name}", moment.contents.total)
        sample = await _try(file, key, here, told)
    return Made(path, moment.contents, sample)


async def _try(file: Path, key: bytes, here: Places, told: Callable[[int], object]) -> Sample:
    """Put a backup back into a scratch database, and open some of it."""
    try:
        with scratch() as there, opened(file, [key]) as archive:
            async with loading(there, archive.contents, archive.pages(), told) as connection:
                if archive.contents.what is History.STORE:
                    async with keyring(here.keys, here.ring) as keys:
                        await keys.unlock()
                        return await keys.try_on(connection)
            async with keyring(there, here.ring) as keys:
                await keys.unlock()
                return await keys.try_all()
    except ArchiveProblem as problem:
        raise ArchiveProblem(
            f"The backup was tried in {tempfile.gettempdir()}, and is not kept: {problem} (TMPDIR "
            "in the environment names another place to try it.)"
        ) from None


async def _empty_log(url: URL, what: History) -> None:
    """Do what an erasure could not while its log was being read here."""
    engine = open_engine(url, schema=what.schema, connections=1)
    try:
        await truncate_log(engine)
    finally:
        await engine.dispose()
