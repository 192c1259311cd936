"""Gathering: everything kept of a client that a brief may draw on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel.matter import Known, Matter, matter
from bot.counsel.tally import ANSWERED, COUNTED, Tally
from bot.safety.assess import Tier, assess
from bot.services.weighing import weighed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.care import Care
    from bot.schedule.occurrences import Occurrence
    from bot.services.visit import Visit

STUCK: Final = "stuck"
"""The profile's word for the day since when answers have gone nowhere."""
FIRST: Final = timedelta(weeks=4)
BEFORE: Final = timedelta(weeks=8)
"""How far before the last session a number may lie that is put beside today's."""


def since(visit: Visit, care: Care) -> datetime:
    """Give since when things are told: the last session; before the first, four weeks at most.

    Aware, UTC. A handover changes nothing about it: the session is the same.
    """
    last = care.last_session(visit.now)
    begun = visit.client.enrolled_at or visit.client.created_at
    return max(begun, visit.now - FIRST) if last is None else last.instant


async def gather(visit: Visit, care: Care) -> Matter:
    """Read what is kept, and choose what may be told."""
    client, work, begins = visit.client, visit.work, since(visit, care)
    stuck = client.profile.get(STUCK)
    return matter(
        Known(
            words=[weighed(one) for one in await work.words.of(client.id)],
            ratings=await work.words.rated(client.id, begins - BEFORE),
            told=await work.words.told(client.id, begins),
            tally=_tally(await work.plans.since(client.id, begins), visit.now),
            stuck=None if stuck is None else date.fromisoformat(stuck),
            since=begins,
            zone=client.zoneinfo,
            quotable=lambda text: _passes(visit, text),
            rests=client.mirror_rests(visit.now),
        )
    )


def _passes(visit: Visit, text: str) -> bool:
    """Say whether safety would let these words by today, whatever it knew when they were kept."""
    return assess([text], visit.client.locale, visit.house.rules).tier is Tier.NONE


def _tally(occurrences: Iterable[Occurrence], now: datetime) -> Tally:
    states = [one.state for one in occurrences if one.due_at <= now]
    answered = sum(state in ANSWERED for state in states)
    return Tally(answered, sum(state in COUNTED for state in states))
