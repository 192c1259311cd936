"""What sealing costs: a cell closed and opened, its share of an update, and a turned master key."""

from __future__ import annotations

import sqlite3
from contextlib import aclosing, closing
from statistics import median
from time import perf_counter, perf_counter_ns
from typing import TYPE_CHECKING, Any, Final

from storage.engine import read_url
from storage.keystore import open_keys
from storage.masterkey import SIZE, new_master_key
from storage.ring import KeyFile
from storage.seal import Seal
from tests.benchmarks.small import Sealing, Turning

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Self

    from storage.keystore import KeyStore

CELL: Final = "I would rather be awake for Saturday breakfast with the kids. " * 2
"""About what somebody writes in one message."""


def measure(cells: int) -> Sealing:
    """Close and open so many cells of ordinary length."""
    seal = Seal("f" * 32, bytes(SIZE))
    rows = [f"{number:032x}" for number in range(cells)]
    closed = []
    close = _each(lambda row: closed.append(seal.close("words.text", row, CELL)), rows)
    pairs = dict(zip(rows, closed, strict=True))
    return Sealing(
        cells=cells,
        characters=len(CELL),
        close_us=close,
        open_us=_each(lambda row: seal.open("words.text", row, pairs[row]), rows),
    )


def _each(what: Callable[[str], object], rows: list[str]) -> float:
    took = []
    for row in rows:
        began = perf_counter_ns()
        what(row)
        took.append(perf_counter_ns() - began)
    return median(took) / 1000


async def turn(folder: Path, count: int) -> Turning:
    """Turn the master key of a SQLite key store over that has so many clients' keys."""
    new_master_key(folder / "turned.key")
    store = folder / "turned.keys.db"
    keys = open_keys(read_url(f"sqlite:///{store}"), KeyFile(folder / "turned.key"))
    await keys.migrate()
    await keys.unlock()
    _fill(store, keys, count)
    began = perf_counter()
    async with aclosing(keys.rotate()) as steps:
        told = [turned async for turned in steps]
    seconds = perf_counter() - began
    await keys.close()
    return Turning(keys=told[-1].done, seconds=seconds)


def _fill(store: Path, keys: KeyStore, count: int) -> None:
    wrap = keys._epochs.wrap
    rows = (wrap(f"{number:032x}", bytes(SIZE)) for number in range(count))
    with closing(sqlite3.connect(store)) as at:
        at.executemany(
            "INSERT INTO keys (name, epoch, wrapped, made_at)"
            " VALUES (:name, :epoch, :wrapped, '2026-03-01 00:00:00.000000')",
            rows,
        )
        at.commit()


class Meter:
    """Adds up, in the service's own process, how often and how long cells are sealed."""

    def __init__(self) -> None:
        self._calls = self._spent = 0
        self._before: dict[str, Callable[..., Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name, call in self._before.items():
            setattr(Seal, name, call)

    async def start(self) -> dict[str, Any]:
        """Have every seal of this process go through here from now on."""
        for name in ("close", "open"):
            self._before[name] = getattr(Seal, name)
            setattr(Seal, name, self._timed(self._before[name]))
        return {}

    async def read(self) -> dict[str, Any]:
        """Give the cells, and the seconds they took."""
        return {"cells": self._calls, "seconds": self._spent / 1e9}

    def _timed(self, what: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*call: object) -> Any:  # noqa: ANN401 - as the one it stands for
            began = perf_counter_ns()
            try:
                return what(*call)
            finally:
                self._spent += perf_counter_ns() - began
                self._calls += 1

        return timed
