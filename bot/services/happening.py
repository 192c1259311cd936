"""A happening: something in somebody's life, within one transaction, and what is said in it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.message import Button, Message, MessageId, Purpose
from bot.screens.screen import Screen, line
from bot.services.drawing import Drawing, NotDrawn
from bot.services.seeking import Sought

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.interview.conversation import ConversationId
    from bot.interview.script import Script
    from bot.interview.turn import Line
    from bot.people import ClientId
    from bot.ports import Work
    from bot.services.house import House


@dataclass(slots=True)
class Happening:
    """The house, the open transaction, and whom to answer."""

    house: House
    work: Work
    now: datetime
    """Aware, UTC."""
    written_at: datetime | None
    """When what arrived was written, by Telegram's clock; aware, UTC."""
    toast: str
    """What the tapped button shows at once."""
    _shelf: Mapping[str, Script] | None
    """Read when it is first asked for."""
    drawn: Mapping[Drawing, bytes] = field(init=False, default_factory=dict)
    """Pictures at hand."""
    sought: Sought = field(init=False, default_factory=Sought)
    """What was looked up elsewhere."""

    @property
    @abstractmethod
    def chat(self) -> int:
        """Where they are written to."""

    @property
    @abstractmethod
    def locale(self) -> str:
        """Their language."""

    @property
    @abstractmethod
    def zone(self) -> ZoneInfo:
        """Where their clock is."""

    @property
    @abstractmethod
    def owner(self) -> ClientId | None:
        """Whose key seals what they are sent; None: the service's."""

    @abstractmethod
    async def stock(self) -> Mapping[str, Script]:
        """Read the check-ins there are for them."""

    async def shelf(self) -> Mapping[str, Script]:
        """Give every check-in there is for them, by name; from then on `title` knows them all."""
        if self._shelf is None:
            self._shelf = await self.stock()
        return self._shelf

    async def checkin(self, name: str) -> Script | None:
        """Give a check-in by its name, in its newest version; None if there is none for them."""
        return self.house.library.get(name) or (await self.shelf()).get(name)

    @property
    def today(self) -> date:
        """The date where they are."""
        return self.now.astimezone(self.zone).date()

    def text(self, *lines: Line) -> str:
        """Put lines into their language."""
        return self.house.voice.say(lines, self.locale, self.today)

    def title(self, checkin: str) -> str:
        """Give a check-in's title in their language; of one there is no more, what it was.

        Counselors' own are known once the shelf was asked for.
        """
        script = (self._shelf or self.house.library).get(checkin)
        if script is None:
            return self.text(line("own.gone"))
        return self.house.voice.title(script, self.locale)

    def blink(self, line: Line) -> None:
        """Show a line at once on the button that was tapped."""
        self.toast = self.text(line)

    def picture(self, by: Callable[[Any], bytes], of: Hashable) -> bytes:
        """Give what `by` draws of something; raises NotDrawn where that is still to be done."""
        drawing = Drawing(by, of)
        if drawing not in self.drawn:
            raise NotDrawn(drawing)
        return self.drawn[drawing]

    async def show(
        self,
        screen: Screen,
        *,
        edits: int | None = None,
        purpose: Purpose = Purpose.REPLY,
        occurrence: str | None = None,
        expires_at: datetime | None = None,
        picture: bytes = b"",
        document: bytes = b"",
        document_name: str = "",
        menu: tuple[tuple[str, str], ...] = (),
        quiet: bool = False,
    ) -> None:
        """Queue a screen, or let it take the place of a message on screen."""
        screen = self.framed(screen)
        text, buttons = self.house.voice.screen(screen, self.locale, self.today)
        keyboard = self.house.voice.keyboard(screen.keyboard, self.locale)
        await self.send(
            text,
            buttons,
            edits=edits,
            purpose=purpose,
            keyboard=keyboard,
            occurrence=occurrence,
            expires_at=expires_at,
            picture=picture,
            document=document,
            document_name=document_name,
            menu=menu,
            quiet=quiet,
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
        picture: bytes = b"",
        document: bytes = b"",
        document_name: str = "",
        menu: tuple[tuple[str, str], ...] = (),
        quiet: bool = False,
    ) -> None:
        """Queue a message; a text beyond Telegram's limit leaves in parts, buttons on the last.

        What no longer fits into the message it was to replace is said anew, below.
        """
        *before, last = self.house.voice.parts(text) if text else [""]
        draft = Message(
            id=MessageId(""),
            chat=self.chat,
            text="",
            created_at=self.now,
            client=self.owner,
            purpose=purpose,
            conversation=conversation,
            turn=turn,
            occurrence=occurrence,
            expires_at=expires_at,
            quiet=quiet,
            if_repeated=self.text(line("repeat")),
        )
        if before and edits is not None:
            await self._queue(replace(draft, edits=edits))
            edits = None
        for part in before:
            await self._queue(replace(draft, text=part))
        rows = tuple(tuple(row) for row in buttons)
        last_one = replace(draft, text=last, buttons=rows, edits=edits, keyboard=keyboard)
        with_files = replace(
            last_one, picture=picture, document=document, document_name=document_name, menu=menu
        )
        await self._queue(with_files)

    def framed(self, screen: Screen) -> Screen:
        """Give a screen as it leaves, with what must stand on it whoever made it."""
        return screen

    async def _queue(self, message: Message) -> None:
        await self.work.outbox.add(replace(message, id=MessageId(uuid4().hex)))
