"""Codes: what the link of an invitation opens, told apart by the code's first letter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.care import InviteKind
from bot.screens.screen import screen
from bot.services.enrol import clients, operators
from bot.services.enrol.become import become
from bot.services.enrol.invites import LETTERS
from bot.services.visit import Visit

Opens = Callable[[Visit, str], Awaitable[None]]


async def opened(visit: Visit, code: str) -> None:
    """Let somebody open a link; they may be a stranger, in the welcome, or a client of long."""
    await OPENS.get(code[:1], _unknown)(visit, code)


async def _unknown(visit: Visit, _: str) -> None:
    await visit.show(screen("code.unknown"))


OPENS: Final[Mapping[str, Opens]] = {
    LETTERS[InviteKind.COUNSELOR]: become,
    LETTERS[InviteKind.CLIENT]: clients.opened,
    LETTERS[InviteKind.OPERATOR]: operators.opened,
}
"""By the letter that a code begins with; the whole code is handed on."""
