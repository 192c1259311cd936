"""Somebody sent more than is read: they are told so once, and who is there if it can't wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.people import Client, ClientId
from bot.screens import flood
from bot.services.counsel.call import Call
from bot.services.visit import Visit

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.ports import Work
    from bot.services.house import House


@dataclass(frozen=True, slots=True)
class Flooded:
    """Tells people; `pause` is how long they are left out."""

    house: House
    pause: timedelta

    async def tell(self, update: int, chat: int, language: str) -> None:
        """Tell whoever writes in a private chat, and mark the inbox row as done with it.

        `language` is an IETF tag, for whoever is not known yet.
        """
        async with self.house.works() as work:
            if await work.inbox.done(update):
                happening = await self._whose(work, chat, language)
                country = self.house.country_of(str(happening.zone))
                minutes = round(self.pause.total_seconds() / 60)
                await happening.show(flood.screen(country, minutes))
        self.house.wake()

    async def _whose(self, work: Work, chat: int, language: str) -> Visit | Call:
        now = self.house.clock.now()
        if (client := await work.clients.by_chat(chat)) is not None:
            return Visit(self.house, work, client, now, now)
        if (counselor := await work.counselors.by_chat(chat)) is not None:
            return Call(self.house, work, counselor, now, now)
        locale = self.house.voice.nearest(language)
        somebody = Client(ClientId(uuid4().hex), chat, created_at=now, locale=locale)
        return Visit(self.house, work, somebody, now, now, stranger=True)
