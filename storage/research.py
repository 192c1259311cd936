"""Research: everything that an export holds, read in pages beside the running service.

A few clients at a time are read as they are at one moment: what is said of one of them in one file
agrees with the others. Whoever was erased before their turn is in none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import false, func, select, true

from bot.errors import KeyLost, SealBroken
from bot.people import ClientId, CounselorId, Standing
from bot.research import agreeing
from bot.research.records import Participant, Rated, Wrote
from bot.research.sheets import HIDDEN
from storage.engine import open_engine
from storage.historied import HAPPENED, PROMPTED, WHOSE, happened, prompted
from storage.history import pending
from storage.keystore import open_keys
from storage.paged import Paged
from storage.repository import literal
from storage.tables import cares, clients, consents, conversations, ratings, words
from storage.trouble import in_our_terms
from storage.vault import Vault
from storage.words import RATINGS, WORDS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.research.records import Record
    from storage.keystore import KeyStore
    from storage.ring import Ring
    from storage.sealed import Sealed

T = TypeVar("T")

ROWS: Final = 500
"""Rows in memory at once."""
CLIENTS: Final = 20
"""Clients read as of one moment: SQLite's log cannot be emptied meanwhile."""
_AGREED_TO = clients.c.standing != literal(Standing.ARRIVING)


def _agreed(what: str, *, unless_said: bool) -> ColumnElement[bool]:
    """Whether a client agrees to something: what the ledger's newest line of it says."""
    newest = (
        select(consents.c.agreed)
        .where(consents.c.client == clients.c.id, consents.c.what == literal(what))
        .order_by(consents.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, true() if unless_said else false())


_NUMBERS = _agreed(agreeing.NUMBERS, unless_said=True)
_COUNT = select(func.count()).select_from(clients).where(_AGREED_TO)
_PEOPLE = Paged(
    select(clients, cares.c.counselor, _agreed(agreeing.WORDS, unless_said=False).label("words"))
    .join_from(clients, cares, isouter=True)
    .where(_AGREED_TO, _NUMBERS),
    (clients.c.id,),
)  # fmt: skip
_RATED = Paged(
    select(ratings, conversations.c.script)
    .join_from(ratings, conversations, ratings.c.conversation == conversations.c.id, isouter=True)
    .where(ratings.c.client == WHOSE),
    (ratings.c.at, ratings.c.conversation, ratings.c.step),
)
_WROTE = Paged(
    select(words).where(words.c.client == WHOSE, words.c.held != literal(HIDDEN)),
    (words.c.at, words.c.id),
)


@dataclass(slots=True)
class Research:
    """One reading of a store; `lost` counts the rows that did not open and are left out."""

    engine: AsyncEngine
    """Of `open_engine(…, reader=True)`."""
    keys: KeyStore
    vault: Vault
    rows: int = ROWS
    clients: int = CLIENTS
    lost: int = 0

    async def pending(self) -> bool:
        """Say whether the store is not up to date."""
        with in_our_terms():
            return await pending(self.engine)

    async def count(self) -> tuple[int, int]:
        """Count the clients to come, and those who want to be left out."""
        with in_our_terms():
            async with self.engine.begin() as db:
                to_come: int = (await db.execute(_COUNT.where(_NUMBERS))).scalar_one()
                left_out: int = (await db.execute(_COUNT.where(~_NUMBERS))).scalar_one()
        return to_come, left_out

    async def pages(self) -> AsyncGenerator[Sequence[Record], None]:
        """Give everything, a page of one kind of record at a time; first comes whose it is.

        Raises:
            StoreError: the store cannot be read.
            KeyProblem: the master key is not this store's.

        """
        with in_our_terms():
            await self.vault.unlock()
            last: Row[Any] | None = None
            while True:
                async with self.engine.begin() as db:
                    rows = await _PEOPLE.page(db, self.clients, last)
                    if not rows:
                        return
                    people = [_participant(row) for row in rows]
                    yield people
                    await self.vault.all_of(one.client for one in people)
                    for one in people:
                        async for page in self._of(db, one):
                            yield page
                last = rows[-1]

    async def _of(self, db: AsyncConnection, one: Participant) -> AsyncIterator[Sequence[Record]]:
        """Give what is about one client."""
        whose = {"whose": one.client}
        async for rows in PROMPTED.pages(db, self.rows, whose):
            yield [prompted(row) for row in rows]
        async for rows in HAPPENED.pages(db, self.rows, whose):
            yield [happened(row, one.client, one.zone) for row in rows]
        async for rows in _RATED.pages(db, self.rows, whose):
            yield [
                Rated(rating, row.script, one.zone)
                for row, rating in await self._opened(RATINGS, rows)
            ]
        if one.words:
            async for rows in _WROTE.pages(db, self.rows, whose):
                yield [Wrote(kept, one.zone) for _, kept in await self._opened(WORDS, rows)]

    async def _opened(
        self, sealed: Sealed[T], rows: Sequence[Row[Any]]
    ) -> list[tuple[Row[Any], T]]:
        """Open rows; one that does not open is left out, and counted."""
        found = []
        for row in rows:
            try:
                found.append((row, sealed.read(row, await sealed.seal(self.vault, row))))
            except (SealBroken, KeyLost):
                self.lost += 1
        return found

    async def close(self) -> None:
        """Let go of both databases."""
        await self.engine.dispose()
        await self.keys.close()


def open_research(url: URL, keys_url: URL, ring: Ring) -> Research:
    """Give a reading of the store at these URLs of `read_url`; it opens nothing before its use."""
    keys = open_keys(keys_url, ring)
    return Research(open_engine(url, connections=1, reader=True), keys, Vault(keys))


def _participant(row: Row[Any]) -> Participant:
    return Participant(
        client=ClientId(row.id),
        enrolled_at=row.enrolled_at,
        standing=Standing(row.standing),
        left=row.gone_at is not None,
        locale=row.locale,
        zone=row.zone,
        counselor=row.counselor and CounselorId(row.counselor),
        words=row.words,
    )
