"""What the wizard is told with every press, and what it asks to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.schedule.quiet import when_awake

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.counsel.dayword import Names
    from bot.counsel.wizard.vocabulary import Vocabulary
    from bot.schedule.ahead import Course
    from bot.schedule.pacing import Rest
    from bot.schedule.places import Anchors
    from bot.schedule.plan import Plan


@dataclass(frozen=True, slots=True)
class Facts:
    """The client as they are now, as far as planning goes."""

    label: str
    """The counselor's word for them."""
    now: datetime
    """Aware, UTC."""
    zone: ZoneInfo
    """The client's."""
    titles: Mapping[str, str]
    """The check-ins there are to plan, by name, in the order to offer them."""
    courses: Sequence[Course]
    """All the client's plans as they stand, the earlier-made first."""
    anchors: Anchors
    rest: Rest
    key: bytes
    """What random minutes are drawn from."""
    names: Names
    """What the counselor's language calls days and times."""
    known: Vocabulary
    """What is listened for in any language."""
    reachable: bool = True
    """Prompts are on, and they can be written to."""

    @property
    def today(self) -> date:
        """The date where the client is."""
        return self.now.astimezone(self.zone).date()

    @property
    def awake_at(self) -> datetime:
        """When the client's quiet hours are over; aware, UTC. Not after `now`: they are not on."""
        return when_awake(self.now, self.rest.quiet, self.zone)

    def title_of(self, name: str) -> str:
        """Give a check-in's title; its name, if there is no such check-in any more."""
        return self.titles.get(name, name)


@dataclass(frozen=True, slots=True)
class Save:
    """Keep this plan, if the one kept now is still of the version that was begun with."""

    plan: Plan
    base: int
    """0: there was none."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the client whether more than their cap would be fine."""

    most: int
    """Check-ins on one day."""


Deed = Save | Ask
