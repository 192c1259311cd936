"""A visit: one happening in one client's life, within one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.people import Client, ClientId, Standing
from bot.screens.screen import line
from bot.services import discreet
from bot.services.happening import Happening
from bot.services.shelf import authors, shelf

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.episode import Operator
    from bot.interview.script import Script
    from bot.message import Message
    from bot.ports import Work
    from bot.services.house import House


@dataclass(slots=True)
class Visit(Happening):
    """The client as they are now, the open transaction, and what has been said in it."""

    client: Client
    stranger: bool
    """Nothing is kept of this person yet, and nothing need be."""
    _authors: Mapping[str, str]
    """Whose each check-in is that a counselor wrote, once the shelf was asked for."""
    goes: str | None
    """The check-in that begins once all is said of the one that has just ended."""
    knocked: bool
    """A plain line has gone out already, for what this keeps back."""
    operator: Operator | None
    """Whose chat this is too, where it was asked for."""

    def __init__(
        self,
        house: House,
        work: Work,
        client: Client,
        now: datetime,
        written_at: datetime | None = None,
        *,
        stranger: bool = False,
    ) -> None:
        """Begin with whom it happens to, and when; both instants are aware UTC."""
        Happening.__init__(self, house, work, now, written_at, "", None)
        self.client = client
        self.stranger = stranger
        self._authors = {}
        self.goes = None
        self.knocked = False
        self.operator = None

    @property
    def chat(self) -> int:
        """Where the client is written to."""
        return self.client.chat

    @property
    def locale(self) -> str:
        """The client's language."""
        return self.client.locale

    @property
    def zone(self) -> ZoneInfo:
        """The client's zone."""
        return self.client.zoneinfo

    @property
    def owner(self) -> ClientId | None:
        """The client, once they have agreed: before that their key may go any moment."""
        return None if self.client.standing is Standing.ARRIVING else self.client.id

    async def stock(self) -> Mapping[str, Script]:
        """Read the check-ins that the client can begin."""
        owns = await self.work.owns.published(self.client.id)
        self._authors = await authors(self.work, owns)
        return await shelf(self.work, self.house, owns)

    def title(self, checkin: str) -> str:
        """Give a check-in's title; of a counselor's own with whose it is."""
        title = Happening.title(self, checkin)
        if checkin not in self._authors:
            return title
        return self.text(line("own.from", title=title, counselor=self._authors[checkin]))

    async def _queue(self, message: Message) -> None:
        await discreet.queue(self, message)

    async def meet(self) -> None:
        """Keep somebody new from now on."""
        if self.stranger:
            await self.work.clients.add(self.client)
            self.stranger = False

    async def change(self, **fields: Any) -> None:  # noqa: ANN401 - the fields of Client, checked by replace
        """Keep the client with these fields changed."""
        self.client = replace(self.client, **fields)
        if not self.stranger:
            await self.work.clients.save(self.client)
