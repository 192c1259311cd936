"""Readers: what typed words mean at a step that names a reader: a zone, a time, a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel.day import Heard, hear
from bot.counsel.dayword import names
from bot.interview.conversation import Status
from bot.interview.oneline import read_line
from bot.interview.steps import Choose
from bot.interview.wall import read_time
from bot.interview.weekhour import PARTS, read_week_hour
from bot.people import Hours
from bot.schedule.risky import Risky
from bot.settings import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.interview.conversation import Conversation
    from bot.interview.phrases import Phrases
    from bot.services.happening import Happening


async def read(visit: Happening, conversation: Conversation, text: str) -> str | None:
    """Give what the open step's reader makes of the words, or None; what is over has no open step.

    That is an IANA zone, `HH:MM`, a date, an hour of the week as `fri-20-00`, or one plain line.
    """
    waits = conversation.status is Status.WAITING
    return await _read(visit, conversation, text) if waits else None


async def _read(visit: Happening, conversation: Conversation, text: str) -> str | None:
    script = await visit.house.script(visit.work, conversation.script, conversation.version)
    here = script.steps.get(conversation.at or "")
    if not isinstance(here, Choose):
        return None
    match here.typed:
        case "zone":
            return _zone(visit.house.places.zones(text), here.choices)
        case "time":
            return read_time(text)
        case "risky":
            return _risky(visit, text)
        case "day":
            return _day(visit, text)
        case name:
            return read_line(text) if name == "line" else None


def _risky(visit: Happening, text: str) -> str | None:
    found = week_hour(text, visit.house.voice.phrases)
    return None if found is None else found.written


def _day(visit: Happening, text: str) -> str | None:
    """Give the one day to come that is named, as `2026-05-12`."""
    known = names(visit.house.voice.phrases, visit.locale)
    heard = hear(text, known, visit.today, Hours())
    found = heard.days if isinstance(heard, Heard) else ()
    return found[0].isoformat() if len(found) == 1 else None


def week_hour(text: str, phrases: Phrases) -> Risky | None:
    """Give the weekly hour that is named; any language's names will do."""
    tongues = phrases.words.values()
    days = {words[f"weekday.{day}"]: day for words in tongues for day in range(1, 8)}
    parts = {
        name: part for words in tongues for part in PARTS for name in words[f"part.{part}"].split()
    }
    found = read_week_hour(text, days, parts)
    return None if found is None else Risky(*found)


def _zone(found: Sequence[str], choices: Iterable[str]) -> str | None:
    """Give the likeliest zone, first of all one of the part of the world that was asked about."""
    areas = {_area(choice) for choice in choices}
    near = (zone for zone in found if _area(slug(zone)) in areas)
    return next(near, next(iter(found), None))


def _area(id_: str) -> str:
    return id_.partition("-")[0]
