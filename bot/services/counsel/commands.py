"""What a counselor's own commands do, but for those that are about clients."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.care import InviteKind
from bot.screens import help_card
from bot.screens.screen import Screen, line, screen
from bot.services.counsel.menu import menu
from bot.services.enrol.invites import LETTERS, is_code

if TYPE_CHECKING:
    from bot.services.counsel.call import Call


async def start(call: Call, argument: str) -> None:
    """Say where to begin; a link that is not for counselors who are here already stays unused."""
    shown = screen("counselor.home")
    if is_code(argument):
        for_client = argument.startswith(LETTERS[InviteKind.CLIENT])
        note = line("code.for-client" if for_client else "code.already")
        shown = replace(shown, lines=(note, *shown.lines))
    await call.show(shown, menu=menu(call))


async def show_help(call: Call, _: str) -> None:
    """Say how this works for a counselor, and whom anybody can call."""
    how = map(line, ("counselor.help", "counselor.limits"))
    country = call.house.country_of(call.counselor.zone)
    await call.show(Screen((*how, *help_card.people(country, call.locale))))
