"""Where a client arrives: the lasting keyboard, and being welcomed back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.screens import help_card
from bot.screens.lines import hardest_line, next_line
from bot.screens.screen import Screen, line, screen

if TYPE_CHECKING:
    from datetime import datetime

    from bot.safety.resources import Country
    from bot.schedule.risky import Risky


ALL: Final = ("checkin", "words", "urge", "help")
"""The keys of the lasting keyboard."""


def help_below() -> Screen:
    """Lay the one key for help under the chat, before anything is asked."""
    return Screen((line("welcome.help"),), keyboard=("help",))


def keyboard() -> Screen:
    """Lay the lasting keyboard under the chat, so that help is always one tap away."""
    return Screen((line("menu.home"),), keyboard=ALL)


def settled_in(local: datetime, hardest: Risky | None = None) -> Screen:
    """Lay it for somebody who has just agreed; by the clock they see if the zone is right.

    They also see as which hour their hardest one was understood.
    """
    clock = line("welcome.clock", time=local.time())
    if hardest is None:
        return Screen((clock, line("menu.home")), keyboard=ALL)
    return Screen((clock, hardest_line(hardest), line("menu.home")), keyboard=ALL)


def back(*, quiet: bool) -> Screen:
    """Welcome back somebody who starts again, and tell how to end a quiet time."""
    lines = (line("welcome.back"), line("pause.already")) if quiet else (line("welcome.back"),)
    return Screen(lines, keyboard=ALL)


def next_time(coming: datetime | None) -> Screen:
    """Leave it for today, and say when the next prompt comes."""
    return screen("prompt.skipped", next=next_line(coming))


def by_invitation(country: Country, locale: str) -> Screen:
    """Say to a stranger that this goes by invitation, and whom to call whatever comes of it."""
    lines = (line("enrol.by-invitation"), *help_card.people(country, locale))
    return Screen(lines, keyboard=("help",))


def not_agreed() -> Screen:
    """Say that nothing starts before they agree."""
    return screen("welcome.not-agreed")
