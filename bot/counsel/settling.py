"""Settling in: what a counselor will and won't see, then where and when they work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.counsel import own
from bot.counsel.draft import Draft, draft_key, first_turn, ways_out
from bot.counsel.facts import Keep
from bot.counsel.own import Step
from bot.screens.hours import said
from bot.screens.lines import town
from bot.screens.screen import Screen, line

if TYPE_CHECKING:
    from bot.counsel.facts import Facts
    from bot.people import Hours

ABOUT: Final = "settling"
PAGE: Final = ("settling.see", "settling.shared", "settling.duty", "settling.unfit")


def open_(facts: Facts) -> Draft:
    """Begin with the page."""
    return Draft(facts.counselor.id, ABOUT, Step.READ.value, first_turn(facts.now))


def screen(draft: Draft, facts: Facts) -> Screen:
    """Show the step the draft stands at."""
    match draft.step:
        case Step.REGION:
            return own.regions(draft, facts, ways_out(draft))
        case Step.ZONE:
            return own.zones(draft, facts, ways_out(draft))
        case Step.HOURS:
            return own.working(draft, facts, ZoneInfo(draft.data["zone"]), ways_out(draft))
        case _:
            return _page(draft, facts)


def closed(facts: Facts) -> Screen:
    """Say what clients will be shown, and where to begin."""
    who = facts.counselor
    shown = line("settling.done", name=who.name, hours=said(who.hours), town=town(who.zone))
    return Screen((shown, line("settling.next")))


def pressed(draft: Draft, choice: str, facts: Facts) -> Draft | Keep | None:
    """Take a key; None for one that this step does not have."""
    came: Draft | Keep | None = None
    match draft.step:
        case Step.ZONE | Step.HOURS if choice == "back":
            came = draft.at(Step.REGION.value)
        case Step.REGION if choice == "back":
            came = draft.at(Step.READ.value)
        case Step.REGION if choice in facts.zones:
            came = draft.at(Step.ZONE.value, region=choice)
        case Step.ZONE:
            came = _went_on(draft, own.chosen_zone(draft, choice, facts))
        case Step.HOURS:
            came = _went_on(draft, own.PRESETS.get(choice))
        case Step.READ if choice == "on":
            came = draft.at(Step.REGION.value)
        case Step.READ if locale := own.chosen_language(choice, facts):
            came = Keep({"locale": locale}, draft.at(Step.READ.value))
        case _:
            pass
    return came


def wrote(draft: Draft, text: str, facts: Facts) -> Draft | Keep | None:
    """Take typed words; None where they are not understood."""
    return _went_on(draft, own.typed(draft, text, facts))


def _page(draft: Draft, facts: Facts) -> Screen:
    begin = (draft_key(draft, "settling.begin", "on"),)
    welcome = line("settling.welcome", name=facts.counselor.name)
    others = own.languages(draft, facts, but=facts.counselor.locale)
    out = ways_out(draft, back=False)
    return Screen((welcome, *map(line, PAGE)), (begin, *others, out))


def _went_on(draft: Draft, answer: str | Hours | None) -> Draft | Keep | None:
    """Ask for the hours once the zone is known; the hours are the last thing."""
    if answer is None or isinstance(answer, str):
        return None if answer is None else draft.at(Step.HOURS.value, zone=answer)
    return Keep({"zone": draft.data["zone"], "hours": answer, "settled": True}, None)
