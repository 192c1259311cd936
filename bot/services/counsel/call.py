"""A call: one happening in one counselor's life, within one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.people import ClientId, Counselor
from bot.services.happening import Happening
from bot.services.shelf import shelf
from bot.services.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.care import Care
    from bot.counsel.written.looked import Looked
    from bot.interview.script import Script
    from bot.ports import Work
    from bot.services.house import House


@dataclass(slots=True)
class Call(Happening):
    """The counselor as they are now, the open transaction, and what has been said in it."""

    counselor: Counselor
    about: ClientId | None
    """Whose words are told here; None as long as nobody's are."""
    looked: Looked | None
    """What came of looking at the check-in that they sent or wrote, once that was done."""

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
        self.about = None
        self.looked = None

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
        """The client whose words are told; else nobody: the service's key seals it."""
        return self.about

    async def stock(self) -> Mapping[str, Script]:
        """Read the packaged check-ins and those that the counselor wrote."""
        owns = await self.work.owns.by(self.counselor.id)
        return await shelf(self.work, self.house, owns)

    async def change(self, **fields: Any) -> None:  # noqa: ANN401 - the fields of Counselor, checked by replace
        """Keep the counselor with these fields changed."""
        self.counselor = replace(self.counselor, **fields)
        await self.work.counselors.save(self.counselor)

    async def own(self, client: str) -> tuple[Care, Visit] | None:
        """Give a client of this counselor's, as a visit to them; None for anybody else's.

        Whatever names a client comes from a button, and buttons can be forged: this is the one
        way from a counselor to a client. The client is held before it is read whose they are: they
        may be moving just now.
        """
        found = await self.work.clients.get(ClientId(client))
        care = None if found is None else await self.work.cares.of(found.id)
        if found is None or care is None or care.counselor != self.counselor.id:
            return None
        visit = Visit(self.house, self.work, found, self.now)
        visit.drawn = self.drawn
        return care, visit
