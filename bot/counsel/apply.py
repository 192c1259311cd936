"""Giving plans to clients: a template's, or those of another client, to one of them or to many.

A template chosen at a client's card leads straight to what it changes for them; others can be
added there. What is shown is what is saved: if somebody's plans changed since, it is shown again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Final

from bot.counsel import ticking
from bot.counsel.apply_facts import changes, chosen, others, unnamed
from bot.counsel.changes import seal
from bot.counsel.draft import Draft
from bot.schedule import risky

if TYPE_CHECKING:
    from bot.counsel.apply_facts import Facts
    from bot.counsel.changes import Change
    from bot.people import ClientId, CounselorId

ABOUT: Final = "apply"
HOURS: Final = tuple(time(hour) for hour in (9, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0))
"""Times of day to choose a risky time from."""


@dataclass(frozen=True, slots=True)
class Give:
    """A deed: end these plans, and keep these."""

    changes: tuple[Change, ...]


def open_(counselor: CounselorId, turn: int, client: ClientId | None, *, copying: bool) -> Draft:
    """Begin with a client's card, or (a template only) with nobody chosen."""
    chosen = [] if client is None or copying else [client]
    data = {"clients": chosen, "copying": copying, "page": 0, "hour": "", "adds": False}
    return Draft(counselor, ABOUT, "many" if copying else "which", turn, client, data)


def pressed(draft: Draft, choice: str, facts: Facts) -> Draft | Give | None:
    """Take a key; None for one that is not of this step, or names what is there no more."""
    head, _, rest = choice.partition(":")
    if head == "back":
        return _back(draft, facts)
    match draft.step:
        case "which":
            return _choose(draft, rest, facts) if head == "plan" else None
        case "many":
            return _tick(draft, head, rest, facts)
        case "day":
            known = head == "day" and rest in {"1", "2", "3", "4", "5", "6", "7"}
            return draft.at("hour", day=int(rest)) if known else None
        case "hour":
            return _at(draft, rest, facts) if head == "at" else None
        case _:
            return _settle(draft, head, facts)


def wrote(draft: Draft, text: str, facts: Facts) -> Draft | None:
    """Take a typed day and hour where one is asked for; None elsewhere, or if it is none."""
    found = facts.hour_of(text) if draft.step in {"day", "hour"} else None
    return None if found is None else summed_up(draft.at("summary", hour=found.written), facts)


def summed_up(draft: Draft, facts: Facts, *, moved: bool = False) -> Draft:
    """Go to the summary, which holds as long as nothing it is made of changes."""
    return draft.at("summary", moved=moved, seal=seal(changes(draft, facts)))


def _choose(draft: Draft, name: str, facts: Facts) -> Draft | None:
    if name not in facts.templates:
        return None
    after = draft.at("many", template=name)
    return after if draft.client is None else _onward(after, facts)


def _tick(draft: Draft, head: str, rest: str, facts: Facts) -> Draft | None:
    there = others(draft, facts)
    if head == "on":
        return _onward(draft, facts) if chosen(draft, facts) else None
    if head == ticking.TURN:
        return draft.at("many", page=int(rest)) if rest.isdecimal() else None
    after = ticking.ticked(head, rest, there, draft.data["clients"])
    return None if after is None else draft.at("many", clients=after)


def _onward(draft: Draft, facts: Facts) -> Draft:
    """Ask for an hour if somebody needs one, or show what changes."""
    if unnamed(draft, facts) and not draft.data["hour"]:
        return draft.at("day")
    return summed_up(draft, facts)


def _at(draft: Draft, rest: str, facts: Facts) -> Draft | None:
    hour = next((at for at in HOURS if f"{at:%H-%M}" == rest), None)
    if hour is None:
        return None
    return summed_up(draft.at("summary", hour=risky.Risky(draft.data["day"], hour).written), facts)


def _settle(draft: Draft, head: str, facts: Facts) -> Draft | Give | None:
    """Save what is shown, or change what it is made of."""
    match head:
        case "save":
            found = changes(draft, facts)
            if seal(found) != draft.data["seal"]:
                return summed_up(draft, facts, moved=True)
            return None if all(one.none for one in found) else Give(found)
        case "others":
            return draft.at("many")
        case "adds":
            return summed_up(draft.at("summary", adds=not draft.data["adds"]), facts)
        case _:
            return None


def _back(draft: Draft, facts: Facts) -> Draft | None:
    copying, alone = draft.data["copying"], draft.data["clients"] == [draft.client]
    match draft.step:
        case "hour":
            return draft.at("day")
        case "summary" if draft.data["hour"] and unnamed(draft, facts):
            return draft.at("day", hour="")
        case "summary" | "day" if copying or not alone:
            return draft.at("many")
        case "which":
            return None
        case _:
            return None if copying else draft.at("which", hour="")
