"""A visit: one happening in one client's life, within one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.message import Button, Message, MessageId, Purpose
from bot.people import Client, Standing
from bot.screens.screen import Screen, line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.interview.conversation import ConversationId
    from bot.interview.turn import Line
    from bot.ports import Work
    from bot.services.house import House


@dataclass(slots=True)
class Visit:
    """The client as they are now, the open transaction, and what has been said in it."""

    house: House
    work: Work
    client: Client
    now: datetime
    """Aware, UTC."""
    written_at: datetime | None = None
    """When what arrived was written, by Telegram's clock; aware, UTC."""
    stranger: bool = False
    """Nothing is kept of this person yet, and nothing need be."""
    toast: str = ""
    """What the tapped button shows at once."""

    @property
    def today(self) -> date:
        """The date where the client is."""
        return self.now.astimezone(self.client.zoneinfo).date()

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

    def text(self, *lines: Line) -> str:
        """Put lines into the client's language."""
        return self.house.voice.say(lines, self.client.locale, self.today)

    def blink(self, line: Line) -> None:
        """Show a line at once on the button that was tapped."""
        self.toast = self.text(line)

    async def show(
        self,
        screen: Screen,
        *,
        edits: int | None = None,
        purpose: Purpose = Purpose.REPLY,
        occurrence: str | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Queue a screen, or let it take the place of a message on screen."""
        text, buttons = self.house.voice.screen(screen, self.client.locale, self.today)
        keyboard = self.house.voice.keyboard(screen.keyboard, self.client.locale)
        await self.send(
            text,
            buttons,
            edits=edits,
            purpose=purpose,
            keyboard=keyboard,
            occurrence=occurrence,
            expires_at=expires_at,
        )

    async def send(
        self,
        text: str,
        buttons: Sequence[Sequence[Button]] = (),
        *,
        edits: int | None = None,
        purpose: Purpose = Purpose.REPLY,
        keyboard: tuple[tuple[str, ...], ...] = (),
        conversation: ConversationId | None = None,
        turn: int | None = None,
        occurrence: str | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Queue a message; a text beyond Telegram's limit leaves in parts, buttons on the last.

        What no longer fits into the message it was to replace is said anew, below. To somebody
        who has not agreed it leaves under the service key: theirs may go any moment.
        """
        *before, last = self.house.voice.parts(text) if text else [""]
        draft = Message(
            id=MessageId(""),
            chat=self.client.chat,
            text="",
            created_at=self.now,
            client=None if self.client.standing is Standing.ARRIVING else self.client.id,
            purpose=purpose,
            conversation=conversation,
            turn=turn,
            occurrence=occurrence,
            expires_at=expires_at,
            if_repeated=self.text(line("repeat")),
        )
        if before and edits is not None:
            await self._queue(replace(draft, edits=edits))
            edits = None
        for part in before:
            await self._queue(replace(draft, text=part))
        rows = tuple(tuple(row) for row in buttons)
        await self._queue(replace(draft, text=last, buttons=rows, edits=edits, keyboard=keyboard))

    async def _queue(self, message: Message) -> None:
        await self.work.outbox.add(replace(message, id=MessageId(uuid4().hex)))
