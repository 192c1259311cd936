"""The client's rhythm: what is coming, and each of it moved within its day or left out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.people import Standing
from bot.schedule.coming import wall, which
from bot.schedule.occurrences import Move, Skip, State, zone_of
from bot.schedule.pace import Pace
from bot.schedule.plan import PlanStatus
from bot.screens import one as screens
from bot.screens import rhythm
from bot.screens.screen import line, page_number
from bot.services import wish
from bot.services.coming import coming, find
from bot.services.outlook import outlook
from bot.services.replan import replan, woken

if TYPE_CHECKING:
    from datetime import time

    from bot.schedule.coming import Coming
    from bot.schedule.plan import Plan
    from bot.services.outlook import Outlook
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

SHOWN: Final = 5
"""Prompts shown at once."""
FAR: Final = timedelta(days=90)
"""As far ahead as anything that was shown is looked for."""


async def show(visit: Visit, edits: int | None = None, page: int = 0) -> None:
    """Show the rhythm, with the keys of one page of plans."""
    look = await outlook(visit)
    await visit.shelf()
    client = visit.client
    stopped = client.standing is not Standing.ACTIVE and client.paused_until is None
    off = stopped or client.held or look.rest.pace is Pace.REST
    seen = rhythm.Rhythm(
        plans=look.plans,
        coming=() if off else coming(look, SHOWN),
        caps=client.caps,
        own=await own_plan(visit) is not None,
        today=visit.today,
        halved=look.rest.pace is Pace.HALF,
        off=off,
        quiet_until=None
        if client.paused_until is None
        else client.paused_until.astimezone(client.zoneinfo).date(),
        page=page,
    )
    await visit.show(rhythm.screen(seen, visit.title), edits=edits)


async def own_plan(visit: Visit) -> Plan | None:
    """Give the one plan of a client who is with no counselor: its days, too, are theirs to set."""
    plans = await visit.work.plans.of(visit.client.id)
    active = [plan for plan in plans if plan.status is PlanStatus.ACTIVE]
    alone = await visit.work.cares.of(visit.client.id) is None
    return active[0] if alone and len(active) == 1 else None


async def back(visit: Visit, pressed: Pressed) -> None:
    """Show the rhythm in the place of a part of it, or of another page of it."""
    await show(visit, pressed.message, page_number(pressed.argument))


async def one(visit: Visit, pressed: Pressed) -> None:
    """Show one prompt."""
    found = await _found(visit, pressed.argument, State.PLANNED, State.SKIPPED)
    if found is not None:
        look, this = found
        near = wish.near(look, this)
        await visit.show(screens.screen(this, visit.title, near), edits=pressed.message)


async def move(visit: Visit, pressed: Pressed) -> None:
    """Move one prompt to the time that the key says."""
    name, _, at = pressed.argument.rpartition(".")
    await move_to(visit, name, wall(at), pressed.message)


async def move_to(visit: Visit, name: str, at: time | None, edits: int | None = None) -> None:
    """Move one prompt to a time of its day, or say kindly what works."""
    found = await _found(visit, name, State.PLANNED)
    if found is None or at is None:
        return
    look, this = found
    answer = wish.moved(look, this, at)
    if isinstance(answer.to, Move):
        await _change(visit, look, this, answer.to, edits, moved=True)
    else:
        take = screens.to(this, answer.works or at)
        said = screens.refused(answer.against or "", at, answer.works, take)
        await visit.show(said, edits=edits)


async def leave_out(visit: Visit, pressed: Pressed) -> None:
    """Leave one prompt out."""
    found = await _found(visit, pressed.argument, State.PLANNED)
    if found is not None:
        await _change(visit, *found, Skip(), pressed.message)


async def bring_back(visit: Visit, pressed: Pressed) -> None:
    """Have a prompt after all that was left out, when its plan has it."""
    found = await _found(visit, pressed.argument, State.SKIPPED)
    if found is None:
        return
    look, this = found
    zone = zone_of(look.plans[this.which.plan], look.client.zoneinfo)
    meant = this.at.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)
    await _change(visit, look, this, Move(meant), pressed.message)


async def _change(
    visit: Visit,
    look: Outlook,
    this: Coming,
    to: Skip | Move,
    edits: int | None,
    *,
    moved: bool = False,
) -> None:
    """Keep what the client does with one prompt, and show it as it is now."""
    plan = look.plans[this.which.plan]
    await visit.work.plans.change(plan.id, this.which.place, to)
    await woken(visit)
    await replan(visit)
    after = await outlook(visit)
    changed = find(after, this.which, this.at + FAR)
    if changed is None:
        await show(visit, edits)
    else:
        near = wish.near(after, changed)
        await visit.show(screens.screen(changed, visit.title, near, moved=moved), edits=edits)


async def _found(visit: Visit, name: str, *states: State) -> tuple[Outlook, Coming] | None:
    """Find a prompt that is coming by its name, or say that it is past."""
    look, this = await outlook(visit), which(name)
    found = None if this is None else find(look, this, visit.now + FAR)
    if found is None or found.state not in states:
        visit.blink(line("one.past"))
        return None
    await visit.shelf()
    return look, found
