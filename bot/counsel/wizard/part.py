"""A part of the plan that one step of the wizard is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bot.counsel.draft import draft_key
from bot.counsel.wizard.making import SUMMARY
from bot.screens.screen import Key, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.counsel.draft import Draft
    from bot.counsel.wizard.facts import Facts
    from bot.interview.turn import Line
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

TO: Final = "to-"
"""Begins a choice that leads to another step."""


class Part(NamedTuple):
    """What one step shows, takes and changes."""

    ask: str
    """The line under the sentence: what may be chosen, and what may be typed."""
    keys: Callable[[Draft, Plan, Facts], Keys]
    chosen: Callable[[Plan, str, Facts], Plan | None]
    """Gives the plan as a key changes it; None for a key there is not."""
    wrote: Callable[[Plan, str, Facts], Plan | None]
    """Gives the plan as typed words change it; None if they cannot be read."""
    above: str = SUMMARY
    """Where Back leads."""
    stays: bool = False
    """One choice does not end it: there may be more to choose."""


def ticked(draft: Draft, label: Line | str, choice: str, *, on: bool) -> Key:
    """Give a key of a list to tick, or of choices of which one holds."""
    named = line(label) if isinstance(label, str) else label
    return draft_key(draft, line("pick.on", choice=named) if on else named, choice)


def number_in(choice: str, prefix: str) -> int | None:
    """Read the number that a choice carries behind a prefix, with its sign."""
    digits = choice.removeprefix(prefix)
    if digits == choice or not digits.removeprefix("-").isdecimal():
        return None
    return int(digits)


def no_words(_plan: Plan, _text: str, _facts: Facts) -> None:
    """Read nothing: this step has keys alone."""
