"""How old the code may be that runs on a version of the schema, as the database itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, inspect, select

from bot.errors import StoreError
from storage.dbclock import DbNow
from storage.tables import compatibility, replicas

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OF = compatibility.c.version == bindparam("which")
_OLDEST = select(compatibility.c.oldest).where(_OF)
_FORGET = delete(compatibility).where(_OF)
_NOTE = insert(compatibility)
_TOO_OLD = select(replicas.c.name).where(
    replicas.c.until > DbNow(), replicas.c.schema < bindparam("oldest")
)


def oldest_for(connection: Connection, version: str) -> str | None:
    """Give the oldest schema whose code may run on this version; None if nobody said so."""
    if not inspect(connection).has_table(compatibility.name):
        return None
    found = connection.execute(_OLDEST, {"which": version})
    oldest: str | None = found.scalar_one_or_none()
    return oldest


def note(connection: Connection, version: str, oldest: str) -> None:
    """Keep how old the code may be that runs on a version."""
    connection.execute(_FORGET, {"which": version})
    connection.execute(_NOTE, {"version": version, "oldest": oldest})


def spare_the_living(connection: Connection, oldest: str) -> None:
    """See that no replica lives whose code knows only an older schema than this.

    Raises:
        StoreError: one does.

    """
    if not inspect(connection).has_table(replicas.name):
        return
    if connection.execute(_TOO_OLD, {"oldest": oldest}).first() is not None:
        raise StoreError(
            "A replica of an older Stillwater still runs, for which this version's tables are too "
            "new; stop those first, or go by way of the version between."
        )
