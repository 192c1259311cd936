"""What the service needs from the world, as Protocols: a transaction, a courier, a clock.

`storage` and `handlers` implement them; `storage.memory` is the shipped fake, held to the same
contract tests as the real stores. Every instant is aware UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from bot.interview.conversation import Conversation, ConversationId, WordsId
    from bot.interview.words import KeptWords, Rating
    from bot.message import Delivered, Message, MessageId
    from bot.people import Client, ClientId
    from bot.schedule.occurrences import Exceptions, Move, Occurrence, Place, Skip, State
    from bot.schedule.plan import Plan, PlanId


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Give the present instant, aware UTC."""
        ...


class Courier(Protocol):
    """Takes one message to Telegram."""

    async def deliver(self, message: Message) -> Delivered:
        """Send it, or change what it edits.

        Raises:
            SurelyNotSent, Uncertain, Refused, Unreachable: see `bot.errors`.

        """
        ...


@dataclass(frozen=True, slots=True)
class Received:
    """An update as Telegram gave it, in the inbox."""

    update: int
    """Telegram's update_id."""
    chat: int
    """The chat it came from, 0 if from none: updates of one chat are handled in order."""
    body: str
    """Raw JSON; sealed at rest under the service key."""
    received_at: datetime
    urgent: bool = False
    """Overtakes the queue: a tap on help, or words that safety catches."""
    failures: int = 0


class Inbox(Protocol):
    """Updates kept before Telegram is told that they arrived."""

    async def add(self, received: Sequence[Received]) -> Sequence[int]:
        """Keep those not kept yet, known by their update id; return the ids that were new."""
        ...

    async def waiting(self, limit: int = 1000) -> Sequence[Received]:
        """Give what is neither done nor set aside, urgent first, then in order of update id."""
        ...

    async def done(self, update: int) -> bool:
        """Mark as handled and drop its body; its id stays known.

        False if it was handled already: then somebody else did, and nothing may come of it twice.
        """
        ...

    async def failed(self, update: int) -> int:
        """Count a failure; the third sets the update aside. Return the failures so far."""
        ...

    async def set_aside(self) -> Sequence[int]:
        """Give the update ids that were set aside."""
        ...


class Clients(Protocol):
    """The clients."""

    async def add(self, client: Client) -> None:
        """Keep a new client; their key is made and committed first."""
        ...

    async def get(self, client: ClientId) -> Client | None:
        """Find a client by id, holding their row until the transaction ends."""
        ...

    async def by_chat(self, chat: int) -> Client | None:
        """Find a client by Telegram chat id, holding their row until the transaction ends."""
        ...

    async def save(self, client: Client) -> None:
        """Keep a changed client."""
        ...

    async def remove(self, client: ClientId) -> None:
        """Destroy the client's key, then every row of theirs."""
        ...


@dataclass(frozen=True, slots=True)
class Consent:
    """That a client agreed to a text, or withdrew: a line of an append-only ledger."""

    client: ClientId
    what: str
    """`taking part`, later also what is shared."""
    version: str
    """Of the text they read."""
    locale: str
    at: datetime
    agreed: bool = True


class Consents(Protocol):
    """The append-only ledger of consent."""

    async def add(self, consent: Consent) -> None:
        """Append a line."""
        ...

    async def of(self, client: ClientId) -> Sequence[Consent]:
        """Give a client's lines, oldest first."""
        ...


class Conversations(Protocol):
    """Where clients stand in their check-ins."""

    async def add(self, conversation: Conversation, at: datetime) -> None:
        """Keep a new conversation."""
        ...

    async def get(self, conversation: ConversationId) -> Conversation | None:
        """Find one by id."""
        ...

    async def current(self, client: ClientId) -> Conversation | None:
        """Give the client's conversation that waits for something, if any: there is at most one."""
        ...

    async def save(self, conversation: Conversation, before: int, at: datetime) -> None:
        """Keep its new state.

        Raises:
            Overtaken: its kept turn is no longer `before`.

        """
        ...

    async def rest(self, client: ClientId, lines: Sequence[str], at: datetime) -> None:
        """Note authored lines as said to this client."""
        ...

    async def resting(self, client: ClientId, since: datetime) -> frozenset[str]:
        """Give the lines said to this client since then."""
        ...


class WordsKept(Protocol):
    """The client's words and ratings."""

    async def put(self, words: KeptWords) -> None:
        """Keep words; the same id again replaces them."""
        ...

    async def get(self, words: WordsId) -> KeptWords | None:
        """Find words by id."""
        ...

    async def of(self, client: ClientId) -> Sequence[KeptWords]:
        """Give all words of a client, oldest first, let go or not."""
        ...

    async def forget(self, words: WordsId) -> None:
        """Delete words for good."""
        ...

    async def rate(self, rating: Rating) -> None:
        """Keep a rating; the same conversation and step again replaces it."""
        ...

    async def ratings(self, client: ClientId, of: str, limit: int = 10) -> Sequence[Rating]:
        """Give the newest ratings of one thing, oldest of them first."""
        ...


class Plans(Protocol):
    """Plans with every version they had, and their occurrences."""

    async def put(self, plan: Plan, at: datetime) -> None:
        """Keep a plan, or a new version of it; earlier versions stay."""
        ...

    async def get(self, plan: PlanId) -> Plan | None:
        """Give the newest version."""
        ...

    async def of(self, client: ClientId) -> Sequence[Plan]:
        """Give the newest version of each plan of a client, oldest plan first."""
        ...

    async def materialise(self, occurrence: Occurrence, at: datetime) -> str | None:
        """Keep the plan's next occurrence; return its id, or None if its slot is already kept."""
        ...

    async def occurrence(self, occurrence: str) -> Occurrence | None:
        """Find an occurrence by its id."""
        ...

    async def ahead(self, plan: PlanId) -> tuple[str, Occurrence] | None:
        """Give the plan's planned, unsent occurrence with its id, if there is one."""
        ...

    async def mark(self, occurrence: str, state: State, at: datetime, detail: str = "") -> None:
        """Move an occurrence to a state and append that to its history."""
        ...

    async def drop(self, occurrence: str) -> None:
        """Delete a planned, unsent occurrence, because its plan or zone changed."""
        ...

    async def on_day(self, client: ClientId, day: date) -> Sequence[Occurrence]:
        """Give all occurrences of a client that are due on a local date, of every plan."""
        ...

    async def recent(self, plan: PlanId, limit: int = 10) -> Sequence[Occurrence]:
        """Give the plan's latest occurrences, oldest of them first."""
        ...

    async def change(self, plan: PlanId, place: Place, to: Skip | Move) -> None:
        """Keep what the client does with one later occurrence; a later wish replaces it."""
        ...

    async def exceptions(self, plan: PlanId) -> Exceptions:
        """Give what the client skipped or moved."""
        ...


class TimerKind(StrEnum):
    """What a timer wakes."""

    PROMPT = "prompt"
    REMINDER = "reminder"
    EXPIRY = "expiry"
    """An occurrence that was sent and not answered is over."""
    LAPSE = "lapse"
    """A conversation's pause is over, or it waited too long."""
    RESUME = "resume"
    """A pause the client set is over."""


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that is due at an instant."""

    id: str
    client: ClientId
    kind: TimerKind
    due_at: datetime
    conversation: ConversationId | None = None
    turn: int | None = None
    occurrence: str | None = None


class Timers(Protocol):
    """What is due when."""

    async def set(self, timer: Timer) -> None:
        """Keep a timer; the same id again replaces it."""
        ...

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Timer]:
        """Take due timers, earliest first, so that no other process gets them within the lease."""
        ...

    async def done(self, timer: str) -> bool:
        """Delete a timer; False if it was gone already: then somebody else did its work."""
        ...

    async def drop(
        self, *, conversation: ConversationId | None = None, occurrence: str | None = None
    ) -> None:
        """Delete every timer of a conversation or of an occurrence."""
        ...

    async def next_due(self, kind: TimerKind | None = None) -> datetime | None:
        """Give the earliest due instant, of one kind or of all, if any."""
        ...


class OutboxState(StrEnum):
    """How far a message got."""

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

    async def add(self, message: Message) -> None:
        """Queue a message."""
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

    async def sent(self, message: MessageId, delivered: Delivered) -> None:
        """Note the delivery and drop the body."""
        ...

    async def again(self, message: MessageId, not_before: datetime, *, repeat: bool) -> None:
        """Queue it once more: surely not sent, or (`repeat`) perhaps sent already."""
        ...

    async def close(self, message: MessageId, state: OutboxState, at: datetime) -> None:
        """End it as uncertain, failed or expired, and drop the body unless uncertain."""
        ...

    async def recover(self, now: datetime) -> Sequence[Outgoing]:
        """After a start: free all leases; give what was in `sending`: its fate is uncertain.

        Between replicas, only leases that lapsed are taken for those of the dead.
        """
        ...

    async def drop(self, client: ClientId) -> int:
        """Delete what still waits for this client; return how many."""
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

    async def depth(self) -> Mapping[OutboxState, int]:
        """Count messages by state."""
        ...

    async def next_due(self) -> datetime | None:
        """Give when the next pending message may leave, if any waits."""
        ...


class Scripts(Protocol):
    """Every version of every check-in that was ever played."""

    async def put(self, name: str, version: str, source: Mapping[str, str]) -> None:
        """Keep a version's files (locale → TOML text); it never changes."""
        ...

    async def source(self, name: str, version: str) -> Mapping[str, str] | None:
        """Give a version's files."""
        ...


class Work(Protocol):
    """One transaction: commits on clean exit, rolls back on any exception."""

    inbox: Inbox
    clients: Clients
    consents: Consents
    conversations: Conversations
    words: WordsKept
    plans: Plans
    timers: Timers
    outbox: Outbox
    scripts: Scripts


Works = Callable[[], AbstractAsyncContextManager[Work]]
"""Opens a unit of work."""
