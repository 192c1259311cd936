"""What the service needs from the world, as Protocols: a transaction, a courier, a clock.

`storage` and `handlers` implement them; `storage.memory` is the shipped fake, held to the same
contract tests as the real stores. Every instant is aware UTC.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.ports.care import Cares, Counselors, Drafts, Invites
from bot.ports.clients import Clients, Consent, Consents
from bot.ports.gauges import Depths, Gauges, Pool, Waits
from bot.ports.holdings import Came, Holdings, Posted, Prompted, Sat
from bot.ports.inbox import Added, Inbox, Received
from bot.ports.meters import Meters, Unmetered
from bot.ports.outbox import Outbox, OutboxState, Outgoing
from bot.ports.plans import Plans
from bot.ports.privacy import Incoming, Looks
from bot.ports.replicas import Replicas
from bot.ports.retention import Over, Retention
from bot.ports.safety import Episodes, Operators, Rota
from bot.ports.share import Briefs, Owns
from bot.ports.talk import Conversations, Scripts, WordsKept
from bot.ports.timers import Timer, TimerKind, Timers
from bot.ports.treatment import Clinics, Locator, Where
from bot.ports.world import Clock, Courier, Files

__all__ = [
    "Added",
    "Briefs",
    "Came",
    "Cares",
    "Clients",
    "Clinics",
    "Clock",
    "Consent",
    "Consents",
    "Conversations",
    "Counselors",
    "Courier",
    "Depths",
    "Drafts",
    "Episodes",
    "Files",
    "Gauges",
    "Holdings",
    "Inbox",
    "Incoming",
    "Invites",
    "Locator",
    "Looks",
    "Meters",
    "Operators",
    "Outbox",
    "OutboxState",
    "Outgoing",
    "Over",
    "Owns",
    "Plans",
    "Pool",
    "Posted",
    "Prompted",
    "Received",
    "Replicas",
    "Retention",
    "Rota",
    "Sat",
    "Scripts",
    "Timer",
    "TimerKind",
    "Timers",
    "Unmetered",
    "Waits",
    "Where",
    "WordsKept",
    "Work",
    "Works",
]


class Work(Protocol):
    """One transaction: commits on clean exit, rolls back on any exception."""

    inbox: Inbox
    clients: Clients
    consents: Consents
    counselors: Counselors
    cares: Cares
    invites: Invites
    drafts: Drafts
    conversations: Conversations
    words: WordsKept
    plans: Plans
    briefs: Briefs
    owns: Owns
    episodes: Episodes
    rota: Rota
    operators: Operators
    timers: Timers
    outbox: Outbox
    scripts: Scripts
    clinics: Clinics
    looks: Looks
    incoming: Incoming
    retention: Retention
    holdings: Holdings
    gauges: Gauges


Works = Callable[[], AbstractAsyncContextManager[Work]]
"""Opens a unit of work."""
