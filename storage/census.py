"""The census: how much of each kind there is in a store, by state; counts, and nothing else.

It reads whole tables and needs no key: for an operator who asks, and not for what is asked often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import case, func, literal, select, text

from storage import tables as t
from storage.engine import open_engine
from storage.history import pending
from storage.trouble import in_our_terms

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncEngine

_COUNSELOR = t.counselors.c
_KINDS: Final[Mapping[str, tuple[Table, ColumnElement[Any]]]] = {
    "clients": (t.clients, t.clients.c.standing),
    "counselors": (
        t.counselors,
        case(
            (_COUNSELOR.suspended, "suspended"),
            (_COUNSELOR.gone_at.is_not(None), "gone"),
            (_COUNSELOR.settled, "settled"),
            else_="settling",
        ),
    ),
    "plans": (t.plans, t.plans.c.status),
    "prompts": (t.occurrences, t.occurrences.c.state),
    "check-ins": (t.conversations, t.conversations.c.status),
    "words": (t.words, literal("kept")),
    "numbers": (t.ratings, literal("kept")),
    "episodes": (t.episodes, case((t.episodes.c.over_at.is_(None), "open"), else_="over")),
    "updates": (t.inbox, t.inbox.c.state),
    "messages": (t.outbox, t.outbox.c.state),
    "timers": (t.timers, t.timers.c.kind),
}
KINDS: Final = tuple(_KINDS)
"""What is counted, in order."""


@dataclass(frozen=True, slots=True)
class Census:
    """One count of a store."""

    engine: AsyncEngine
    """Of `open_engine(…, reader=True)`."""

    async def pending(self) -> bool:
        """Say whether the store is not up to date."""
        with in_our_terms():
            return await pending(self.engine)

    async def counted(self) -> AsyncGenerator[tuple[str, Mapping[str, int]], None]:
        """Give each of `KINDS` with how many there are in each state, all as of one moment."""
        with in_our_terms():
            async with self.engine.begin() as db:
                for kind, (table, state) in _KINDS.items():
                    by = state.label("state")
                    each = select(by, func.count()).select_from(table).group_by(by).order_by(by)
                    yield kind, {row[0]: row[1] for row in await db.execute(each)}

    async def size(self) -> int:
        """Give the bytes that the store takes: SQLite's file without its log, or the database."""
        with in_our_terms():
            async with self.engine.begin() as db:
                if db.dialect.name == "postgresql":
                    asked = "SELECT pg_database_size(current_database())"
                else:
                    asked = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
                size: int = (await db.execute(text(asked))).scalar_one()
        return size

    async def close(self) -> None:
        """Let go of it."""
        await self.engine.dispose()


def open_census(url: URL) -> Census:
    """Give a count of the store at a URL of `read_url`; it opens nothing before its use."""
    return Census(open_engine(url, connections=1, reader=True))
