"""The people: who a client is to Stillwater, and what they settled about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, NewType
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

ClientId = NewType("ClientId", str)
"""32 hexadecimal digits, random; says nothing about the person."""


class Standing(StrEnum):
    """How a client stands with the service."""

    ARRIVING = "arriving"
    """Has written, has not agreed yet."""
    ACTIVE = "active"
    PAUSED = "paused"
    """Prompts rest until `paused_until`, or until the client resumes."""
    STOPPED = "stopped"
    """No prompts; what was kept stays kept."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing is sent: wall times in the client's zone, may cross midnight."""

    start: time = time(22, 0)
    """First quiet minute."""
    end: time = time(8, 0)
    """First minute that is not quiet; equal to `start` means no quiet hours."""


@dataclass(frozen=True, slots=True)
class Client:
    """One client: where to write to them, in which language and when."""

    id: ClientId
    chat: int
    """The Telegram chat id; sealed at rest, never logged."""
    created_at: datetime
    """Aware, UTC."""
    name: str = ""
    """As Telegram gave it, once they have agreed; sealed at rest, never logged."""
    locale: str = "en"
    zone: str = "UTC"
    """IANA name."""
    standing: Standing = Standing.ARRIVING
    consent: str | None = None
    """Version of the consent text the client agreed to."""
    adult: bool = False
    quiet: Quiet = field(default_factory=Quiet)
    paused_until: datetime | None = None
    """Aware, UTC; None with PAUSED means until the client resumes."""
    discreet: bool = True
    """A scheduled message says only that it is time; the words come after a tap."""
    mirror_rests_until: datetime | None = None
    """Aware, UTC; after words that safety caught, nothing is mirrored until then."""
    gone_at: datetime | None = None
    """Since when they cannot be reached: the bot is blocked, or they left Telegram; aware, UTC."""
    pressed: int | None = None
    """Telegram's id of the message whose keys were last pressed: a second tap comes too late."""
    profile: Mapping[str, str] = field(default_factory=dict)
    """What the client named: `thing` (what to call it), `slip` (their own word for one)."""

    @property
    def reachable(self) -> bool:
        """Whether a scheduled message may be sent at all."""
        return self.standing is Standing.ACTIVE and self.gone_at is None

    @property
    def zoneinfo(self) -> ZoneInfo:
        """The client's zone."""
        return ZoneInfo(self.zone)
