"""The tables. Plain: ids, due times, zones, states, counts, kinds, turns; all else is sealed.

people    clients, consents
care      counselors, cares, invites, drafts
safety    episodes, episode_entries, rota, operators
share     briefs, own_checkins, own_clients
talk      conversations, said, words, ratings, told
plans     plans, plan_versions, occurrences, occurrence_events, plan_changes
traffic   inbox, timers, outbox
house     scripts, leases, chores, replicas, compatibility
treatment clinics
privacy   looks, incoming, erasures, damaged
"""

from storage.tables.base import Base, table_of
from storage.tables.care import CareRow, CounselorRow, DraftRow, InviteRow
from storage.tables.house import ChoreRow, CompatibilityRow, LeaseRow, ReplicaRow, ScriptRow
from storage.tables.people import ClientRow, ConsentRow
from storage.tables.plans import (
    OccurrenceEventRow,
    OccurrenceRow,
    PlanChangeRow,
    PlanRow,
    PlanVersionRow,
)
from storage.tables.privacy import DamagedRow, ErasureRow, IncomingRow, LookRow
from storage.tables.safety import EntryRow, EpisodeRow, OperatorRow, RotaRow
from storage.tables.share import BriefRow, OwnCheckinRow, OwnClientRow
from storage.tables.talk import ConversationRow, RatingRow, SaidRow, ToldRow, WordsRow
from storage.tables.traffic import InboxRow, OutboxRow, TimerRow
from storage.tables.treatment import ClinicRow

__all__ = [
    "METADATA",
    "briefs",
    "cares",
    "chores",
    "clients",
    "clinics",
    "compatibility",
    "consents",
    "conversations",
    "counselors",
    "damaged",
    "drafts",
    "episode_entries",
    "episodes",
    "erasures",
    "inbox",
    "incoming",
    "invites",
    "leases",
    "looks",
    "occurrence_events",
    "occurrences",
    "operators",
    "outbox",
    "own_checkins",
    "own_clients",
    "plan_changes",
    "plan_versions",
    "plans",
    "ratings",
    "replicas",
    "rota",
    "said",
    "scripts",
    "timers",
    "told",
    "words",
]

METADATA = Base.metadata
clients = table_of(ClientRow)
consents = table_of(ConsentRow)
counselors = table_of(CounselorRow)
cares = table_of(CareRow)
invites = table_of(InviteRow)
drafts = table_of(DraftRow)
episodes = table_of(EpisodeRow)
episode_entries = table_of(EntryRow)
rota = table_of(RotaRow)
operators = table_of(OperatorRow)
briefs = table_of(BriefRow)
own_checkins = table_of(OwnCheckinRow)
own_clients = table_of(OwnClientRow)
conversations = table_of(ConversationRow)
said = table_of(SaidRow)
words = table_of(WordsRow)
ratings = table_of(RatingRow)
told = table_of(ToldRow)
plans = table_of(PlanRow)
plan_versions = table_of(PlanVersionRow)
occurrences = table_of(OccurrenceRow)
occurrence_events = table_of(OccurrenceEventRow)
plan_changes = table_of(PlanChangeRow)
inbox = table_of(InboxRow)
timers = table_of(TimerRow)
outbox = table_of(OutboxRow)
scripts = table_of(ScriptRow)
leases = table_of(LeaseRow)
chores = table_of(ChoreRow)
replicas = table_of(ReplicaRow)
compatibility = table_of(CompatibilityRow)
clinics = table_of(ClinicRow)
looks = table_of(LookRow)
incoming = table_of(IncomingRow)
erasures = table_of(ErasureRow)
damaged = table_of(DamagedRow)
