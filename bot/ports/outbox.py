"""The outbox: messages on their way, and how far each got."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.interview.conversation import ConversationId
    from bot.looks import Seen
    from bot.message import Delivered, Message, MessageId
    from bot.people import ClientId


class OutboxState(StrEnum):
    """How far a message got."""

    KEPT_BACK = "kept-back"
    """It waits until the client opens it: on a locked screen stands a neutral line instead."""
    PENDING = "pending"
    LEASED = "leased"
    SENDING = "sending"
    """The intent is committed: from here on it has perhaps been sent."""
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A leased message, and how often it was tried."""

    message: Message
    attempts: int
    """Times it was surely not sent."""
    repeats: int
    """Times it may have been sent already."""


class Outbox(Protocol):
    """Messages on their way."""

    async def add(self, message: Message, *, kept_back: bool = False) -> None:
        """Queue a message, or keep it back until it is released."""
        ...

    async def release(self, client: ClientId, now: datetime) -> int:
        """Queue what was kept back for this client's chat; return how many messages that is.

        What has expired by now (aware, UTC) is not queued any more, and its body dropped.
        """
        ...

    async def lease(
        self, now: datetime, limit: int, lease: timedelta, *, busy: frozenset[int] = frozenset()
    ) -> Sequence[Outgoing]:
        """Take the first message of each chat not in `busy`, by priority, then age.

        At most one a chat is ever leased or sending. What a lapsed lease held comes free again.
        """
        ...

    async def sending(self, message: MessageId) -> bool:
        """Commit the intent to send; False if the lease was lost."""
        ...

    async def sent(self, message: MessageId, delivered: Delivered) -> bool:
        """Note the delivery and drop the body, unless somebody else is sending it again by now.

        False if it is not known any more: who it was for was forgotten meanwhile.
        """
        ...

    async def again(self, message: MessageId, not_before: datetime, *, repeat: bool) -> None:
        """Queue it once more: surely not sent, or (`repeat`) perhaps sent already.

        Nothing comes of it if it is in other hands by now; nor does anything of `close` then.
        """
        ...

    async def close(self, message: MessageId, state: OutboxState, at: datetime) -> None:
        """End it as uncertain, failed or expired, and drop the body unless uncertain."""
        ...

    async def recover(self) -> Sequence[Outgoing]:
        """Free the leases of the dead; take over what they were sending: its fate is uncertain.

        One process alone holds every lease, so after a start all are of the dead; between
        replicas, those that lapsed.
        """
        ...

    async def drop(self, client: ClientId) -> int:
        """Delete what still waits for this client's chat, or is kept back; return how many.

        What tells a counselor of them goes its way.
        """
        ...

    async def recall(
        self, chat: int, client: ClientId, seen: Collection[Seen]
    ) -> Sequence[Message]:
        """Delete what has not surely left for somebody's chat and tells so of a client; give it."""
        ...

    async def asked(
        self, client: ClientId, before: int, at: datetime | None = None
    ) -> tuple[ConversationId, int] | None:
        """Give conversation and turn of the last question delivered with an id below `before`.

        With `at` also of one that may have arrived unknown to us, if it was made before then: it
        was sent again, or its fate is uncertain.
        """
        ...

    async def heal(self, conversation: ConversationId, turn: int, delivered: Delivered) -> None:
        """Count a question as delivered after all, since it was tapped."""
        ...

    async def heal_prompt(self, client: ClientId, occurrence: str, delivered: Delivered) -> None:
        """Count what knocked for a prompt as delivered after all, since it was tapped."""
        ...

    async def recent(self, client: ClientId, since: datetime) -> Sequence[int]:
        """Give Telegram's ids, ascending, of what reached a client's own chat since then."""
        ...

    async def forget(self, message: MessageId) -> None:
        """Delete a message, and the memory that there was one."""
        ...

    async def part(self, client: ClientId, until: datetime) -> None:
        """Let go of a client who is erased next.

        What belongs to nobody in their chat is deleted. Alerts that are on their way to others
        belong to nobody from now on and arrive all the same, if not later than `until` (UTC).
        """
        ...

    async def depth(self) -> Mapping[OutboxState, int]:
        """Count messages by state, but for those sent, which are nearly all there ever were."""
        ...
