"""Notes in a client's profile that gates and mirror go by: a slip, and what is left for a while."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.people import Client
    from bot.services.visit import Visit

SLIPPED: Final = "slipped"
"""The instant in UTC, as ISO writes it, when a slip was last told of."""
LEAVE: Final = "leave"
"""Check-ins to leave alone, each with the day until which: `goal-mirror=2026-03-16`, by spaces."""
LEFT_FOR: Final = timedelta(days=14)
"""For how long a check-in is left that somebody argued with."""
STUCK: Final = "stuck"
"""The day, as ISO writes it, when a run of answers had gone nowhere."""
HELD_BACK: Final = "stuck-since"
"""The instant in UTC from which nothing is asked; after a space, the last conversation before."""


def slipped_at(client: Client) -> datetime | None:
    """Give when a slip was last told of; aware, UTC."""
    written = client.profile.get(SLIPPED)
    return None if written is None else datetime.fromisoformat(written)


async def note_slip(visit: Visit) -> None:
    """Note that a slip was told of just now: the mirror is gentle for a week."""
    slipped = {SLIPPED: visit.now.isoformat()}
    await visit.change(profile={**visit.client.profile, **slipped})


def left(client: Client, today: date) -> frozenset[str]:
    """Give the check-ins that the client asked to leave for a while, as of their own `today`."""
    return frozenset(name for name, until in _leaves(client).items() if today < until)


def holds_back(client: Client, awake_since: datetime) -> bool:
    """Say whether nothing is asked, because answers went nowhere and nobody has woken it since."""
    since = client.profile.get(HELD_BACK, "").partition(" ")[0]
    return bool(since) and datetime.fromisoformat(since) > awake_since


async def leave(visit: Visit, checkin: str) -> None:
    """Note that a check-in is to be left alone for a while."""
    leaves = {**_leaves(visit.client), checkin: visit.today + LEFT_FOR}
    written = [
        f"{name}={until.isoformat()}" for name, until in leaves.items() if visit.today < until
    ]
    await visit.change(profile={**visit.client.profile, LEAVE: " ".join(written)})


def _leaves(client: Client) -> dict[str, date]:
    """Read the note of what is left for a while."""
    parts = (one.partition("=") for one in client.profile.get(LEAVE, "").split())
    return {name: date.fromisoformat(until) for name, _, until in parts}
