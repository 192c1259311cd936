"""One run: everything that is measured, one after the other on the same machine."""

from __future__ import annotations

import os
import platform
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final

from storage.engine import PRAGMAS
from tests.benchmarks import flooding, listing, overtaking, pure, sealing, starting, weighing
from tests.benchmarks.figures import Bare, Figures, Machine, Round, Sealed
from tests.benchmarks.telegrams import served
from tests.benchmarks.timetable import run as timetable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.crowd import Crowd
    from tests.benchmarks.figures import Traffic
    from tests.benchmarks.worker import Worker

_COMMITS: Final = 100


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    paths: int = 200
    """Of each check-in, for the engine."""
    cells: int = 20_000
    """Closed and opened."""
    keys: int = 100_000
    """That a master key is turned over for."""
    messages: int = 2000
    """Weighed for danger."""
    starts: int = 5
    loads: Sequence[tuple[int, int]] = ((1, 30), (16, 8))
    """Clients, and check-ins of each."""
    crowd: tuple[int, int] = (64, 4)
    """The load that is compared, in each round."""
    rounds: int = 3
    flood: int = 10_000
    """Messages that one chat sends while others write."""
    waiting: int = 1000
    """Messages that one of somebody in danger comes after."""
    listed: tuple[int, int] = (100_000, 1000)
    """Clinics in a directory, and questions to it."""
    timetable: timetable.Size = field(default_factory=timetable.Size)


QUICK: Final = Size(
    paths=3,
    cells=9,
    keys=9,
    messages=9,
    starts=1,
    loads=((1, 1),),
    crowd=(3, 1),
    rounds=1,
    flood=200,
    waiting=9,
    listed=(50, 5),
    timetable=timetable.QUICK,
)
"""Seconds only: shows that measuring works, not what anything costs."""


async def run(size: Size, tell: Callable[[str], None]) -> Figures:
    """Measure; `tell` hears what is being done."""
    load = _load()
    tell("the engine")
    engine = pure.measure(size.paths)
    tell("sealing")
    cells = sealing.measure(size.cells)
    tell("the assessment")
    weighed = weighing.measure(size.messages)
    with TemporaryDirectory(prefix="stillwater-bench-") as made:
        folder = Path(made)
        commit = _commit_ms(folder / "commit.db")
        tell("starting")
        started = await starting.measure(folder, size.starts)
        tell(f"a master key over {size.keys} keys")
        turned = await sealing.turn(folder, size.keys)
        tell(f"a directory of {size.listed[0]} clinics")
        listed = await listing.measure(folder, *size.listed)
        tell(f"one in danger behind {size.waiting}")
        (apart := folder / "overtaking").mkdir()
        overtook = await overtaking.measure(apart, size.waiting)
        tell(f"{size.flood} messages from one chat")
        (beside := folder / "flooding").mkdir()
        flooded = await flooding.measure(beside, size.flood)
        loads, rounds, sealed, resident = await _roads(size, folder, tell)
    scheduled = await timetable.run(size.timetable, tell)
    machine = Machine(
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}, SQLite {sqlite3.sqlite_version}",
        cores=os.cpu_count() or 1,
        commit_ms=commit,
        load_before=load,
        load_after=_load(),
    )
    return Figures(
        machine,
        engine,
        cells,
        sealed,
        turned,
        weighed,
        started,
        tuple(loads),
        tuple(rounds),
        resident,
        overtook,
        flooded,
        listed,
        scheduled,
    )


async def _roads(
    size: Size, folder: Path, tell: Callable[[str], None]
) -> tuple[Sequence[Traffic], Sequence[Round], Sealed, float | None]:
    many, checkins = size.crowd
    async with (
        served("stillwater_worker", many, str(folder)) as (people, bot),
        served("echo_worker", many) as (others, echo),
    ):
        tell(f"{many} clients arrive")
        await people.arrive()
        loads, rounds = [], []
        for clients, times in size.loads:
            tell(f"the whole road, {clients} at once")
            loads.append(await people.load(bot, clients, times))
        for number in range(size.rounds):
            tell(f"round {number + 1}: the whole road, {many} at once")
            await bot.ask("record")
            durable = await people.load(bot, many, checkins)
            tell(f"round {number + 1}: its statements bare")
            ran = await bot.ask("replay", durable.updates)
            bare = Bare(**ran["ours"]), Bare(**ran["plain"])
            tell(f"round {number + 1}: an echo bot")
            rounds.append(Round(durable, *bare, await others.load(echo, many, checkins)))
        resident = (await bot.ask("usage"))["resident"]
        tell("what sealing takes of an update")
        await bot.ask("meter")
        return loads, rounds, await _sealed(people, bot, size), resident


async def _sealed(people: Crowd, bot: Worker, size: Size) -> Sealed:
    traffic = await people.load(bot, *size.crowd)
    metered = await bot.ask("metered")
    each = metered["seconds"] * 1e6 / traffic.updates
    return Sealed(metered["cells"] / traffic.updates, each, each / (traffic.cpu_ms * 1000))


def _commit_ms(path: Path) -> float:
    took = []
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        connection.execute("CREATE TABLE rows (body)")
        for _ in range(_COMMITS):
            began = perf_counter()
            connection.execute("INSERT INTO rows VALUES (?)", (b"x" * 500,))
            took.append(perf_counter() - began)
    return median(took) * 1000


def _load() -> float:
    return os.getloadavg()[0]
