"""The heart: what must go on in this process, and whether it does."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from bot.services.readiness import Pulse

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports import Clock
    from bot.services.readiness import Door
    from bot.services.tick import Tick

STUCK: Final = timedelta(minutes=15)
"""So long no knock of the scheduler's takes without asking again what is due."""


class Entrance(Protocol):
    """How updates come in."""

    @property
    def door(self) -> Door:
        """Which way they come at the moment."""
        ...

    @property
    def polled(self) -> datetime | None:
        """When a poll was last completed here; aware, UTC."""
        ...

    async def run(self) -> None:
        """Let them in until stopped; raises what makes that impossible."""
        ...

    def stop(self) -> None:
        """Let no more in; `run` ends when what is being kept is kept."""
        ...


@dataclass(slots=True)
class Heart:
    """What must go on in this process."""

    entrance: Entrance
    tick: Tick
    clock: Clock
    started: datetime
    """Aware, UTC."""
    knocked: float = field(init=False, default_factory=time.monotonic)
    """When a knock last came to its end, well or not, by the machine's own clock."""

    def pulse(self) -> Pulse:
        """Say when each last did what it must go on doing."""
        return Pulse(self.entrance.door, self.started, self.entrance.polled, self.tick.asked)

    def beats(self) -> bool:
        """Say whether it goes on, so far as starting anew would mend it.

        A store or a Telegram that is away does not count; a knock that hangs does.
        """
        asked = self.tick.asked or self.started
        working = self.clock.now() - asked < STUCK  # it may have very much to do
        return working or time.monotonic() - self.knocked < STUCK.total_seconds()
