"""Care: the tie between a client and their counselor, and the invitation that it begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NewType
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.people import Client, ClientId, CounselorId

InviteId = NewType("InviteId", str)
"""32 hexadecimal digits, random; not the code that opens it."""

GOOD_FOR: Final = timedelta(days=14)
"""How long an invitation can be opened."""

SILENT: Final = timedelta(weeks=2)
"""How long nothing comes from a client before it is a silence."""


class Share(StrEnum):
    """What a client lets their counselor see, beyond what the counselor planned."""

    TAKING_PART = "taking-part"
    """That they take part: whether they are here, paused, and what comes next."""
    COUNTS = "counts"
    """How many check-ins they answered, and when they were last here; never words."""
    RATINGS = "ratings"
    """Importance, confidence and other numbers they gave, and how these moved."""
    GOALS = "goals"
    """Their goals and if-then plans, in their words."""
    WORDS = "words"
    """Words they chose to show, one by one."""
    ALERT_WORDS = "alert-words"
    """The words that an alert is about."""
    HARD_PLAN = "hard-plan"
    """Their plan for hard moments, in their words."""


class Telling(StrEnum):
    """Whether a counselor is told when somebody may be in danger; the client decides."""

    ALWAYS = "always"
    """At once."""
    ASK = "ask"
    """Only by the client's own tap, each time."""
    NEVER = "never"


class Silence(StrEnum):
    """What the counselor hears of it when a client goes quiet for two weeks."""

    TELL = "tell"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """An hour with the counselor."""

    at: datetime
    """Naive: a wall time in `zone`, whole minutes."""
    zone: str
    """IANA name."""

    @property
    def instant(self) -> datetime:
        """When it begins; aware, UTC."""
        return self.at.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Care:
    """That a client is with a counselor, on the client's terms."""

    client: ClientId
    counselor: CounselorId
    label: str
    """The counselor's own word for this client; sealed at rest. The client reads it where they see
    what their counselor sees, and in what they take with them."""
    since: datetime
    """Aware, UTC."""
    sharing: frozenset[Share] = frozenset()
    silence: Silence = Silence.LEAVE
    telling: Telling = Telling.ASK
    sent: bool = False
    """Whether somebody sent them, a court or an employer, as their counselor said when inviting."""
    sessions: tuple[Session, ...] = ()
    """The last one that was, and those to come, by instant."""

    def lets(self, what: Share) -> bool:
        """Say whether the counselor may see something.

        Who does not share that they take part shares nothing; word of danger is settled apart.
        """
        if what is Share.ALERT_WORDS:
            return what in self.sharing
        return {what, Share.TAKING_PART} <= self.sharing

    def next_session(self, now: datetime) -> Session | None:
        """Give the first session that has not begun."""
        coming = [one for one in self.sessions if one.instant > now]
        return min(coming, key=lambda one: one.instant, default=None)

    def last_session(self, now: datetime) -> Session | None:
        """Give the latest session that has begun."""
        past = [one for one in self.sessions if one.instant <= now]
        return max(past, key=lambda one: one.instant, default=None)


def silent_from(care: Care, client: Client) -> datetime:
    """Give the instant (UTC) from which it is a silence, unless something comes before."""
    return (client.seen_at or care.since) + SILENT


def anchors(client: Client, care: Care | None, now: datetime) -> Mapping[str, date]:
    """Give the days that plans count from, as local dates of the client's; those that are known."""
    last = None if care is None else care.last_session(now)
    coming = None if care is None else care.next_session(now)
    instants = {
        "enrolment": client.enrolled_at,
        "last_session": None if last is None else last.instant,
        "next_session": None if coming is None else coming.instant,
    }
    return {
        name: at.astimezone(client.zoneinfo).date()
        for name, at in instants.items()
        if at is not None
    }


class InviteKind(StrEnum):
    """Whom an invitation is for."""

    CLIENT = "client"
    COUNSELOR = "counselor"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time invitation; the code that opens it is shown once and kept only as a hash."""

    id: InviteId
    kind: InviteKind
    created_at: datetime
    """Aware, UTC."""
    expires_at: datetime
    """Aware, UTC; not opened from then on."""
    counselor: CounselorId | None = None
    """Who invites a client; a counselor is invited by the operator, who is nobody here."""
    label: str = ""
    """The counselor's word for the client, or the counselor's name; sealed at rest."""
    template: str = ""
    """The plan a client begins with."""
    locale: str = ""
    """The language it is opened in; empty: that of the person's Telegram."""
    used_at: datetime | None = None
    """Aware, UTC."""
    used_by: int | None = None
    """The chat that opened it, for as long as it can be opened; sealed at rest."""
    sent: bool = False
    """Whether somebody sends them, a court or an employer; the counselor says so."""

    def is_open(self, now: datetime) -> bool:
        """Say whether it can still be opened."""
        return self.used_at is None and now < self.expires_at
