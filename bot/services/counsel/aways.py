"""A counselor says until when they are away, and who stands in; open alerts follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel import away, dayword
from bot.screens.screen import line
from bot.services.alerts import climbing
from bot.services.counsel.drafting import go_on, over

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


async def ask(call: Call, _: str) -> None:
    """Ask when they are back."""
    known = await _facts(call)
    draft = away.open_(known)
    await go_on(call, draft, away.screen(draft, known))


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Take a key."""
    came = away.pressed(draft, choice, await _facts(call))
    if came is None:
        call.blink(line("late.turn"))
    else:
        await _follow(call, came, pressed.message)


async def heard(call: Call, draft: Draft, text: str) -> None:
    """Take typed words."""
    await _follow(call, away.wrote(draft, text, await _facts(call)), None)


async def _follow(call: Call, came: Draft | away.Settle, edits: int | None) -> None:
    if isinstance(came, away.Settle):
        await call.change(**came.fields)
        await climbing.hurry(call.work, call.counselor.id)
        await over(call, away.closed(await _facts(call)), edits=edits)
    else:
        await go_on(call, came, away.screen(came, await _facts(call)), edits=edits)


async def _facts(call: Call) -> away.Facts:
    colleagues = {
        one.id: one.name
        for one in await call.work.counselors.all()
        if one.id != call.counselor.id and one.settled and one.reachable
    }
    names = dayword.names(call.house.voice.phrases, call.locale)
    return away.Facts(call.counselor, call.now, names, colleagues)
