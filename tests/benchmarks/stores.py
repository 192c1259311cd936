"""The two kinds of store that are measured, each with a folder of its own."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Protocol

from tests.benchmarks.postgres import postgres

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.benchmarks.postgres import Postgres

SQLITE: Final = "SQLite"
POSTGRESQL: Final = "PostgreSQL"
BOTH: Final = (SQLITE, POSTGRESQL)


class Store(Protocol):
    """A store that a service can be given."""

    @property
    def folder(self) -> Path:
        """Where keys may be kept."""
        ...

    @property
    def url(self) -> str:
        """Where it is."""
        ...

    def spent(self) -> float:
        """Give the seconds of processor time of its server, if it has one."""
        ...

    async def copy(self, to: str) -> str:
        """Copy it while nobody has it open, over an older copy; give where the copy is."""
        ...


@dataclass(frozen=True, slots=True)
class InSqlite:
    """A SQLite file."""

    folder: Path

    @property
    def url(self) -> str:
        """Where it is."""
        return self._at("bench")

    def spent(self) -> float:
        """Give nothing: it has no server."""
        return 0.0

    async def copy(self, to: str) -> str:
        """Copy the file."""
        file = self.folder / f"{to}.db"
        file.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(self.folder / "bench.db")) as here,
            closing(sqlite3.connect(file)) as there,
        ):
            here.backup(there)
        return self._at(to)

    def _at(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.db"


@dataclass(frozen=True, slots=True)
class InPostgres:
    """A database of a PostgreSQL server."""

    folder: Path
    server: Postgres

    @property
    def url(self) -> str:
        """Where it is."""
        return self.server.url("bench")

    def spent(self) -> float:
        """Give what the whole server has taken."""
        return self.server.spent()

    async def copy(self, to: str) -> str:
        """Copy the database."""
        await self.server.copy("bench", to)
        return self.server.url(to)


@asynccontextmanager
async def store(kind: str) -> AsyncIterator[Store]:
    """Give an empty store until the block is left; PostgreSQL's with its server."""
    with TemporaryDirectory(prefix="stillwater-bench-") as made:
        folder = Path(made)
        if kind == SQLITE:
            yield InSqlite(folder)
            return
        with postgres() as server:
            await server.make("bench")
            yield InPostgres(folder, server)
