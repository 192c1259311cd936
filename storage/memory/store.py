"""The memory store: one unit of work after another, undone on any exception."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from storage.memory.care import MemoryCares, MemoryCounselors, MemoryDrafts, MemoryInvites
from storage.memory.drawer import undo
from storage.memory.gauges import MemoryGauges
from storage.memory.holdings import MemoryHoldings
from storage.memory.inbox import MemoryInbox
from storage.memory.outbox import MemoryOutbox
from storage.memory.people import MemoryClients, MemoryConsents
from storage.memory.plans import MemoryPlans
from storage.memory.privacy import MemoryIncoming, MemoryLooks
from storage.memory.retention import MemoryRetention
from storage.memory.safety import MemoryEpisodes, MemoryOperators, MemoryRota
from storage.memory.scripts import MemoryScripts
from storage.memory.share import MemoryBriefs, MemoryOwns
from storage.memory.shelves import Shelves
from storage.memory.talk import MemoryConversations, MemoryWords
from storage.memory.timers import MemoryTimers
from storage.memory.treatment import MemoryClinics
from storage.turns import OneAtATime

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.ports import (
        Briefs,
        Cares,
        Clients,
        Clinics,
        Consents,
        Conversations,
        Counselors,
        Drafts,
        Episodes,
        Gauges,
        Holdings,
        Inbox,
        Incoming,
        Invites,
        Looks,
        Operators,
        Outbox,
        Owns,
        Plans,
        Retention,
        Rota,
        Scripts,
        Timers,
        WordsKept,
        Work,
    )


class MemoryWork:
    """A unit of work over the shelves."""

    def __init__(self, shelves: Shelves) -> None:
        self.inbox: Inbox = MemoryInbox(shelves)
        self.clients: Clients = MemoryClients(shelves)
        self.consents: Consents = MemoryConsents(shelves)
        self.counselors: Counselors = MemoryCounselors(shelves)
        self.cares: Cares = MemoryCares(shelves)
        self.invites: Invites = MemoryInvites(shelves)
        self.drafts: Drafts = MemoryDrafts(shelves)
        self.conversations: Conversations = MemoryConversations(shelves)
        self.words: WordsKept = MemoryWords(shelves)
        self.plans: Plans = MemoryPlans(shelves)
        self.briefs: Briefs = MemoryBriefs(shelves)
        self.owns: Owns = MemoryOwns(shelves)
        self.episodes: Episodes = MemoryEpisodes(shelves)
        self.rota: Rota = MemoryRota(shelves)
        self.operators: Operators = MemoryOperators(shelves)
        self.timers: Timers = MemoryTimers(shelves)
        self.outbox: Outbox = MemoryOutbox(shelves)
        self.scripts: Scripts = MemoryScripts(shelves)
        self.clinics: Clinics = MemoryClinics(shelves)
        self.looks: Looks = MemoryLooks(shelves)
        self.incoming: Incoming = MemoryIncoming(shelves)
        self.retention: Retention = MemoryRetention(shelves)
        self.holdings: Holdings = MemoryHoldings(shelves)
        self.gauges: Gauges = MemoryGauges(shelves)


class MemoryStore:
    """Everything in memory. `store.works` is the `Works` that services take."""

    def __init__(self, tick: Callable[[], float] = time.monotonic) -> None:
        """Take the clock that leases run on, in seconds."""
        self._shelves = Shelves(tick)
        self._turns = OneAtATime()

    @asynccontextmanager
    async def works(self) -> AsyncIterator[Work]:
        """Open a unit of work; it waits for the one before it."""
        async with self._turns:
            journal = self._shelves.journal
            try:
                yield MemoryWork(self._shelves)
            except BaseException:
                undo(journal)
                raise
            journal.clear()
