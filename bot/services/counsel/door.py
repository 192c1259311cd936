"""The counselor's door: commands, presses and sentences, each to whoever answers that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arrival import Blocked, Command, Edited, File, Sent, Tapped, Unblocked, Wrote
from bot.asks import asked, dialog
from bot.counsel.draft import CANCEL, cancelled, choice_of
from bot.message import Answering, Press
from bot.roles import Action, Role, may, role_of_counselor
from bot.screens import odd
from bot.screens.screen import line, screen
from bot.services.alerts import climbing
from bot.services.counsel import commands, own, owning, rehearsing
from bot.services.counsel.tables import CHOOSES, COMMANDS, HEARS, PRESSES
from bot.services.enrol import operators
from bot.services.enrol.invites import is_code
from bot.services.pressed import Pressed

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.arrival import Arrival, What
    from bot.counsel.draft import Draft
    from bot.services.counsel.call import Call


async def happen(call: Call, arrival: Arrival) -> None:
    """Let one thing happen to one counselor, if they may; suspended ones are told so, no more."""
    what = _meant(call, arrival.what)
    if not isinstance(what, Blocked) and call.counselor.gone_at is not None:
        await call.change(gone_at=None)
    role, action = await _asking(call, what)
    if not may(role, action):
        await _refuse(call, role, what)
    elif isinstance(what, Blocked):
        await call.change(gone_at=call.now)
        await climbing.hurry(call.work, call.counselor.id)
    elif role is Role.SUSPENDED:
        await commands.suspended(call, what)
    elif not isinstance(what, Unblocked):
        await _take(call, what, arrival)


async def _asking(call: Call, what: What) -> tuple[Role, Action]:
    """Give what they are and ask for; who is an operator too asks for an operator's as one."""
    role = role_of_counselor(call.counselor)
    opens = isinstance(what, Command) and what.name == "start" and is_code(what.argument)
    action = Action.OPEN if opens else asked(what, role)
    known = action is Action.OPERATE and role is Role.COUNSELOR
    is_operator = known and await operators.operator(call) is not None
    return (Role.OPERATOR if is_operator else role), action


async def _refuse(call: Call, role: Role, what: What) -> None:
    """Say kindly that it is not for them."""
    if role is Role.SUSPENDED:
        await commands.suspended(call, what)
    elif role is Role.NEW_COUNSELOR:
        await own.settle(call)
    elif isinstance(what, Tapped):
        call.blink(line("late.turn"))
    else:
        await _unknown(call, "")


def _meant(call: Call, what: What) -> What:
    """Take the key for help, laid under the chat before they were a counselor, for the command."""
    if isinstance(what, Wrote) and call.house.voice.keyboard_command(what.text) == "help":
        return Command("help")
    return what


async def _take(call: Call, what: What, arrival: Arrival) -> None:
    """Bring what a counselor sent to whoever answers that."""
    await call.shelf()  # so that every screen has the titles of their own check-ins
    if not call.counselor.settled and await own.comes_first(call, what):
        return
    match what:
        case Command(name=name, argument=argument):
            await COMMANDS.get(name, _unknown)(call, argument)
        case Tapped(does=Press(action=action, argument=argument)) if action in PRESSES:
            await PRESSES[action](call, Pressed(argument, what, arrival.message))
        case Tapped(does=Press(action="draft", argument=argument)):
            await _choose(call, Pressed(argument, what, arrival.message))
        case Tapped(does=Answering() as does) as tapped:
            await rehearsing.answered(call, does, tapped, arrival.message)
        case Tapped(does=does):
            call.blink(line("late.turn" if does else "before.counselor"))
        case Wrote(text=text) | Edited(text=text) | Sent(caption=text) if text:
            await _hear(call, text)
        case Sent(file=File()) if call.looked is not None:
            await owning.handed(call, call.looked)
        case Sent(thing=thing):
            await call.show(odd.thing(thing))
        case _:  # passed on from elsewhere, or without a word in it
            await call.show(screen("counselor.unheard"))


async def _choose(call: Call, pressed: Pressed) -> None:
    """Bring a key of a dialog to the dialog that is open; one of another turn is past."""
    draft = await call.work.drafts.get(call.counselor.id)
    choice = None if draft is None else choice_of(draft, pressed.argument)
    if draft is None or choice is None or not _goes_on(call, draft, CHOOSES):
        call.blink(line("late.turn"))
    elif choice == CANCEL:
        await call.work.drafts.drop(call.counselor.id)
        await call.show(cancelled(draft), edits=pressed.message)
    else:
        await CHOOSES[draft.about](call, draft, choice, pressed)


async def _hear(call: Call, text: str) -> None:
    """Take words where a dialog waits for some; say where they would be heard otherwise."""
    draft = await call.work.drafts.get(call.counselor.id)
    if draft is not None and _goes_on(call, draft, HEARS):
        await HEARS[draft.about](call, draft, text)
    else:
        await call.show(screen("counselor.unheard"))


def _goes_on(call: Call, draft: Draft, known: Collection[str]) -> bool:
    """Say whether the dialog is one that takes this, and one they may go on with."""
    action = dialog(draft.about)
    allowed = action is not None and may(role_of_counselor(call.counselor), action)
    return allowed and draft.about in known


async def _unknown(call: Call, _: str) -> None:
    await call.show(screen("odd.command"))
