"""Being here: when something last came from a client, and what is counted from then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.people import Standing
from bot.services import silence, taper

if TYPE_CHECKING:
    from bot.services.visit import Visit

NOTED: Final = timedelta(hours=1)
"""How exactly it is known when somebody was here."""


async def seen(visit: Visit) -> None:
    """Note that a client is here; from then on a silence is counted anew."""
    client, before = visit.client, visit.client.seen_at
    agreed = client.consent is not None and client.standing is not Standing.ARRIVING
    if agreed and (before is None or visit.now - before >= NOTED):
        await visit.change(seen_at=visit.now)
        await taper.arm(visit)
        await silence.count_anew(visit)
