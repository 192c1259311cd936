"""The machine: what it all ran on, and how busy that was."""

from __future__ import annotations

import os
import platform
import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from storage.engine import PRAGMAS
from tests.benchmarks.figures import Machine

_COMMITS: Final = 100


def look(today: str) -> Machine:
    """Look at it now."""
    with TemporaryDirectory(prefix="stillwater-bench-") as made:
        commit = _commit_ms(Path(made) / "commit.db")
    return Machine(
        taken=today,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}, SQLite {sqlite3.sqlite_version}",
        processor=_processor(),
        cores=os.cpu_count() or 1,
        commit_ms=commit,
        load=os.getloadavg()[0],
    )


def _processor() -> str:
    """Give its name, where the system tells it there."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


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
