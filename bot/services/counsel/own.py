"""A counselor's dialogs about themselves: settling in, and `/settings`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from bot.arrival import Command, Tapped
from bot.counsel import own, settings, settling
from bot.counsel.draft import Draft
from bot.counsel.facts import Facts, Keep
from bot.message import Press
from bot.screens.screen import Screen, line
from bot.services.alerts.duty import join
from bot.services.counsel.known import facts
from bot.services.counsel.menu import menu
from bot.services.counsel.overviews import rearm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.arrival import What
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


class Dialog(Protocol):
    """A dialog, as each module of `bot.counsel` is one."""

    def open_(self, facts: Facts) -> Draft:
        """Begin it."""
        ...

    def screen(self, draft: Draft, facts: Facts) -> Screen:
        """Show where it stands."""
        ...

    def pressed(self, draft: Draft, choice: str, facts: Facts) -> Draft | Keep | None:
        """Take a key; None for one that is not there."""
        ...

    def wrote(self, draft: Draft, text: str, facts: Facts) -> Draft | Keep | None:
        """Take typed words; None where they are not understood."""
        ...

    def closed(self, facts: Facts) -> Screen:
        """Show how it ended."""
        ...


DIALOGS: Final[Mapping[str, Dialog]] = {settling.ABOUT: settling, settings.ABOUT: settings}
_RENAMES: Final = frozenset({"locale", "settled"})
"""What changes the counselor's menu of commands."""
_REARMS: Final = frozenset({"overview_day", "hours", "zone"})
"""What changes when the weekly overview comes."""


async def settle(call: Call) -> None:
    """Show the page that comes before anything else."""
    await _begin(call, settling)


async def show_settings(call: Call, _: str) -> None:
    """Show what can be set."""
    await _begin(call, settings)


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Take a key."""
    came = DIALOGS[draft.about].pressed(draft, choice, facts(call))
    if came is None:
        call.blink(line("late.turn"))
    else:
        await _follow(call, came, DIALOGS[draft.about], pressed.message)


async def heard(call: Call, draft: Draft, text: str) -> None:
    """Take typed words; what is not understood is asked for again."""
    dialog, known = DIALOGS[draft.about], facts(call)
    came = dialog.wrote(draft, text, known)
    if came is None:
        again = draft.at(draft.step)
        await call.work.drafts.put(again)
        await call.show(own.unread(again, dialog.screen(again, known)))
    else:
        await _follow(call, came, dialog, None)


async def _begin(call: Call, dialog: Dialog) -> None:
    known = facts(call)
    draft = dialog.open_(known)
    await call.work.drafts.put(draft)
    await call.show(dialog.screen(draft, known))


async def _follow(call: Call, came: Draft | Keep, dialog: Dialog, edits: int | None) -> None:
    """Keep what was settled, and show how the dialog goes on or ended."""
    commands: tuple[tuple[str, str], ...] = ()
    draft = came if isinstance(came, Draft) else came.draft
    if isinstance(came, Keep):
        await call.change(**came.fields)
        if came.fields.keys() & _REARMS:
            await rearm(call)
        if came.fields.get("settled") and call.house.on_rota:
            await join(call.work, call.counselor.id)
        if call.counselor.settled and came.fields.keys() & _RENAMES:
            commands = menu(call)
    known = facts(call)
    if draft is None:
        await call.work.drafts.drop(call.counselor.id)
        await call.show(dialog.closed(known), edits=edits, menu=commands)
    else:
        await call.work.drafts.put(draft)
        await call.show(dialog.screen(draft, known), edits=edits, menu=commands)


async def comes_first(call: Call, what: What) -> bool:
    """Show the page to somebody who has not settled in; say whether it was shown.

    Help is never behind it, and what is tapped or typed in the dialog is part of it.
    """
    match what:
        case Command(name="help") | Tapped(does=Press(action="draft")):
            return False
        case Command() | Tapped():
            pass
        case _ if await call.work.drafts.get(call.counselor.id) is not None:
            return False
    await settle(call)
    return True
