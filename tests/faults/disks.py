"""Rounds in which the disk is full, or another program holds the file: nothing can be written."""

from __future__ import annotations

import asyncio
import ctypes
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from random import Random
from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit
from typing import TYPE_CHECKING, Any, Final

from tests.faults.figures import Figures
from tests.faults.people import Settler
from tests.faults.town import town
from tests.journeys.kill_life import Life

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from pathlib import Path

    from tests.faults.town import Town

PEOPLE: Final = 3
HELD: Final = 12.0
"""Real seconds: longer than the service waits for a lock."""
FULL: Final = 4.0
_SIZE: Final = "16m"


async def locked(folder: Path, seed: int, *, held: float = HELD) -> Figures:
    """Let another program hold SQLite's write lock."""

    async def hold(place: Town) -> None:
        with closing(sqlite3.connect(place.home.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(held)
            other.execute("ROLLBACK")

    return await _round(folder, seed, "times locked", hold)


async def full(folder: Path, seed: int) -> Figures:
    """Fill the disk: a small one in memory, or else forbid the service's files to grow."""
    with _small_disk(folder / "disk") as disk:

        async def fill(place: Town) -> None:
            ballast = place.home.database.with_name("ballast")
            with ballast.open("wb", buffering=0) as out, suppress(OSError):
                while True:
                    out.write(bytes(4096))
            await asyncio.sleep(FULL)
            ballast.unlink()

        async def forbid(place: Town) -> None:
            process = place.living[-1].pid
            prlimit(process, RLIMIT_FSIZE, (4096, RLIM_INFINITY))
            await asyncio.sleep(FULL)
            prlimit(process, RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))

        blow = fill if disk else forbid
        return await _round(folder / "town", seed, "times full", blow, folder / "disk")


async def _round(
    folder: Path,
    seed: int,
    name: str,
    blow: Callable[[Town], Coroutine[Any, Any, None]],
    disk: Path | None = None,
) -> Figures:
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    figures = Figures()
    async with town(folder, [Settler()] * PEOPLE, dice, disk=disk) as place:
        place.be_patient()
        life = Life(place.home)
        place.living.append(life)
        try:
            await place.talk(1)
            for _ in range(2):
                blowing = asyncio.create_task(blow(place))
                await asyncio.sleep(dice.uniform(0, 0.5))
                talking = asyncio.create_task(place.talk(2))
                await blowing
                free = time.monotonic()
                figures.counts[name] += 1
                place.ledger.in_flight += PEOPLE  # one message a chat, at the most
                await talking
                figures.tell("all heard again", time.monotonic() - free)
                await place.meet(await place.due())
            await place.rest()
            life.ask()
            assert await life.ended() == 0
        finally:
            life.kill()
        return figures.found(await place.judged())


@contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk on a new folder for the block; False where that is not allowed."""
    folder.mkdir(parents=True)
    libc = ctypes.CDLL(None)
    at = str(folder).encode()
    mounted = libc.mount(b"tmpfs", at, b"tmpfs", 0, f"size={_SIZE}".encode()) == 0
    try:
        yield mounted
    finally:
        if mounted:
            libc.umount2(at, 2)  # MNT_DETACH: whoever looks at it still, it goes
