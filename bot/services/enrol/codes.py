"""Codes: what the link of an invitation opens, told apart by the code's first letter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from bot.care import InviteKind
from bot.screens.screen import screen
from bot.services.enrol import clients, operators
from bot.services.enrol.become import become
from bot.services.enrol.invites import LETTERS
from bot.services.visit import Visit

if TYPE_CHECKING:
    from bot.services.happening import Happening

Opens = Callable[[Visit, str], Awaitable[None]]


async def opened(visit: Visit, code: str) -> None:
    """Let somebody open a link; they may be a stranger, in the welcome, or a client of long."""
    if await may_try(visit, code):
        await OPENS.get(code[:1], _unknown)(visit, code)


async def may_try(happening: Happening, code: str) -> bool:
    """Count a code that opens nothing; who tried too many is told so, and none is looked up."""
    guesses = happening.house.guesses
    if guesses.rests(happening.chat, happening.now):
        await happening.show(screen("code.rest"))
        return False
    if await happening.work.invites.by_code(code) is None:
        guesses.missed(happening.chat, happening.now)
    return True


async def _unknown(visit: Visit, _: str) -> None:
    await visit.show(screen("code.unknown"))


OPENS: Final[Mapping[str, Opens]] = {
    LETTERS[InviteKind.COUNSELOR]: become,
    LETTERS[InviteKind.CLIENT]: clients.opened,
    LETTERS[InviteKind.OPERATOR]: operators.opened,
}
"""By the letter that a code begins with; the whole code is handed on."""
