"""The account: every update and every message of a soak, held to what the store says of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from bot.demo.telegram.faults import Malformed
from bot.ports import OutboxState
from storage.tables import inbox, outbox, timers

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.demo.telegram import Telegram
    from tests.benchmarks.crowd import Crowd

_OPEN: Final = (OutboxState.PENDING, OutboxState.LEASED, OutboxState.SENDING)
_CARD: Final = "Something on my side isn't working"
_LATE: Final = timedelta(minutes=1)
_LOOK_AGAIN: Final = 0.2


@dataclass(frozen=True, slots=True)
class Account:
    """Counts; those of `wrong` are to be nothing."""

    updates: int
    """That people sent, the nonsense among them."""
    nonsense: int
    set_aside: int
    messages: int
    """Of the bot's, on screen."""
    outbox: dict[str, int]
    """Rows by state."""
    repeats: int
    faults: dict[str, int]
    wrong: dict[str, int]


async def rest(engine: AsyncEngine, telegram: Telegram, within: float) -> None:
    """Wait until Telegram keeps no update and the outbox nothing open; or for so many seconds."""
    open_ = select(func.count()).select_from(outbox).where(outbox.c.state.in_(_OPEN))
    end = asyncio.get_running_loop().time() + within
    while asyncio.get_running_loop().time() < end:
        async with engine.connect() as connection:
            waits = (await connection.execute(open_)).scalar_one()
        if not waits and not telegram.updates.pending:
            return
        await asyncio.sleep(_LOOK_AGAIN)


async def account(engine: AsyncEngine, people: Crowd, first: int) -> Account:
    """Look at a service at rest; `first` is the number of Telegram's first update."""
    telegram = people.telegram
    async with engine.connect() as connection:
        rows = (await connection.execute(select(inbox.c.update, inbox.c.state))).all()
        sent = (await connection.execute(select(outbox))).all()
        overdue = select(func.count()).select_from(timers)
        late = overdue.where(timers.c.due_at < datetime.now(UTC) - _LATE)
        stuck = (await connection.execute(late)).scalar_one()
    done = {row.update for row in rows if row.state == "done"}
    aside = [row.update for row in rows if row.state == "aside"]
    issued = set(range(first, telegram.updates.next_id))
    nonsense = sum(isinstance(one.fault, Malformed) for one in telegram.faults.log)
    counted = {row.telegram_id for row in sent if row.state == OutboxState.SENT}
    shown = {
        message.id
        for person in people.people
        for message in telegram.chat(person.id)
        if message.from_bot and not message.text.startswith(_CARD)
    }
    perhaps = sum(row.repeats + (row.state == OutboxState.UNCERTAIN) for row in sent)
    wrong = {
        "updates lost": max(0, len(issued - done) - nonsense),
        "updates from nowhere": len(done - issued),
        "updates waiting": len(rows) - len(done) - len(aside),
        "updates set aside that were sound": max(0, len(aside) - nonsense),
        "messages open": sum(row.state in _OPEN for row in sent),
        "messages failed": sum(row.state == OutboxState.FAILED for row in sent),
        "messages lost": len(counted - shown - {None}),
        "messages from nowhere": max(0, len(shown - counted) - perhaps),
        "timers stuck": stuck,
    }
    return Account(
        updates=len(issued),
        nonsense=nonsense,
        set_aside=len(aside),
        messages=len(shown),
        outbox=dict(Counter(str(row.state) for row in sent)),
        repeats=sum(row.repeats for row in sent),
        faults=dict(Counter(type(one.fault).__name__ for one in telegram.faults.log)),
        wrong={what: many for what, many in wrong.items() if many},
    )
