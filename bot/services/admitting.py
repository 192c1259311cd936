"""Admitting: what somebody at the client's door is and asks for; kind words where they may not.

Nothing is read or written for who is refused. What they said is heard for danger all the same: that
is never behind anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.arrival import Blocked, Command, Tapped, Unblocked, Wrote
from bot.asks import asked
from bot.roles import Action, Role, may, role_of
from bot.screens import odd
from bot.screens.screen import line
from bot.services import arriving, commands
from bot.services.crisis import catching
from bot.services.enrol import operators
from bot.services.enrol.invites import is_code

if TYPE_CHECKING:
    from bot.arrival import Arrival, What
    from bot.services.visit import Visit


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for what."""

    role: Role
    action: Action

    @property
    def allowed(self) -> bool:
        """Whether the table lets them."""
        return may(self.role, self.action)


async def asking(visit: Visit, what: What) -> Asking:
    """Give what somebody is and asks for; who is an operator too asks for an operator's as one."""
    client = None if visit.stranger else visit.client
    role = role_of(what, client, None, operator=visit.operator is not None)
    action = _asked(visit, what, role)
    if action is Action.OPERATE and not may(role, action):
        visit.operator = await operators.operator(visit)
        role = role if visit.operator is None else Role.OPERATOR
    return Asking(role, action)


async def refuse(visit: Visit, role: Role, arrival: Arrival) -> None:
    """Say kindly that it is not for them, where a person is there to read it."""
    what = arrival.what
    match role:
        case Role.GROUP:
            await visit.show(odd.group())
        case Role.CHANNEL | Role.BOT:
            return
        case _ if isinstance(what, Blocked | Unblocked):
            return
        case Role.CLIENT if isinstance(what, Tapped):
            visit.blink(line("late.turn"))
        case _ if await catching.caught(visit, what):
            return
        case Role.CLIENT:
            await commands.unknown(visit)
        case _:
            await arriving.arrived(visit, arrival)


def _asked(visit: Visit, what: What, role: Role) -> Action:
    match what:
        case Command(name="start", argument=code) if is_code(code):
            return Action.OPEN
        case Wrote(text=text) if visit.house.voice.keyboard_command(text) == "help":
            return Action.HELP
        case _:
            return asked(what, role)
