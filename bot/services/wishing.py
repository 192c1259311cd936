"""A time that the client types or taps: for one prompt, or for a plan from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.message import Press
from bot.schedule.coming import wall
from bot.schedule.plan import Plan, PlanStatus
from bot.screens import one as screens
from bot.screens.screen import line
from bot.services import rhythm, talk, wish
from bot.services.chosen import chosen
from bot.services.outlook import outlook
from bot.services.replan import edit, next_local, replan, woken
from bot.settings import time_of

if TYPE_CHECKING:
    from datetime import time

    from bot.interview.conversation import Conversation
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

SCRIPT: Final = "what-time"
WISH: Final = "wish"
"""Under which the profile keeps what a time is for, until it is named."""


async def ask(visit: Visit, pressed: Pressed) -> None:
    """Ask for a time; the key says what for."""
    await chosen(visit, pressed.tapped, pressed.message)
    await visit.change(profile={**visit.client.profile, WISH: pressed.argument})
    await talk.begin(visit, SCRIPT)


async def told(visit: Visit, conversation: Conversation) -> None:
    """Take the time that was asked for."""
    profile, answer = dict(visit.client.profile), conversation.answers["time"]
    what, _, name = profile.pop(WISH, "").partition(".")
    await visit.change(profile=profile)
    at = time_of(answer.text or answer.options[0])
    if what == "one":
        await rhythm.move_to(visit, name, at)
    else:
        await _retime(visit, name, at)


async def retime(visit: Visit, pressed: Pressed) -> None:
    """Have a plan at the time of day that the key says."""
    name, _, at = pressed.argument.partition(".")
    await _retime(visit, name, wall(at), pressed.message)


async def _retime(visit: Visit, name: str, at: time | None, edits: int | None = None) -> None:
    """Give a plan another time of day from now on, or say kindly which would work."""
    look = await outlook(visit)
    n = int(name) if name.isascii() and name.isdigit() else len(look.plans)
    if at is None:
        return
    if n >= len(look.plans) or look.plans[n].status is not PlanStatus.ACTIVE:
        visit.blink(line("one.past"))
        return
    answer = wish.retimed(look, n, at)
    if isinstance(answer.to, Plan):
        if answer.to != look.plans[n]:
            await edit(visit, answer.to)
        await woken(visit)
        await replan(visit)
        await visit.show(screens.retimed(await next_local(visit)), edits=edits)
    else:
        take = Press("retime", f"{n}.{answer.works or at:%H%M}")
        said = screens.refused(answer.against or "", at, answer.works, take)
        await visit.show(said, edits=edits)
