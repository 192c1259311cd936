"""The steps that settling in and `/settings` share: zone and working hours.

A step gives what was chosen: the dialog it stands in knows what becomes of that.
"""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.counsel import hours
from bot.counsel.draft import draft_key, titled
from bot.people import Hours
from bot.screens.hours import said
from bot.screens.screen import Key, Screen, line, rows
from bot.settings import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from bot.counsel.draft import Draft
    from bot.counsel.facts import Facts
    from bot.interview.turn import Line

Row = tuple[Key, ...]


class Step(StrEnum):
    """Where such a dialog can stand."""

    READ = "read"
    MENU = "menu"
    REGION = "region"
    ZONE = "zone"
    HOURS = "hours"
    LANGUAGE = "language"
    OVERVIEW = "overview"


PRESETS: Final[Mapping[str, Hours]] = {
    "full": Hours(),
    "four": Hours((1, 2, 3, 4)),
    "early": Hours((1, 2, 3, 4, 5), time(8), time(16)),
    "late": Hours((1, 2, 3, 4, 5), time(12), time(20)),
}


def regions(draft: Draft, facts: Facts, out: Row) -> Screen:
    """Ask for the part of the world, or a town; `out` are the keys that lead away."""
    keys = [titled(draft, label, region) for region, label in facts.regions.items()]
    return Screen((line("settling.zone"),), (*rows(keys, 2), out))


def zones(draft: Draft, facts: Facts, out: Row) -> Screen:
    """Ask for the zone within a part of the world, or a town."""
    listed = facts.zones[draft.data["region"]]
    keys = [titled(draft, label, zone) for zone, label in listed.items()]
    return Screen((line("settling.zone"),), (*rows(keys, 2), out))


def working(draft: Draft, facts: Facts, zone: ZoneInfo, out: Row) -> Screen:
    """Ask for the working hours; by the clock they see whether the zone is right."""
    local = facts.now.astimezone(zone)
    keys = tuple((draft_key(draft, said(preset), id_),) for id_, preset in PRESETS.items())
    lines = (line("settling.clock", time=local.time()), line("settling.hours"))
    return Screen(lines, (*keys, out))


def chosen_zone(draft: Draft, choice: str, facts: Facts) -> str | None:
    """Give the IANA zone of a key; None for a key of something else."""
    return zone_of(choice) if choice in facts.zones[draft.data["region"]] else None


def typed(draft: Draft, text: str, facts: Facts) -> str | Hours | None:
    """Give the likeliest zone of the town that was typed, or the hours; None for neither."""
    match draft.step:
        case Step.REGION | Step.ZONE:
            return next(iter(facts.towns(text)), None)
        case Step.HOURS:
            return hours.read(text, facts.phrases, facts.counselor.hours)
        case _:
            return None


def unread(draft: Draft, again: Screen) -> Screen:
    """Say what works where words were not understood, and ask again."""
    notes = {Step.REGION: "unread.zone", Step.ZONE: "unread.zone", Step.HOURS: "hours.unread"}
    note = line(next((id_ for step, id_ in notes.items() if step == draft.step), "unclear"))
    return Screen((note, *again.lines), again.keys)


def languages(draft: Draft, facts: Facts, *, but: str = "") -> tuple[Row, ...]:
    """Give a key for each language `but` one, in its own word for itself."""
    names = {locale: facts.phrases(locale, "name") for locale in facts.phrases.words}
    return tuple(
        (titled(draft, name, f"in-{locale}"),) for locale, name in names.items() if locale != but
    )


def chosen_language(choice: str, facts: Facts) -> str | None:
    """Give the language of a key."""
    locale = choice.removeprefix("in-")
    return locale if locale in facts.phrases.words and locale != choice else None


def here(facts: Facts) -> Line:
    """Say what time it is where the counselor is."""
    local = facts.now.astimezone(facts.counselor.zoneinfo)
    return line("my-settings.clock", time=local.time())
