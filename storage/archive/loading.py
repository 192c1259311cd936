"""Loading: pages into an empty database, in one transaction that is compared before it ends.

The empty database is first brought to the schema the rows are of, filled, read back and compared
row for row, and then brought up to date. Whatever fails on the way, nothing of it stays.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.util import CommandError
from sqlalchemy import cast, func, insert, inspect, literal, select, table
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateSchema

from bot.errors import ArchiveProblem
from storage.archive.shapes import Kind
from storage.archive.snapshot import PASSING, missing, pages
from storage.archive.tally import Tally
from storage.engine import open_engine
from storage.history import History, newest, version, versions
from storage.migrate import catch_up, configured
from storage.trouble import told as says

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from sqlalchemy import Connection
    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.archive.snapshot import Contents, Page

CALLED: Final = {History.STORE: "store", History.KEYS: "key store"}
Told = Callable[[int], object]
"""Is told of so many further rows."""


@asynccontextmanager
async def loading(
    url: URL, contents: Contents, rows: AsyncIterator[Page], told: Told
) -> AsyncIterator[AsyncConnection]:
    """Load pages into the empty database at a URL; it is committed where the block ends well.

    Raises:
        ArchiveProblem: the database is not empty, the rows are of a newer schema, or what was
            loaded is not what was given.

    """
    engine = open_engine(url, schema=contents.what.schema, connections=1)
    try:
        with _there(contents.what):
            async with engine.begin() as connection:
                await _prepare(connection, contents)
                given = await _fill(connection, rows, told)
                await _compare(connection, contents, given)
                if connection.dialect.name == "postgresql":
                    await _count_on(connection, contents)
                await connection.run_sync(_migrate, contents.what, newest(contents.what))
                yield connection
    finally:
        await engine.dispose()


@contextmanager
def unless_well(*urls: URL) -> Iterator[None]:
    """Where the block fails, leave no SQLite file where there was none."""
    new = [Path(url.database or "") for url in urls if missing(url)]
    try:
        yield
    except BaseException:
        for file in new:
            for end in ("", "-wal", "-shm"):
                file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
        raise


async def _fill(connection: AsyncConnection, rows: AsyncIterator[Page], told: Told) -> Tally:
    given = Tally()
    async for page in rows:
        await connection.execute(insert(page.shape.table), page.shape.read(page.rows))
        given.add(page.shape.name, page.rows)
        told(len(page.rows))
    return given


def _known(contents: Contents) -> None:
    """See that the rows are of a schema that is known here. Raises ArchiveProblem."""
    if contents.schema not in versions(contents.what):
        raise ArchiveProblem(
            f"It was made by a newer Stillwater (schema {contents.schema}); install that one first."
        )


async def _prepare(connection: AsyncConnection, contents: Contents) -> None:
    """Bring an empty database to the schema that the rows are of."""
    _known(contents)
    if there := await _occupied(connection):
        raise ArchiveProblem(
            f"The {CALLED[contents.what]} it is to go into holds something already "
            f"({', '.join(there)}), and that would be lost. Name one that is empty."
        )
    if connection.dialect.name == "postgresql" and contents.what.schema is not None:
        await connection.execute(CreateSchema(contents.what.schema, if_not_exists=True))
    if await connection.run_sync(version) not in {None, contents.schema}:
        await connection.run_sync(_migrate, contents.what, None)
    await connection.run_sync(_migrate, contents.what, contents.schema)


async def _occupied(connection: AsyncConnection) -> list[str]:
    names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    found = []
    for name in sorted(set(names) - PASSING):
        row = await connection.execute(select(literal(1)).select_from(table(name)).limit(1))
        if row.first() is not None:
            found.append(name)
    return found


def _migrate(connection: Connection, what: History, to: str | None) -> None:
    """Bring a database to a version, or with None back to nothing."""
    config = configured(what)
    config.attributes["connection"] = connection
    try:
        if to is None:
            command.downgrade(config, "base")
        elif to == newest(what):
            catch_up(connection, config, what)
        else:
            command.upgrade(config, to)
    except CommandError:
        raise ArchiveProblem("The database was made by a newer Stillwater.") from None


async def _compare(connection: AsyncConnection, contents: Contents, given: Tally) -> None:
    """Read back what was loaded."""
    found = Tally()
    async for page in pages(connection, contents.shapes):
        found.add(page.shape.name, page.rows)
    if (differs := found.differs(given)) is not None:
        raise ArchiveProblem(f"What was loaded into {differs} is not what was given.")


async def _count_on(connection: AsyncConnection, contents: Contents) -> None:
    """Let PostgreSQL's counters go on where the rows end."""
    for shape in contents.shapes:
        for name, kind in shape.columns:
            if (name,) == shape.key and kind is Kind.WHOLE:
                counter = cast(func.pg_get_serial_sequence(shape.name, name), REGCLASS)
                last = func.max(shape.table.c[name])
                await connection.execute(select(func.setval(counter, last)))


@contextmanager
def _there(what: History) -> Iterator[None]:
    """Let what ails the database be told as that of where the rows go."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise ArchiveProblem(f"The {CALLED[what]} it is to go into: {says(error)}.") from error
