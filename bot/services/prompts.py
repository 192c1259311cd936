"""A prompt: sent when it is due, brought to mind once, closed when it is answered or over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.message import Purpose
from bot.ports import Timer, TimerKind
from bot.schedule.occurrences import Occurrence, State
from bot.schedule.pace import Pace
from bot.schedule.plan import Limits, Overlap
from bot.schedule.quiet import is_quiet, when_awake
from bot.schedule.reminders import reminders
from bot.screens.screen import Screen, key, line, screen
from bot.services import talk
from bot.services.replan import pace_of, plan_next, replan, set_prompt

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.visit import Visit

QUEUED: Final = timedelta(minutes=10)
"""How often a prompt that waits for an open check-in looks whether that is over."""
OPEN: Final = frozenset({State.SENT, State.MISSED_BY_CLIENT, State.WITHDRAWN})
"""States in which an answer still counts, in time or late."""


async def prompt(visit: Visit, id_: str) -> None:
    """Send the prompt that is due, or note why not; then plan the one after it."""
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is None or occurrence.state is not State.PLANNED:
        return
    plan = await visit.work.plans.get(occurrence.plan)
    limits = Limits() if plan is None else plan.limits
    state, until = await _fate(visit, occurrence, limits)
    if until is not None and until < occurrence.expires_at:
        await set_prompt(visit, id_, until)
        return
    await visit.work.plans.mark(id_, state, visit.now)
    if state is State.SENT:
        await _watch(visit, id_, occurrence, limits)
        await _send(visit, id_, occurrence)
    if plan is not None:
        await plan_next(visit, plan)


async def _fate(
    visit: Visit, occurrence: Occurrence, limits: Limits
) -> tuple[State, datetime | None]:
    """Say what becomes of a prompt that is due, and until when it is held back if it is."""
    client = visit.client
    if not client.reachable:
        return State.WITHDRAWN, None
    if visit.now >= occurrence.expires_at:
        return State.MISSED_BY_SYSTEM, None
    awake = when_awake(visit.now, client.quiet, client.zoneinfo)
    if awake > visit.now:  # we are late, and it is night there
        return State.EXPIRED, awake
    if await engaged(visit):
        queued = limits.overlap is Overlap.QUEUE
        return State.EXPIRED, visit.now + QUEUED if queued else None
    return State.SENT, None


async def engaged(visit: Visit, but_for: str = "") -> bool:
    """Say whether the client is in a check-in, another than that of the prompt `but_for`."""
    current = await visit.work.conversations.current(visit.client.id)
    if current is None or current.occurrence == but_for:
        return False
    return not await talk.may_wait(visit, current)


async def _send(visit: Visit, id_: str, occurrence: Occurrence) -> None:
    """Say that it is time; at once with the words, if the client wants that and is free."""
    current = await visit.work.conversations.current(visit.client.id)
    playable = occurrence.checkin in visit.house.library
    if visit.client.discreet or current is not None or not playable:
        await _knock(visit, id_, "prompt.discreet", Purpose.PROMPT, occurrence.expires_at)
        return
    await talk.begin(
        visit,
        occurrence.checkin,
        occurrence=id_,
        purpose=Purpose.PROMPT,
        expires_at=occurrence.expires_at,
    )


async def _knock(visit: Visit, id_: str, says: str, purpose: Purpose, expires_at: datetime) -> None:
    """Say that it is time, and nothing that a lock screen should not show."""
    keys = (key("prompt.start", "start", id_), key("prompt.not-today", "not-today", id_))
    knock = Screen((line(says),), (keys,))
    await visit.show(knock, purpose=purpose, occurrence=id_, expires_at=expires_at)


async def _watch(visit: Visit, id_: str, occurrence: Occurrence, limits: Limits) -> None:
    """Set the reminders of a prompt that is sent now, and the end of its time."""
    client, timers = visit.client, visit.work.timers
    end = when_awake(occurrence.expires_at, client.quiet, client.zoneinfo)
    await timers.set(Timer(f"expiry:{id_}", client.id, TimerKind.EXPIRY, end, occurrence=id_))
    sent = replace(occurrence, due_at=visit.now)
    for n, due in enumerate(reminders(sent, limits, client.quiet, client.zoneinfo)):
        timer = Timer(f"reminder:{id_}:{n}", client.id, TimerKind.REMINDER, due, occurrence=id_)
        await timers.set(timer)


async def remind(visit: Visit, id_: str) -> None:
    """Say once that an unanswered check-in is still open, unless they are in another just now."""
    occurrence, client = await visit.work.plans.occurrence(id_), visit.client
    if occurrence is None or occurrence.state is not State.SENT or not client.reachable:
        return
    night = is_quiet(visit.now, client.quiet, client.zoneinfo)
    if night or visit.now >= occurrence.expires_at or await engaged(visit, but_for=id_):
        return
    await _knock(visit, id_, "reminder.discreet", Purpose.REMINDER, occurrence.expires_at)


async def expire(visit: Visit, id_: str) -> None:
    """Close a prompt that nobody answered in its time, without a word about it.

    The second in a row halves the rhythm; the fourth rests it, and that alone is said, once. It is
    not held against somebody who asked for quiet meanwhile, or whom it cannot have reached.
    """
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is None or occurrence.state is not State.SENT:
        return
    if not visit.client.reachable:
        await _close(visit, id_, occurrence, State.WITHDRAWN)
    elif await _close(visit, id_, occurrence, State.MISSED_BY_CLIENT) is Pace.REST:
        await visit.show(screen("prompt.rests"))


async def answered(visit: Visit, id_: str) -> None:
    """Note that a prompt was answered, in its time or after it."""
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is not None and occurrence.state in OPEN:
        in_time = visit.now < occurrence.expires_at
        await _close(visit, id_, occurrence, State.ANSWERED if in_time else State.LATE)


async def skip(visit: Visit, id_: str) -> None:
    """Note that the client left a prompt out."""
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is not None and occurrence.state in OPEN:
        await _close(visit, id_, occurrence, State.SKIPPED)


async def _close(visit: Visit, id_: str, occurrence: Occurrence, state: State) -> Pace | None:
    """End a prompt, and plan anew if that changes the pace; give the new one if it does."""
    plan = await visit.work.plans.get(occurrence.plan)
    before = None if plan is None else await pace_of(visit, plan)
    await visit.work.plans.mark(id_, state, visit.now)
    await visit.work.timers.drop(occurrence=id_)
    now = None if plan is None else await pace_of(visit, plan)
    if now is before:
        return None
    await replan(visit)
    return now
