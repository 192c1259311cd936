"""Everything the memory store holds, and the rule that a row needs its client."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.errors import StoreError
from storage.memory.drawer import Drawer, Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from bot.brief import Brief, BriefId
    from bot.care import Care, Invite
    from bot.counsel.draft import Draft
    from bot.episode import Entry, Episode, EpisodeId, Operator
    from bot.interview.conversation import ConversationId, WordsId
    from bot.interview.words import KeptWords, Rating, Told
    from bot.looks import Look
    from bot.message import Delivered, Message, MessageId
    from bot.own import Own
    from bot.people import Client, ClientId, Counselor, CounselorId
    from bot.ports import Consent, OutboxState, Received, Sat, Timer
    from bot.schedule.occurrences import Move, Occurrence, Place, Skip, State
    from bot.schedule.plan import Plan, PlanId
    from bot.treatment.clinic import Clinic


@dataclass(frozen=True, slots=True)
class Update:
    """An update in the inbox, or the memory that it was there."""

    received: Received
    done: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A timer, and until when (on the store's own clock) somebody holds it."""

    timer: Timer
    held_until: float | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Posted:
    """A message in the outbox."""

    message: Message
    place: int
    """Counts up; tells messages of one instant apart."""
    state: OutboxState
    attempts: int = 0
    repeats: int = 0
    not_before: datetime | None = None
    held_until: float = 0.0
    delivered: Delivered | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """An occurrence with its history."""

    id: str
    occurrence: Occurrence
    history: tuple[tuple[State, datetime, str], ...]


@dataclass(slots=True)
class Shelves:
    """The drawers, sharing one journal."""

    tick: Callable[[], float]
    """The store's own clock, in seconds: leases run on it, never on the service's clock."""
    journal: Journal = field(default_factory=list)
    updates: Drawer[int, Update] = field(init=False)
    clients: Drawer[ClientId, Client] = field(init=False)
    consents: Drawer[int, Consent] = field(init=False)
    counselors: Drawer[CounselorId, Counselor] = field(init=False)
    cares: Drawer[ClientId, Care] = field(init=False)
    invites: Drawer[str, Invite] = field(init=False)
    drafts: Drawer[CounselorId, Draft] = field(init=False)
    conversations: Drawer[ConversationId, Sat] = field(init=False)
    said: Drawer[tuple[ClientId, str], tuple[ClientId, datetime]] = field(init=False)
    words: Drawer[WordsId, KeptWords] = field(init=False)
    told: Drawer[Told, Told] = field(init=False)
    episodes: Drawer[EpisodeId, Episode] = field(init=False)
    entries: Drawer[EpisodeId, tuple[Entry, ...]] = field(init=False)
    rota: Drawer[int, CounselorId] = field(init=False)
    operators: Drawer[int, Operator] = field(init=False)
    briefs: Drawer[BriefId, Brief] = field(init=False)
    owns: Drawer[str, Own] = field(init=False)
    ratings: Drawer[tuple[ConversationId, str], Rating] = field(init=False)
    plans: Drawer[tuple[PlanId, int], tuple[Plan, datetime]] = field(init=False)
    occurrences: Drawer[tuple[PlanId, date, int, int], Dated] = field(init=False)
    changes: Drawer[tuple[PlanId, Place], tuple[ClientId, Skip | Move]] = field(init=False)
    timers: Drawer[str, Waiting] = field(init=False)
    outbox: Drawer[MessageId, Posted] = field(init=False)
    scripts: Drawer[tuple[str, str], Mapping[str, str]] = field(init=False)
    clinics: Drawer[str, tuple[Clinic, int]] = field(init=False)
    looks: Drawer[int, Look] = field(init=False)
    incoming: Drawer[tuple[ClientId, int], datetime] = field(init=False)
    chores: Drawer[str, datetime] = field(init=False)
    posted: int = 0

    def __post_init__(self) -> None:
        self.updates = Drawer(self.journal)
        self.clients = Drawer(self.journal)
        self.consents = Drawer(self.journal)
        self.counselors = Drawer(self.journal)
        self.cares = Drawer(self.journal)
        self.invites = Drawer(self.journal)
        self.drafts = Drawer(self.journal)
        self.conversations = Drawer(self.journal)
        self.said = Drawer(self.journal)
        self.words = Drawer(self.journal)
        self.told = Drawer(self.journal)
        self.episodes = Drawer(self.journal)
        self.entries = Drawer(self.journal)
        self.rota = Drawer(self.journal)
        self.operators = Drawer(self.journal)
        self.briefs = Drawer(self.journal)
        self.owns = Drawer(self.journal)
        self.ratings = Drawer(self.journal)
        self.plans = Drawer(self.journal)
        self.occurrences = Drawer(self.journal)
        self.changes = Drawer(self.journal)
        self.timers = Drawer(self.journal)
        self.outbox = Drawer(self.journal)
        self.scripts = Drawer(self.journal)
        self.clinics = Drawer(self.journal)
        self.looks = Drawer(self.journal)
        self.incoming = Drawer(self.journal)
        self.chores = Drawer(self.journal)

    def need(self, client: ClientId | None) -> None:
        """Refuse a row whose client is not kept.

        Raises:
            StoreError: there is no such client.

        """
        if client is not None and client not in self.clients:
            raise StoreError("There is no such client.")

    def need_counselor(self, counselor: CounselorId | None) -> None:
        """Refuse a row whose counselor is not kept.

        Raises:
            StoreError: there is no such counselor.

        """
        if counselor is not None and counselor not in self.counselors:
            raise StoreError("There is no such counselor.")

    def erase(self, client: ClientId) -> None:
        """Delete the client and every row of theirs."""
        self.consents.discard(lambda row: row.client == client)
        self.cares.discard(lambda row: row.client == client)
        self.conversations.discard(lambda row: row.conversation.client == client)
        self.said.discard(lambda row: row[0] == client)
        self.words.discard(lambda row: row.client == client)
        self.told.discard(lambda row: row.client == client)
        for one in [one for one in self.episodes.values() if one.client == client]:
            if one.id in self.entries:
                del self.entries[one.id]
            del self.episodes[one.id]
        self.briefs.discard(lambda row: row.client == client)
        for own in [one for one in self.owns.values() if client in one.clients]:
            self.owns[own.name] = replace(own, clients=own.clients - {client})
        self.ratings.discard(lambda row: row.client == client)
        self.plans.discard(lambda row: row[0].client == client)
        self.occurrences.discard(lambda row: row.occurrence.client == client)
        self.changes.discard(lambda row: row[0] == client)
        self.timers.discard(lambda row: row.timer.client == client)
        self.outbox.discard(lambda row: row.message.client == client)
        self.looks.discard(lambda row: row.client == client)
        self.drafts.discard(lambda row: row.client == client)
        for key in [key for key in self.incoming if key[0] == client]:
            del self.incoming[key]
        if client in self.clients:
            del self.clients[client]
