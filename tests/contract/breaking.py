"""A store that breaks off at any call, and deeds that are tried again until they are done."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from bot.arrival import Tapped
from bot.ports import TimerKind
from tests.bot.services.bubble import chosen_by
from tests.bot.services.room import ANN, BEN, DANA, ELI, Room

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.arrival import What
    from bot.ports import Work, Works

CHATS = (ANN, BEN, DANA, ELI)


class Broken(Exception):  # noqa: N818 - what breaks off is no error of anybody's
    """The process ended here."""


@dataclass
class Store:
    """A store that breaks off at the nth call from now on, or as that many were made; 0: never."""

    inner: Works
    nth: int = 0

    @asynccontextmanager
    async def works(self) -> AsyncIterator[Work]:
        async with self.inner() as work:
            yield cast("Work", _Part(work, self))
            self.called()

    def called(self) -> None:
        self.nth -= bool(self.nth)
        if self.breaks:
            raise Broken

    @property
    def breaks(self) -> bool:
        return self.nth == 1


class _Part:
    """A unit of work or a repository of it; whatever is asked of it counts."""

    def __init__(self, inner: object, store: Store) -> None:
        self._inner = inner
        self._store = store

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the store has
        found = getattr(self._inner, name)
        if not callable(found):
            return _Part(found, self._store)

        async def call(*given: object, **named: object) -> object:
            self._store.called()
            return await found(*given, **named)

        return call


@dataclass
class Deeds:
    """A room over such a store."""

    room: Room
    store: Store
    times: int = 0

    async def at_every_call(self, deed: Callable[[], Awaitable[object]]) -> None:
        """Break a deed off at its first call, at its second, and so on until it is done."""
        before = await self.all()
        for nth in count(2):
            self.store.nth = nth
            try:
                await deed()
            except Broken:
                self.store.nth = 0
                self.times += 1
                assert await self.all() == before
            else:
                break
        self.store.nth = 0
        assert await self.all() != before
        await self.room.deliver()

    async def happens(self, what: What, chat: int, message: int | None = None) -> None:
        await self.at_every_call(lambda: self.room.happen(what, chat, message, deliver=False))

    async def taps(self, chat: int, *choices: str) -> None:
        for choice in choices:
            bubble, button = next(
                (bubble, button)
                for bubble in reversed(self.room.on_screen(chat))
                for button in bubble.keys.values()
                if choice in {button.label, chosen_by(button)}
            )
            tapped = Tapped(button.does, bubble.text, button.label)
            await self.happens(tapped, chat, bubble.id)

    async def all(self) -> list[object]:
        """Read everything that any of these deeds changes."""
        found: list[object] = []
        async with self.store.works() as work:
            counselors = await work.counselors.all()
            found += [counselors, await work.invites.of(None), await work.outbox.depth()]
            found += [await work.timers.next_due(kind) for kind in TimerKind]
            for one in counselors:
                found += [await work.invites.of(one.id), await work.cares.clients_of(one.id)]
                found.append(await work.drafts.get(one.id))
            for chat in CHATS:
                found += await _client(work, chat)
        return found


async def _client(work: Work, chat: int) -> list[object]:
    client = await work.clients.by_chat(chat)
    if client is None:
        return [None]
    return [
        client,
        await work.consents.of(client.id),
        await work.conversations.current(client.id),
        await work.plans.of(client.id),
        await work.plans.waiting(client.id),
        await work.briefs.of(client.id),
        [(one, await work.episodes.history(one.id)) for one in await work.episodes.of(client.id)],
    ]
