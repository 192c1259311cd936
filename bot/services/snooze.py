"""Later: a prompt that has come at the wrong time comes again when the client says."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from bot.schedule.occurrences import State
from bot.schedule.plan import Limits
from bot.schedule.quiet import is_quiet, when_awake
from bot.schedule.wall import instant
from bot.screens import prompting
from bot.services import talk
from bot.services.chosen import chosen
from bot.services.opened import opened
from bot.services.replan import replan, set_prompt, woken

if TYPE_CHECKING:
    from bot.people import Client
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
EVENING: Final = time(19)
LAST: Final = time(18)
"""Until when it makes sense to offer this evening."""


def offered(client: Client, now: datetime) -> tuple[str, ...]:
    """Give the ways to have it later that work for the client now."""
    tonight = until(client, now, now, "e")
    early = now.astimezone(client.zoneinfo).time() < LAST
    awake = not is_quiet(tonight, client.quiet, client.zoneinfo)
    return ("h", "e", "t") if early and awake else ("h", "t")


def until(client: Client, came: datetime, now: datetime, how: str) -> datetime:
    """Give the instant that is meant: tomorrow is at the time of day at which the prompt came."""
    zone = client.zoneinfo
    today = now.astimezone(zone).date()
    match how:
        case "e":
            meant = instant(today, EVENING, zone)
        case "t":
            at = came.astimezone(zone).time().replace(second=0, microsecond=0, fold=0)
            meant = instant(today + DAY, at, zone)
        case _:
            meant = now + HOUR
    return now + DAY if meant is None else meant


async def ask(visit: Visit, pressed: Pressed) -> None:
    """Offer when to have it again."""
    if await opened(visit, pressed, pressed.argument, {State.SENT}) is not None:
        await chosen(visit, pressed.tapped, pressed.message)
        ways = offered(visit.client, visit.now)
        await visit.show(prompting.when(pressed.argument, ways))


async def snooze(visit: Visit, pressed: Pressed) -> None:
    """Put a prompt off: it is due anew, and from then good again for as long as ever."""
    id_, _, how = pressed.argument.partition(".")
    occurrence = await opened(visit, pressed, id_, {State.SENT})
    if occurrence is None or how not in prompting.LATERS or not visit.client.reachable:
        return
    await chosen(visit, pressed.tapped, pressed.message)
    await _leave(visit, id_)
    client, plan = visit.client, await visit.work.plans.get(occurrence.plan)
    limits = Limits() if plan is None else plan.limits
    meant = until(client, occurrence.due_at, visit.now, how)
    soon = meant if meant > visit.now else visit.now + HOUR
    due = when_awake(soon, client.quiet, client.zoneinfo)
    await visit.work.timers.drop(occurrence=id_)
    await visit.work.plans.postpone(id_, due, due + limits.expire_after, visit.now)
    await set_prompt(visit, id_, due)
    await woken(visit)
    await replan(visit)
    local = due.astimezone(client.zoneinfo)
    await visit.show(prompting.again(local, today=local.date() == visit.today))


async def _leave(visit: Visit, id_: str) -> None:
    """Close the check-in that a prompt opened by itself: it begins anew when it comes again."""
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None and current.occurrence == id_:
        await talk.leave(visit)
