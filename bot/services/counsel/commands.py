"""What a counselor's own commands do, but for those that are about clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.arrival import Command
from bot.care import InviteKind
from bot.screens import help_card
from bot.screens.screen import Screen, line
from bot.services.counsel.menu import menu
from bot.services.enrol import clients, codes, operators
from bot.services.enrol.invites import LETTERS, is_code

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from bot.arrival import What
    from bot.interview.turn import Line
    from bot.services.counsel.call import Call

OPENS: Final[Mapping[str, Callable[[Call, str], Awaitable[None]]]] = {
    LETTERS[InviteKind.CLIENT]: clients.seen_by,
    LETTERS[InviteKind.OPERATOR]: operators.opened_by,
}
"""By the letter that a code begins with: what it opens for who is a counselor already."""


async def start(call: Call, argument: str) -> None:
    """Say where to begin; a link that is not for counselors who are here already stays unused."""
    opens = OPENS.get(argument[:1]) if is_code(argument) else None
    if opens is not None:
        if await codes.may_try(call, argument):
            await opens(call, argument)
        return
    note = (line("code.already"),) if is_code(argument) else ()
    await call.show(Screen((*note, line("counselor.home"))), menu=menu(call))


async def suspended(call: Call, what: What) -> None:
    """Say that nothing can be done here for now; people to call are never behind anything."""
    people: Iterable[Line] = ()
    if what == Command("help"):
        country = call.house.country_of(call.counselor.zone)
        people = help_card.people(country, call.locale)
    await call.show(Screen((line("counselor.suspended"), *people)))


async def show_help(call: Call, _: str) -> None:
    """Say how this works for a counselor, and whom anybody can call."""
    how = map(line, ("counselor.help", "counselor.limits"))
    country = call.house.country_of(call.counselor.zone)
    await call.show(Screen((*how, *help_card.people(country, call.locale))))
