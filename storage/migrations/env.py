"""How Alembic reaches a database: on the connection it is given, or at `-x url=…`.

There are two histories, the store's (`versions/`) and the key store's (`keys/`). The `alembic`
command writes and runs the first; `storage.migrate` runs both.
"""

import asyncio
from typing import TYPE_CHECKING, Literal

from alembic import context

from storage.engine import open_engine, read_url
from storage.history import History
from storage.types import UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _plainly(kind: str, item: object, _: object) -> str | Literal[False]:
    """Write our own types as what the database sees: a migration stands alone."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: "Connection", history: History) -> None:
    context.configure(
        connection=connection,
        target_metadata=history.metadata,
        transactional_ddl=True,
        render_item=_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


async def _connect(url: str) -> None:
    engine = open_engine(read_url(url))
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_run, History.STORE)
    finally:
        await engine.dispose()


given = context.config.attributes
if "connection" in given:
    _run(given["connection"], given["history"])
else:
    asyncio.run(_connect(context.get_x_argument(as_dictionary=True)["url"]))
