"""A call: one happening in one counselor's life, within one transaction.

Whatever a counselor is shown of a client leaves by here, so here alone it is noted who looked at
what, that such records may not be passed on, and whom a message tells of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bot.looks import Look, Seen
from bot.people import ClientId, Counselor
from bot.roles import Action, may, toward
from bot.screens.screen import Screen, line
from bot.services.happening import Happening
from bot.services.shelf import shelf
from bot.services.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.care import Care
    from bot.counsel.written.looked import Looked
    from bot.interview.script import Script
    from bot.message import Message
    from bot.ports import Work
    from bot.services.house import House

NOTICE: Final = "brief.notice"
"""The phrase of the notice that a disclosure goes with (42 CFR 2.32)."""
BARE: Final = frozenset({Seen.PLANS, Seen.BRIEF})
"""What is shown without it: a counselor's own plans, and briefs, whose text has it already."""


@dataclass(slots=True)
class Call(Happening):
    """The counselor as they are now, the open transaction, and what has been said in it."""

    counselor: Counselor
    looked: Looked | None
    """What came of looking at the check-in that they sent or wrote, once that was done."""
    shows: dict[ClientId, Seen]
    """What is on screen of whom in whatever is sent from now on."""
    noted: set[tuple[ClientId, Seen]]
    """The looks that are on record already."""
    copied: bool
    """It is meant for the counselor's own record, so Telegram may let it be copied."""

    def __init__(
        self,
        house: House,
        work: Work,
        counselor: Counselor,
        now: datetime,
        written_at: datetime | None = None,
    ) -> None:
        """Begin with whom it happens to, and when; both instants are aware UTC."""
        Happening.__init__(self, house, work, now, written_at, "", None)
        self.counselor = counselor
        self.looked = None
        self.shows = {}
        self.noted = set()
        self.copied = False

    @property
    def chat(self) -> int:
        """Where the counselor is written to."""
        return self.counselor.chat

    @property
    def locale(self) -> str:
        """The counselor's language."""
        return self.counselor.locale

    @property
    def zone(self) -> ZoneInfo:
        """The counselor's zone."""
        return self.counselor.zoneinfo

    @property
    def owner(self) -> ClientId | None:
        """The one client who is told of; of several, or nobody, the service's key seals it."""
        return next(iter(self.shows)) if len(self.shows) == 1 else None

    async def stock(self) -> Mapping[str, Script]:
        """Read the packaged check-ins and those that the counselor wrote."""
        owns = await self.work.owns.by(self.counselor.id)
        return await shelf(self.work, self.house, owns)

    async def change(self, **fields: Any) -> None:  # noqa: ANN401 - the fields of Counselor, checked by replace
        """Keep the counselor with these fields changed."""
        self.counselor = replace(self.counselor, **fields)
        await self.work.counselors.save(self.counselor)

    async def own(self, client: str, seen: Seen | None) -> tuple[Care, Visit] | None:
        """Give a client of this counselor's, as a visit to them; None for anybody else's.

        Whatever names a client comes from a button, and buttons can be forged: this is the one
        way from a counselor to a client. The client is held before it is read whose they are: they
        may be moving just now. `seen` is what will be shown of them; None: nothing but the label,
        which is the counselor's own word.
        """
        found = await self.work.clients.get(ClientId(client))
        care = None if found is None else await self.work.cares.of(found.id)
        if found is None or care is None or not may(toward(self.counselor, care), Action.LOOK):
            return None
        if seen is not None:
            self.saw(seen, found.id)
        visit = Visit(self.house, self.work, found, self.now)
        visit.drawn = self.drawn
        return care, visit

    def saw(self, seen: Seen, *clients: ClientId) -> None:
        """Let whatever is shown from now on count as a look at this of these clients."""
        self.shows |= dict.fromkeys(clients, seen)

    def spare(self, client: ClientId) -> None:
        """Let what is shown from now on be no look at this client: nothing of theirs is in it."""
        self.shows.pop(client, None)

    def framed(self, screen: Screen) -> Screen:
        """Give a screen with the notice, where something of a client's is on it."""
        notice = line(NOTICE)
        if notice in screen.lines or BARE.issuperset(self.shows.values()):
            return screen
        return replace(screen, lines=(*screen.lines, notice))

    async def _queue(self, message: Message) -> None:
        """Queue a message, and note at whom the counselor looks with it."""
        new = {one: None for one in self.shows.items() if one not in self.noted}
        await self.work.looks.add(self._looks(new))
        self.noted |= new.keys()
        protected = bool(self.shows) and not self.copied
        told = replace(message, tells=tuple(self.shows.items()), protected=protected)
        await Happening._queue(self, told)  # noqa: SLF001 - slots leave `super` no way

    def _looks(self, shown: Iterable[tuple[ClientId, Seen]]) -> list[Look]:
        return [Look(client, self.counselor.id, seen, self.now) for client, seen in shown]
