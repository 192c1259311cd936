"""The evening before a session: one message, and nothing else within an hour of it.

Where a plan of theirs asks what to bring that evening, that is the one knock, and the brief follows
its end.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel import around
from bot.message import Purpose
from bot.schedule.ledger import HOUR
from bot.schedule.quiet import when_awake
from bot.screens import briefing as screens
from bot.screens.screen import screen
from bot.services.briefing import arming, preview
from bot.services.chosen import chosen
from bot.services.due import KNOCKED, REACHED, knocked_at
from bot.services.engaged import QUEUED, engaged

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

_NEAR: Final = timedelta(hours=36)
"""A prompt of a plan's that is this near belongs to the same session."""


async def knock(visit: Visit) -> None:
    """Say that there is a session tomorrow; later, if it is night or something else is near.

    Who paused, or cannot be reached, may be back before the session.
    """
    met = await preview.meeting(visit)
    if met is None:
        return
    at = around.evening(met.session, visit.client)
    if not visit.client.reachable:
        later: datetime | None = visit.now + HOUR
    elif visit.now < at:
        later = at
    else:
        later = await free_from(visit, screens.AGENDA, met.session.instant)
    if later is not None:
        await arming.before_at(visit, met.session, later)
    elif not await had(visit, screens.AGENDA, met.session.instant):
        await note_knock(visit)
        if visit.client.discreet:
            until = met.session.instant
            await visit.show(screens.knock(), purpose=Purpose.PROMPT, expires_at=until)
        else:
            await _say(visit, met)


async def press(visit: Visit, pressed: Pressed) -> None:
    """Open it, look at the brief, or leave it."""
    await chosen(visit, pressed.tapped, pressed.message)
    met = await preview.meeting(visit)
    if pressed.argument == "no":
        await visit.show(screens.left(None if met is None else met.counselor))
    elif pressed.argument == "skip":
        await visit.show(screen("after.skipped"))
    elif met is not None and pressed.argument == "eve":
        await _say(visit, met)
    else:
        await preview.show(visit)


async def free_from(visit: Visit, checkin: str, until: datetime) -> datetime | None:
    """Give from when it would not be at night, in a check-in, or within an hour of a prompt.

    A plan's own prompt for `checkin` that is due before `until` is waited for.
    """
    client, now = visit.client, visit.now
    awake = when_awake(now, client.quiet, client.zoneinfo)
    if awake > now:
        return awake
    if await engaged(visit) and not await _only_put(visit):
        return now + QUEUED
    waiting = [one for _, one in await visit.work.plans.waiting(client.id)]
    near = [
        one.due_at
        for one in waiting
        if one.due_at < now + HOUR or (one.checkin == checkin and one.due_at < until)
    ]
    sent = await visit.work.plans.since(client.id, now - HOUR)
    near += [one.due_at for one in sent if one.state in REACHED and one.due_at <= now]
    knocked = knocked_at(client)
    near += [] if knocked is None or knocked <= now - HOUR else [knocked]
    found = max(near, default=None)
    return None if found is None else max(found + HOUR, now + QUEUED)


async def had(visit: Visit, checkin: str, around: datetime) -> bool:
    """Say whether a plan has brought a check-in lately, as seen from an instant."""
    kept = await visit.work.plans.since(visit.client.id, around - _NEAR)
    return any(one.checkin == checkin and one.state in REACHED for one in kept)


async def note_knock(visit: Visit) -> None:
    """Note that something came just now, for prompts to keep an hour away from it."""
    await visit.change(profile={**visit.client.profile, KNOCKED: visit.now.isoformat()})


async def _only_put(visit: Visit) -> bool:
    """Say whether the open check-in is a prompt's question that nobody has answered so far."""
    current = await visit.work.conversations.current(visit.client.id)
    return current is not None and current.occurrence is not None and not current.answers


async def _say(visit: Visit, met: preview.Meeting) -> None:
    sent = await preview.waiting(visit, met.care) is not None
    local = met.session.instant.astimezone(visit.zone)
    shown = screens.evening(met.counselor, local, visit.today, sent=sent)
    await visit.show(shown, purpose=Purpose.PROMPT, expires_at=met.session.instant)
