"""A rehearsal: a counselor tries words that somebody would have to see, and sees what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot import course
from bot.episode import EpisodeId
from bot.safety.assess import assess
from bot.safety.danger import Tier
from bot.screens import crisis, crisis_talk
from bot.screens.screen import line

if TYPE_CHECKING:
    from bot.safety.assess import Assessment
    from bot.screens.screen import Screen
    from bot.services.counsel.call import Call

NOBODY: Final = EpisodeId("0" * 32)
"""In a rehearsal there is no episode."""


async def caught(call: Call, locale: str, text: str) -> bool:
    """Show what a client would read of it, and say whether they would; nothing comes of it."""
    found = assess([text], locale, call.house.rules)
    if found.tier is Tier.NONE:
        return False
    shown = _shown(call, locale, found)
    said, rows = call.house.voice.screen(shown, locale, call.today)
    answers = " ".join(f"[{one.label}]" for row in rows for one in row if one.does is not None)
    works = (tuple(one for one in row if one.does is None) for row in rows)
    mark = call.text(line("rehearsal.mark"), line("crisis.rehearsed"))
    await call.send(f"{mark}\n\n{said}\n\n{answers}", tuple(filter(None, works)))
    return True


def _shown(call: Call, locale: str, found: Assessment) -> Screen:
    country = call.house.country_of(call.counselor.zone)
    place, attempt = crisis.Here(country, locale, call.now), course.attempted(found)
    card = crisis.card(found.danger, found.tier, place, attempt=attempt)
    if not course.asks(found.danger, found.tier, attempt=attempt):
        return card
    return crisis_talk.under(card, crisis_talk.question(found.danger, NOBODY))
