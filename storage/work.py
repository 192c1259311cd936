"""A unit of work on a database: every repository on one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.briefs import SqlBriefs
from storage.cares import SqlCares
from storage.clients import SqlClients
from storage.clinics import SqlClinics
from storage.consents import SqlConsents
from storage.conversations import SqlConversations
from storage.counselors import SqlCounselors
from storage.drafts import SqlDrafts
from storage.episodes import SqlEpisodes
from storage.gauges import SqlGauges
from storage.holdings import SqlHoldings
from storage.inbox import SqlInbox
from storage.incoming import SqlIncoming
from storage.invites import SqlInvites
from storage.looks import SqlLooks
from storage.operators import SqlOperators, SqlRota
from storage.outbox import SqlOutbox
from storage.owns import SqlOwns
from storage.plans import SqlPlans
from storage.retention import SqlRetention
from storage.scripts import SqlScripts
from storage.timers import SqlTimers
from storage.words import SqlWords

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.people import ClientId
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
    )
    from storage.damage import Damage
    from storage.vault import Vault


class SqlWork:
    """One open transaction; `Database.works` begins, commits and rolls back."""

    def __init__(
        self, connection: AsyncConnection, vault: Vault, holder: str, damage: Damage
    ) -> None:
        """Take what every repository stands on."""
        on = (connection, vault, holder, damage)
        self.shed: list[str] = []
        """Names of keys apart that are destroyed once this is committed."""
        self.removed: list[ClientId] = []
        """Clients whose keys are destroyed once this is committed."""
        self.inbox: Inbox = SqlInbox(*on)
        self.clients: Clients = SqlClients(*on, self.removed)
        self.consents: Consents = SqlConsents(*on)
        self.counselors: Counselors = SqlCounselors(*on)
        self.cares: Cares = SqlCares(*on)
        self.invites: Invites = SqlInvites(*on, self.shed)
        self.drafts: Drafts = SqlDrafts(*on)
        self.conversations: Conversations = SqlConversations(*on)
        self.words: WordsKept = SqlWords(*on)
        self.plans: Plans = SqlPlans(*on)
        self.briefs: Briefs = SqlBriefs(*on)
        self.owns: Owns = SqlOwns(*on)
        self.episodes: Episodes = SqlEpisodes(*on)
        self.rota: Rota = SqlRota(*on)
        self.operators: Operators = SqlOperators(*on)
        self.timers: Timers = SqlTimers(*on)
        self.outbox: Outbox = SqlOutbox(*on)
        self.scripts: Scripts = SqlScripts(*on)
        self.clinics: Clinics = SqlClinics(*on)
        self.looks: Looks = SqlLooks(*on)
        self.incoming: Incoming = SqlIncoming(*on)
        self._night = SqlRetention(*on, self.shed)
        self.retention: Retention = self._night
        self.holdings: Holdings = SqlHoldings(*on)
        self.gauges: Gauges = SqlGauges(*on)

    @property
    def night_is_over(self) -> bool:
        """Whether much was deleted lately that SQLite's log still holds."""
        return self._night.noted
