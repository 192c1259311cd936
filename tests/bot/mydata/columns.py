"""Where each column that belongs to a client stands in `data.json`: the list that must be whole."""

from __future__ import annotations

from typing import Final

OWN: Final = "it says whose row it is: `person.id`"
WITHIN: Final = "it says what the row belongs to, and the record stands within that"
HASH: Final = "a keyed hash, of no use to anybody else; the number itself is beside it"
ORDER: Final = "it counts rows, and records stand in that order"
LEASE: Final = "it says which process has it in hand, for seconds"


def _under(records: str, columns: str, **other: str) -> dict[str, str]:
    """Let columns stand under their own names; `other` ones under another."""
    return {name: f"{records}.{name}" for name in columns.split()} | other


def _each(tables: str, columns: str, why: str) -> dict[str, str]:
    return {f"{table}.{name}": why for table in tables.split() for name in columns.split()}


PLAIN: Final[dict[str, dict[str, str]]] = {
    "clients": _under(
        "person",
        "id created_at locale zone standing consent adult quiet_from quiet_to cap_day cap_week"
        " paused_until discreet mirror_rests_until gone_at enrolled_at seen_at woken_at",
    ),
    "consents": _under("agreements", "what version locale at agreed"),
    "cares": _under("counselor", "counselor since sharing silence telling sent"),
    "words": _under(
        "words",
        "id kind at day script step held conversation worth_seeing shown_at still goal why shown",
    ),
    "told": _under("told", "words effect at"),
    "ratings": _under("numbers", "of at conversation step goal"),
    "said": _under("lines", "line at"),
    "conversations": _under(
        "checkins", "id script version status turn began_at emptied_at", at="checkins.moved_at"
    ),
    "plans": _under("plans", "id version status made_at"),
    "plan_versions": _under("plans.versions", "version at"),
    "plan_changes": _under(
        "plans.changes", "local_date slot seq", moved_to="plans.changes.moved_to.local"
    ),
    "occurrences": _under(
        "prompts",
        "id plan plan_version local_date slot seq due_at expires_at zone checkin state",
    ),
    "occurrence_events": _under("prompts.history", "state at detail"),
    "timers": _under("due", "id counselor kind due_at conversation turn occurrence"),
    "briefs": _under("briefs", "id counselor parts sent_at read_at"),
    "looks": _under("looks", "counselor at"),
    "episodes": _under("episodes", "id began_at over_at"),
    "episode_entries": _under("episodes.history", "at counselor"),
    "outbox": _under(
        "messages",
        "id purpose state created_at expires_at not_before attempts repeats conversation turn"
        " occurrence telegram_id ended_at",
    ),
    "incoming": _under("incoming", "telegram_id at"),
    "drafts": _under("drafts", "counselor about turn"),
    "own_clients": {"checkin": "offered.name"},
}
"""By table, where each column's content stands, name by name; lists are gone through."""

SEALED: Final[dict[str, tuple[object, ...]]] = {
    "clients.person": (7_000_000_001, "mark-name", "mark-thing", "mark-heard"),
    "cares.body": ("mark-label", "2026-04-07T15:00"),
    "words.text": ("mark-goal", "mark-reason"),
    "ratings.value": (4, 9),
    "conversations.state": ("mark-answer", "mark-remembered", "mark-known", "sits"),
    "plan_versions.body": ("mark-plan",),
    "briefs.text": ("mark-brief", "mark-read"),
    "looks.seen": ("card", "brief"),
    "episodes.body": ("mark-words", "self-harm", "urgent"),
    "episode_entries.mark": ("began", "told"),
    "outbox.body": ("mark-waiting", "mark-about", "Still true", "tel:112", "Menu", "(again)"),
    "drafts.body": ("mark-step", "mark-draft"),
}
"""By sealed column, what `tests.contract.held` planted in it."""

LEFT_OUT: Final[dict[str, str]] = {
    **_each("cares consents words told ratings said conversations plans", "client", OWN),
    **_each("occurrences timers briefs looks episodes outbox incoming", "client", OWN),
    **_each("drafts own_clients", "client", OWN),
    **_each("consents looks plans outbox occurrence_events episode_entries", "number", ORDER),
    **_each("plan_versions plan_changes", "plan", WITHIN),
    "occurrence_events.occurrence": WITHIN,
    "episode_entries.episode": WITHIN,
    **_each("clients outbox", "chat", HASH),
    "outbox.priority": "it follows from what the message is for",
    **_each("outbox timers", "holder held_until", LEASE),
    "timers.failures": "how often we failed at it, not what it is",
}
"""What is in no file, and why."""
