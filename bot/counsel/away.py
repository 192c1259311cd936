"""Being away: until when, and who stands in while one is not at work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.counsel.day import Heard, hear
from bot.counsel.draft import Draft, draft_key, first_turn, titled, ways_out
from bot.schedule.wall import instant
from bot.screens.lines import when
from bot.screens.screen import Screen, line, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.counsel.dayword import Names
    from bot.interview.turn import Line
    from bot.people import Counselor, CounselorId
    from bot.screens.screen import Keys

ABOUT: Final = "away"
DAYS: Final[Mapping[str, int]] = {"tomorrow": 1, "week": 7, "two-weeks": 14}
"""Keys for the day one is back, by how many days that lies ahead."""
MOST: Final = 20
"""Colleagues that have a key; of others the name can be typed."""
_NOBODY: Final = "nobody"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dialog goes by."""

    counselor: Counselor
    now: datetime
    """Aware, UTC."""
    names: Names
    """Of days, in the counselor's language."""
    colleagues: Mapping[CounselorId, str]
    """Who could stand in, by name."""


@dataclass(frozen=True, slots=True)
class Settle:
    """These fields of the counselor hold from now on."""

    fields: Mapping[str, Any]


def open_(facts: Facts) -> Draft:
    """Begin."""
    return Draft(facts.counselor.id, ABOUT, "until", first_turn(facts.now))


def screen(draft: Draft, facts: Facts) -> Screen:
    """Show the step the draft stands at; above it what was not understood."""
    trouble = draft.data.get("trouble")
    note = (line(trouble),) if trouble else ()
    if draft.step == "cover":
        return Screen(
            (*note, line("away.cover-ask")), (*_colleagues(draft, facts), ways_out(draft))
        )
    days = [draft_key(draft, f"away.{name}", name) for name in DAYS]
    here = ((draft_key(draft, "away.back", "here"),),) if _is_away(facts) else ()
    cover = (draft_key(draft, "away.cover-only", "cover"),)
    keys = (*here, *rows(days, 2), cover, ways_out(draft, back=False))
    return Screen((*note, *_stands(facts), line("away.ask")), keys)


def closed(facts: Facts) -> Screen:
    """Say how it stands now."""
    return Screen((*_stands(facts), line("away.read")))


def pressed(draft: Draft, choice: str, facts: Facts) -> Draft | Settle | None:
    """Take a key; None for one that this step does not have."""
    match draft.step, choice:
        case "until", "here":
            return Settle({"away_until": None})
        case "until", "cover":
            return draft.at("cover", trouble="", until="")
        case "until", day if day in DAYS:
            return _until(draft, _today(facts) + timedelta(days=DAYS[day]), facts)
        case "cover", "back":
            return draft.at("until", trouble="")
        case "cover", chosen if chosen == _NOBODY or chosen in _by_key(facts):
            return _settle(draft, _by_key(facts).get(chosen))
        case _:
            return None


def wrote(draft: Draft, text: str, facts: Facts) -> Draft | Settle:
    """Take a typed day, or the name of a colleague; what is not understood is asked again."""
    if draft.step == "cover":
        named = [
            id_ for id_, name in facts.colleagues.items() if name.casefold() == text.casefold()
        ]
        return (
            _settle(draft, named[0]) if len(named) == 1 else draft.at("cover", trouble="away.who")
        )
    heard = hear(text, facts.names, _today(facts), facts.counselor.hours)
    if isinstance(heard, Heard) and len(heard.days) == 1 and heard.days[0] > _today(facts):
        return _until(draft, heard.days[0], facts)
    return draft.at("until", trouble="away.unread")


def _until(draft: Draft, day: date, facts: Facts) -> Draft:
    """Take the day one is back, from the beginning of the working hours on."""
    back = instant(day, facts.counselor.hours.start, facts.counselor.zoneinfo)
    if back is None:
        return draft.at("until", trouble="away.unread")
    return draft.at("cover", trouble="", until=back.isoformat())


def _settle(draft: Draft, cover: CounselorId | None) -> Settle:
    until = draft.data.get("until")
    away = {"away_until": datetime.fromisoformat(until)} if until else {}
    return Settle({**away, "cover": cover})


def _stands(facts: Facts) -> Iterator[Line]:
    who = facts.counselor
    if _is_away(facts) and who.away_until is not None:
        yield line("away.until", **when(who.away_until.astimezone(who.zoneinfo)))
    else:
        yield line("away.here")
    name = None if who.cover is None else facts.colleagues.get(who.cover)
    yield line("away.no-cover") if name is None else line("away.cover", name=name)


def _is_away(facts: Facts) -> bool:
    until = facts.counselor.away_until
    return until is not None and until > facts.now


def _colleagues(draft: Draft, facts: Facts) -> Keys:
    named = _by_key(facts)
    keys = [titled(draft, facts.colleagues[id_], key) for key, id_ in named.items()][:MOST]
    return (*rows(keys, 2), (draft_key(draft, "away.nobody", _NOBODY),))


def _by_key(facts: Facts) -> dict[str, CounselorId]:
    """Give colleagues by what a key can hold: the beginning of their id."""
    return {id_[:16]: id_ for id_ in facts.colleagues}


def _today(facts: Facts) -> date:
    return facts.now.astimezone(facts.counselor.zoneinfo).date()
