"""The intake: raw updates become inbox rows, whatever they look like, before anybody acts on them.

Nothing is understood here but where an update came from, whether it is urgent, and whether its
chat has sent more than can be read. Weighing words costs time, so others have a turn in between.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, Protocol

import structlog

from bot.errors import Overfull
from bot.ports import Received, Unmetered
from bot.ports.meters import Arrival
from bot.services.flood import Flood, Way, together
from handlers.envelope import Envelope, envelope
from handlers.metered import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.ports import Clock, Meters, Works
    from handlers.buttons import Buttons

log = structlog.get_logger(__name__)

BATCH: Final = 100
"""The most that Telegram gives at once: so many, and there may be more."""
FULL: Final = 20_000
"""Rows that wait in the inbox; from then on only what is urgent is kept, and the rest stays where
it is, with Telegram, until there is room."""
KEEPING: Final = 30.0
"""Seconds that a store may take; one that is silent keeps as little as one that is away."""
WEIGHED: Final = 4096
"""Characters of what was left out that are weighed together."""


class Takes(Protocol):
    """The processor, as seen from here."""

    @property
    def behind(self) -> bool:
        """Whether the inbox keeps more than is held there."""
        ...

    def admits(self, rows: Sequence[Received]) -> frozenset[int]:
        """Say which rows may come straight in once they are kept."""
        ...

    def take(
        self,
        rows: Sequence[Received],
        *,
        more: bool = False,
        left: bool = False,
        strays: bool = False,
    ) -> None:
        """Take admitted rows that the inbox keeps.

        `more` may come at once; others were `left` to the inbox; `strays` are in nobody's hands.
        """
        ...


class Listens(Protocol):
    """Says of words whether they can't wait; pure."""

    def asks(self, text: str) -> bool:
        """Say whether help is asked for in so many words; this costs next to nothing."""
        ...

    def sounds(self, text: str) -> bool:
        """Say whether words sound as if somebody is in danger."""
        ...


class Intake:
    """Keeps what was fetched."""

    def __init__(
        self,
        works: Works,
        processor: Takes,
        clock: Clock,
        listens: Listens,
        buttons: Buttons,
        flood: Flood | None = None,
        meters: Meters | None = None,
        within: float = KEEPING,
    ) -> None:
        self.left_out = 0
        """How many updates were left out so far."""
        self._works = works
        self._processor = processor
        self._clock = clock
        self._listens = listens
        self._buttons = buttons
        self._flood = flood or Flood()
        self._meters = meters or Unmetered()
        self._within = within

    async def keep(self, batch: Iterable[object], works: Works | None = None) -> None:
        """Keep a batch in one transaction, one of `works` if given, then let it be handled.

        Raises StoreError or TimeoutError if it is not: then Telegram must not be told that it is.
        """
        now = self._clock.now()
        came = [one for raw in batch if (one := envelope(raw)) is not None]
        ways = [(one, self._flood.comes(one.chat, now)) for one in came]
        became: dict[int, Arrival] = {}
        try:
            async with asyncio.timeout(self._within):
                await self._keep(ways, now, became, works or self._works)
        except BaseException:
            for one, way in ways:
                self._flood.undo(one.chat, way)
            raise
        finally:
            for one, _ in ways:
                self._meters.arrived(kind_of(one.raw), became.get(one.update, Arrival.UNKEPT))
        self.left_out += sum(way is not Way.READ for _, way in ways)

    async def _keep(
        self,
        ways: Sequence[tuple[Envelope, Way]],
        now: datetime,
        became: dict[int, Arrival],
        works: Works,
    ) -> None:
        rows = [await self._read(one, now) for one, way in ways if way is Way.READ]
        beyond: dict[int, list[Envelope]] = {}
        for one, way in ways:
            if way is not Way.READ:
                beyond.setdefault(one.chat, []).append(one)
        for chat, left in beyond.items():
            rows += await self._spared(chat, left, now)
        read = {row.update for row in rows}
        told = [one for one, way in ways if way is Way.TELL and one.private]
        rows += [_empty(one, now) for one in told if one.update not in read]
        if not rows:
            became |= {one.update: Arrival.LEFT_OUT for one, _ in ways}
            return
        async with works() as work:
            full = self._processor.behind and await work.inbox.open() >= FULL
            kept = [row for row in rows if row.urgent] if full else rows
            admitted = self._processor.admits(kept)
            added = await work.inbox.add(kept, admitted)
        became |= {one.update: Arrival.LEFT_OUT for one, _ in ways if one.update not in read}
        for row in kept:
            if row.update in read:
                became[row.update] = Arrival.KEPT if row.update in added.new else Arrival.REPEATED
        here = {row.update: row for row in kept if row.update in added.here}
        self._processor.take(
            list(here.values()),
            # A batch from which something was left out is no crowd: nobody need wait for its end.
            more=len(rows) >= BATCH,
            left=not admitted.issuperset(row.update for row in kept),
            strays=bool(added.new & admitted - added.here),
        )
        if len(kept) < len(rows):
            log.warning("inbox.full", count=len(rows) - len(kept))
            raise Overfull

    async def _read(self, one: Envelope, now: datetime) -> Received:
        body = one.body
        if body is None:
            return _empty(one, now)
        presses = one.presses(self._buttons)
        return _row(one, body, now, urgent=presses or await self._cannot_wait(one.texts))

    async def _cannot_wait(self, texts: Sequence[str]) -> bool:
        for text in texts:
            if self._listens.asks(text):
                return True
            await asyncio.sleep(0)
            if self._listens.sounds(text):
                return True
        return False

    async def _spared(self, chat: int, left: Sequence[Envelope], now: datetime) -> list[Received]:
        """Give what is kept even of a chat that is left out: asking for help, or sounding like it.

        Its words are weighed all together; only if they sound like it is each looked at.
        """
        asks = (
            one
            for one in left
            if one.presses(self._buttons) or any(map(self._listens.asks, one.texts))
        )
        found = next(asks, None) or await self._sounding(chat, left, now)
        body = None if found is None else found.body
        if found is None or body is None or not self._flood.helps(chat, now):
            return []
        return [_row(found, body, now, urgent=True)]

    async def _sounding(
        self, chat: int, left: Sequence[Envelope], now: datetime
    ) -> Envelope | None:
        texts = [text for one in left for text in one.texts]
        if not texts or not self._flood.listens(chat, now):
            return None
        await asyncio.sleep(0)
        if not self._listens.sounds(together(texts, WEIGHED)):
            return None
        for one in reversed(left):
            if await self._cannot_wait(one.texts):
                return one
        return None


def _row(one: Envelope, body: str, now: datetime, *, urgent: bool) -> Received:
    return Received(one.update, one.chat, body, now, urgent=urgent)


def _empty(one: Envelope, now: datetime) -> Received:
    """Keep who is to be told that they sent more than can be read; that comes first."""
    return _row(one, one.empty, now, urgent=True)
