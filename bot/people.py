"""The people: who a client and a counselor are to Stillwater, and what they settled about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NewType
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

ClientId = NewType("ClientId", str)
"""32 hexadecimal digits, random; says nothing about the person."""

CounselorId = NewType("CounselorId", str)
"""32 hexadecimal digits, random."""

HELD: Final = "held"
"""The profile's word for since when prompts and the mirror hold; UTC, ISO 8601."""
OPENED: Final = "invite"
"""And for the id of an invitation that is opened and not answered yet."""


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
class Caps:
    """The most that is sent, over all plans: the client's own limits."""

    day: int = 1
    """Scheduled check-ins on a local day."""
    week: int | None = None
    """In a local week, Monday to Sunday; None: as many as the plans hold."""


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
    caps: Caps = field(default_factory=Caps)
    paused_until: datetime | None = None
    """Aware, UTC; None with PAUSED means until the client resumes."""
    discreet: bool = True
    """A scheduled message says only that it is time; the words come after a tap."""
    mirror_rests_until: datetime | None = None
    """Aware, UTC; after words that safety caught, nothing is mirrored until then."""
    gone_at: datetime | None = None
    """Since when they cannot be reached: the bot is blocked, or they left Telegram; aware, UTC."""
    enrolled_at: datetime | None = None
    """When they agreed to take part; aware, UTC."""
    seen_at: datetime | None = None
    """When something last came from them, to the hour or so; aware, UTC."""
    woken_at: datetime | None = None
    """When they last answered or chose their rhythm: no silence before it counts; aware, UTC."""
    pressed: int | None = None
    """Telegram's id of the message whose keys were last pressed: a second tap comes too late."""
    profile: Mapping[str, str] = field(default_factory=dict)
    """What the client named: `thing` (what to call it), `slip` (their own word for one), `risky`
    (the hour of their week that is hardest, as `schedule.risky` writes it), `phone` (the number for
    whoever is told that they may be in danger), `contact` (whom they would tell themselves),
    `lock-line` (the line that their locked screen shows: one of ours by its id, or their own).

    And what is noted to be asked at the right time: `wish` (what a time that is asked for is meant
    for), `taper` (the day from which fewer check-ins may be offered, or `settled`), `hours` (the
    last day they were here, and the hours at which such days began), `zone-asked` (the day),
    `mydata` (when their own file was made last, and a hash of what was in it), and what
    `services.notes` reads and writes: a slip, check-ins left alone, answers that led nowhere.
    Of safety, which no check-in remembers: `held` (since when prompts and the mirror
    hold), `heard` (their last messages, for words that are spread over several)."""

    @property
    def held(self) -> bool:
        """Whether prompts and the mirror hold after an urgent moment, until their own tap."""
        return HELD in self.profile

    @property
    def here(self) -> bool:
        """Whether they take part just now, as far as it is for them to say."""
        return self.standing is Standing.ACTIVE and self.gone_at is None

    @property
    def reachable(self) -> bool:
        """Whether a scheduled message may be sent at all."""
        return self.here and not self.held

    def mirror_rests(self, now: datetime) -> bool:
        """Say whether nothing is mirrored at an instant (aware)."""
        until = self.mirror_rests_until
        return self.held or (until is not None and now < until)

    @property
    def zoneinfo(self) -> ZoneInfo:
        """The client's zone."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True)
class Hours:
    """When a counselor works, on their own clock: clients are shown it as when somebody reads."""

    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    """ISO weekdays, 1 is Monday; ascending, each once."""
    start: time = time(9, 0)
    end: time = time(17, 0)


@dataclass(frozen=True, slots=True)
class Counselor:
    """One counselor: who sets up plans, for clients of their own and nobody else's."""

    id: CounselorId
    chat: int
    """The Telegram chat id; sealed at rest, never logged."""
    created_at: datetime
    """Aware, UTC."""
    name: str
    """As the operator gave it; clients see it. Sealed at rest, never logged."""
    locale: str = "en"
    zone: str = "UTC"
    """IANA name."""
    hours: Hours = field(default_factory=Hours)
    settled: bool = False
    """They have read what they will and won't see, and set zone and hours."""
    suspended: bool = False
    """By the operator: they see nothing and change nothing until that is lifted."""
    overview_day: int | None = None
    """ISO weekday on which the overview comes by itself; None: only when they ask."""
    gone_at: datetime | None = None
    """Since when they cannot be reached; aware, UTC."""
    pressed: int | None = None
    """Telegram's id of the message whose keys were last pressed."""
    away_until: datetime | None = None
    """Not at work until then, whatever the hours say; aware, UTC."""
    cover: CounselorId | None = None
    """Who is told of alerts before them while they are not at work."""

    @property
    def reachable(self) -> bool:
        """Whether anything may be sent that they did not ask for."""
        return not self.suspended and self.gone_at is None

    @property
    def zoneinfo(self) -> ZoneInfo:
        """The counselor's zone."""
        return ZoneInfo(self.zone)
