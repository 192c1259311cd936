"""The small things, each measured by itself: the engine, sealing, the assessment, a start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks import flooding, listing, overtaking, pure, sealing, starting, weighing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from _typeshed import DataclassInstance

    from tests.benchmarks.ledger import Ledger

    Measures = Callable[[Path], Awaitable[DataclassInstance]]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    paths: int = 200
    """Of each check-in, for the engine."""
    cells: int = 20_000
    """Closed and opened."""
    messages: int = 2000
    """Weighed for danger."""
    keys: int = 100_000
    """That a master key is turned over for."""
    starts: int = 5
    listed: tuple[int, int] = (100_000, 1000)
    """Clinics in a directory, and questions to it."""
    waiting: int = 1000
    """Messages that one of somebody in danger comes after."""
    flood: int = 10_000
    """Messages that one chat sends while others write."""


async def alone(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what needs no service."""
    if ledger.missing(["alone/engine"]):
        tell("the engine")
        ledger.put("alone/engine", pure.measure(size.paths))
    if ledger.missing(["alone/sealing"]):
        tell("sealing")
        ledger.put("alone/sealing", sealing.measure(size.cells))
    if ledger.missing(["weighing/rules alone"]):
        tell("the assessment")
        for one in weighing.measure(size.messages):
            ledger.put(f"weighing/{one.what}", one)


async def service(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what needs a store or a service, each with a folder of its own."""
    for name, measures in _services(size):
        if ledger.missing([name]):
            tell(name)
            with TemporaryDirectory(prefix="stillwater-bench-") as made:
                ledger.put(name, await measures(Path(made)))


def _services(size: Size) -> Iterator[tuple[str, Measures]]:
    yield "start", lambda folder: starting.measure(folder, size.starts)
    yield "rotation", lambda folder: sealing.turn(folder, size.keys)
    yield "directory", lambda folder: listing.measure(folder, *size.listed)
    yield "overtaking", lambda folder: overtaking.measure(folder, size.waiting)
    yield "flood", lambda folder: flooding.measure(folder, size.flood)
