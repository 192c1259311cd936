"""What is held about one client, as no other use case needs it whole: read for their own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.counsel.draft import Draft
    from bot.interview.conversation import Conversation, ConversationId
    from bot.message import Message, MessageId, Purpose
    from bot.own import Own
    from bot.people import ClientId
    from bot.ports.outbox import OutboxState
    from bot.ports.timers import Timer
    from bot.schedule.occurrences import Occurrence, State


@dataclass(frozen=True, slots=True)
class Sat:
    """A conversation, and when it was had."""

    conversation: Conversation
    began_at: datetime
    """Aware, UTC."""
    moved_at: datetime
    """When it last moved; aware, UTC."""
    emptied_at: datetime | None = None
    """Since when its answers are not kept any more; aware, UTC."""


@dataclass(frozen=True, slots=True)
class Came:
    """A line of an occurrence's history."""

    state: State
    at: datetime
    """Aware, UTC."""
    detail: str


@dataclass(frozen=True, slots=True)
class Prompted:
    """An occurrence that was made, and what came of it."""

    id: str
    occurrence: Occurrence
    history: tuple[Came, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that goes to a client, or tells somebody of them; or the memory that it went."""

    id: MessageId
    theirs: bool
    """It goes to the client's own chat."""
    purpose: Purpose
    state: OutboxState
    created_at: datetime
    """Aware, UTC; so are the others."""
    expires_at: datetime | None
    not_before: datetime | None
    attempts: int
    repeats: int
    conversation: ConversationId | None
    turn: int | None
    occurrence: str | None
    telegram_id: int | None
    ended_at: datetime | None
    message: Message | None
    """What it says; None once that is gone."""


class Holdings(Protocol):
    """All that is held about one client beside what other rooms read whole; nothing is changed."""

    async def conversations(self, client: ClientId) -> Sequence[Sat]:
        """Give every conversation, the earliest first."""
        ...

    async def said(self, client: ClientId) -> Mapping[str, datetime]:
        """Give the authored lines said to them (`script/line`), and when each was said last."""
        ...

    async def occurrences(self, client: ClientId) -> Sequence[Prompted]:
        """Give every occurrence that was made, by instant."""
        ...

    async def timers(self, client: ClientId) -> Sequence[Timer]:
        """Give what is due in their life, the earliest first."""
        ...

    async def messages(self, client: ClientId) -> Sequence[Posted]:
        """Give what the outbox has of them, in the order in which it was queued."""
        ...

    async def incoming(self, client: ClientId) -> Mapping[int, datetime]:
        """Give Telegram's ids of what they sent, ascending, each with when it came."""
        ...

    async def drafts(self, client: ClientId) -> Sequence[Draft]:
        """Give what counselors have begun about them and not saved."""
        ...

    async def owns(self, client: ClientId) -> Sequence[Own]:
        """Give the check-ins that counselors published to them, by name, withdrawn or not."""
        ...

    async def unread(self) -> int:
        """Say how many rows this unit of work has met so far that do not open."""
        ...
