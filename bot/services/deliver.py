"""From the outbox to the courier: in order per chat, within the rates, and never blindly twice.

A message is leased and its intent to be sent committed in one transaction; what became of it is
committed in the next. Between the two lies the only moment at which nobody can know.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.errors import NotDelivered, StoreError, SurelyNotSent, Uncertain
from bot.ports import Clock, Courier, Meters, OutboxState, Outgoing, Unmetered, Work, Works
from bot.ports.meters import Fate
from bot.services import fates
from bot.services.air import Air
from bot.services.rates import Limits, Rates

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.message import Delivered

LEASE: Final = timedelta(minutes=2)
"""Longer than the courier's own longest timeout."""


@dataclass(slots=True)
class Deliver:
    """Sends what waits, as many at once as the rates allow."""

    works: Works
    courier: Courier
    clock: Clock
    report: Callable[[str, Exception], None]
    """Told of what failed, by what it was and what kind of error, never by content."""
    limits: Limits = field(default_factory=Limits)
    at_once: int = 64
    meters: Meters = field(default_factory=Unmetered)
    air: Air = field(default_factory=Air)
    _rates: Rates = field(init=False)
    _flying: set[asyncio.Task[None]] = field(init=False, default_factory=set)
    _chats: set[int] = field(init=False, default_factory=set)
    _fates: list[tuple[int, Callable[[Work], Coroutine[Any, Any, None]]]] = field(
        init=False, default_factory=list
    )
    """Of each chat, what is to be noted."""
    _woken: asyncio.Event = field(init=False, default_factory=asyncio.Event)
    _stopping: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._rates = Rates(self.limits, self.clock.now())

    def share(self, parts: int) -> None:
        """Keep to one of so many equal parts of the limit for all chats together."""
        self._rates.share(parts, self.clock.now())

    def wake(self) -> None:
        """Say that something may be waiting."""
        self._woken.set()

    async def run(self) -> None:
        """Send whatever comes, until stopped; then finish what is in the air."""
        while not self._stopping:
            self._woken.clear()
            if not await self._try():
                await self._rest()
        await self.settle()

    def stop(self) -> None:
        """Take nothing new; `run` ends when what is in the air has landed."""
        self._stopping = True
        self._woken.set()

    async def recover(self) -> None:
        """Decide on each message whose sender died in the act; our own are in the air."""
        now = self.clock.now()
        async with self.works() as work:
            for out in await work.outbox.recover():
                if out.message.chat not in self._chats:
                    await fates.uncertain(work, out, now)
        self.wake()

    async def settle(self) -> None:
        """Wait for what is in the air, and commit what became of it."""
        while self._flying or self._fates:
            if self._flying:
                await asyncio.wait(self._flying)
            await self._commit([])

    async def round(self) -> bool:
        """Commit what is known, send what may leave now; say whether more may be waiting."""
        now = self.clock.now()
        room = min(self._rates.room(now), self.at_once - len(self._flying))
        taken: list[Outgoing] = []
        more = await self._commit(taken, room=room, now=now)
        for out in taken:
            new = out.message.edits is None
            self._rates.take(now, out.message.chat if new else None)
            self._chats.add(out.message.chat)
            self.air.leave(out.message.chat)
            task = asyncio.create_task(self._send(out))
            self._flying.add(task)
            task.add_done_callback(self._flying.discard)
        return more

    async def _try(self) -> bool:
        """Go round; a store that is away is asked again at the next knock."""
        try:
            return await self.round()
        except StoreError as error:
            self.report("delivery", error)
            return False

    async def _rest(self) -> None:
        """Wait to be woken, or for the rates to let something leave."""
        closed = self._rates.opens(self.clock.now())
        with suppress(TimeoutError):
            async with asyncio.timeout(None if closed is None else closed.total_seconds()):
                await self._woken.wait()

    async def _commit(
        self, taken: list[Outgoing], room: int = 0, now: datetime | None = None
    ) -> bool:
        """In one transaction: note the fates of what has landed, and take what leaves next.

        Say whether that was perhaps not all: there was no more room, or something had expired.
        """
        landed, self._fates = self._fates, []
        more = False
        try:
            async with self.works() as work:
                for _, note in landed:
                    await note(work)
                if room > 0 and now is not None:
                    busy = self._rates.busy(now) | self._chats
                    leased = await work.outbox.lease(now, room, LEASE, busy=frozenset(busy))
                    taken.extend([out for out in leased if await self._fit(work, out, now)])
                    more = len(leased) >= room or len(taken) < len(leased)
        except BaseException:
            self._fates = landed + self._fates
            raise
        for chat, _ in landed:
            self.air.land(chat)
        return more

    async def _fit(self, work: Work, out: Outgoing, now: datetime) -> bool:
        message = out.message
        if message.expires_at is not None and message.expires_at <= now:
            await fates.unsent(work, message, OutboxState.EXPIRED, now)
            self.meters.sent(message.purpose, Fate.EXPIRED)
            return False
        return await work.outbox.sending(message.id)

    async def _send(self, out: Outgoing) -> None:
        message = out.message
        if out.repeats and message.text and message.if_repeated:
            message = replace(message, text=f"{message.if_repeated}\n\n{message.text}")
        fate: Delivered | NotDelivered
        try:
            fate = await self.courier.deliver(message)
        except NotDelivered as error:
            fate = error
        except Exception as error:  # noqa: BLE001 - a fault of ours: perhaps it was sent by then
            self.report("delivery", error)
            fate = Uncertain()
        self._chats.discard(message.chat)
        now = self.clock.now()
        if isinstance(fate, SurelyNotSent) and fate.again_after is not None:
            self._rates.hold(now + fate.again_after)
        self._fates.append((message.chat, lambda work: fates.land(work, out, fate, now)))
        self.wake()
