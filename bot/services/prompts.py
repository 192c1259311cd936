"""A prompt: sent when it is due, brought to mind once, closed when it is answered or over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.message import Purpose
from bot.ports import Timer, TimerKind
from bot.schedule.occurrences import Occurrence, State
from bot.schedule.pace import Pace
from bot.schedule.quiet import is_quiet, when_awake
from bot.schedule.reminders import reminders
from bot.screens import prompting
from bot.services import choosing, stuck, talk
from bot.services.due import fate
from bot.services.engaged import engaged
from bot.services.outage import overtaken
from bot.services.outlook import pace_of
from bot.services.replan import replan, set_prompt, woken

if TYPE_CHECKING:
    from datetime import datetime

    from bot.schedule.plan import Limits
    from bot.services.visit import Visit

OPEN: Final = frozenset({State.SENT, State.SNOOZED, State.MISSED_BY_CLIENT, State.WITHDRAWN})
"""States in which an answer still counts, in time or late."""
TO_SEND: Final = frozenset({State.PLANNED, State.SNOOZED})
ON_TIME: Final = timedelta(minutes=1)
"""A prompt sent later than this is noted to have come when it did."""


async def prompt(visit: Visit, id_: str) -> None:
    """Send the prompt that is due, hold it back or note why not; then plan what is next."""
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is None or occurrence.state not in TO_SEND:
        return
    if visit.now < occurrence.due_at:  # it was put off while this was on its way, or clocks moved
        await set_prompt(visit, id_, occurrence.due_at)
        return
    if not await overtaken(visit, id_, occurrence):
        await _meet(visit, id_, occurrence)
    await replan(visit)


async def _meet(visit: Visit, id_: str, occurrence: Occurrence) -> None:
    """Hold a prompt back if it is to wait; else send it, or let it go."""
    plan = await visit.work.plans.get(occurrence.plan)
    state, until = await fate(visit, occurrence, plan)
    if until is not None and until < occurrence.expires_at:
        await visit.work.plans.defer(id_, until)
        await set_prompt(visit, id_, until)
        return
    brings = None
    if state is State.SENT:
        if await stuck.stops(visit):
            state = State.WITHDRAWN
        else:
            brings = await choosing.brings(visit, id_, occurrence)
            state = State.EXPIRED if brings is None else state
    await visit.work.plans.mark(id_, state, visit.now)
    if brings is not None and plan is not None:
        if visit.now - occurrence.due_at > ON_TIME:
            await visit.work.plans.defer(id_, visit.now)
        await _watch(visit, id_, occurrence, plan.limits)
        await _send(visit, id_, replace(occurrence, checkin=brings))


async def _send(visit: Visit, id_: str, occurrence: Occurrence) -> None:
    """Say that it is time; at once with the words, if the client wants that and is free."""
    current = await visit.work.conversations.current(visit.client.id)
    if visit.client.discreet or current is not None:
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
    knock = prompting.knock(says, id_)
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
    before = await pace_of(visit)
    missed = State.MISSED_BY_CLIENT if visit.client.reachable else State.WITHDRAWN
    await _close(visit, id_, missed)
    now = await pace_of(visit)
    if now is not before:
        await replan(visit)
        if now is Pace.REST:
            await visit.show(prompting.rests())


async def answered(visit: Visit, id_: str) -> None:
    """Note that a prompt was answered, in its time or after it."""
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is not None and occurrence.state in OPEN:
        in_time = visit.now < occurrence.expires_at
        await _heard(visit, id_, State.ANSWERED if in_time else State.LATE)


async def skip(visit: Visit, id_: str) -> None:
    """Note that the client left a prompt out."""
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is not None and occurrence.state in OPEN:
        await _heard(visit, id_, State.SKIPPED)


async def _heard(visit: Visit, id_: str, state: State) -> None:
    """Close a prompt that the client did something about: whatever rested wakes."""
    slower = await pace_of(visit) is not Pace.FULL
    await _close(visit, id_, state)
    await woken(visit)
    if slower:
        await replan(visit)


async def _close(visit: Visit, id_: str, state: State) -> None:
    await visit.work.plans.mark(id_, state, visit.now)
    await visit.work.timers.drop(occurrence=id_)
