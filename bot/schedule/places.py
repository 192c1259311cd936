"""Places: where a prompt stands in its plan, what a client changed there, and the instants meant.

Rules: local date, wall time and zone are the truth. A time in a DST gap moves forward by the
gap; one in a fold fires once, the first time. Prompts that then meet, or come nearer than
`min_gap`, become one: the earlier. A date the zone skipped has none. Instants never decrease.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import groupby, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from bot.schedule.dates import dates
from bot.schedule.draw import later, times
from bot.schedule.wall import instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from bot.schedule.plan import Plan

Anchors = Mapping[str, date]
"""Local dates by name: `enrolment`, `last_session`, `next_session`, or the client's own."""


class Place(NamedTuple):
    """Where an occurrence stands in its plan; unique per plan, whatever its version."""

    local_date: date
    slot: int
    """Index into the plan's slots."""
    seq: int
    """Which of the slot's prompts on that day, from 0."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The client leaves this occurrence out."""


@dataclass(frozen=True, slots=True)
class Move:
    """The client has this occurrence at another time."""

    to: datetime
    """Naive: a wall time in the plan's zone, whole minutes."""


Exceptions = Mapping[Place, Skip | Move]
"""What the client changed about single occurrences of one plan."""

NO_EXCEPTIONS: Exceptions = MappingProxyType({})


class Prompt(NamedTuple):
    """A place and its instants. Aware, UTC."""

    due_at: datetime
    meant: datetime
    """As the wall says, without the plan's spread."""
    place: Place


_MINUTE = timedelta(minutes=1)


def prompts(
    plan: Plan,
    zone: ZoneInfo,
    anchors: Anchors,
    since: date,
    key: bytes,
    exceptions: Exceptions,
) -> Iterator[Prompt]:
    """Give a plan's prompts from its local date `since` on, instants ascending; `zone` is its."""
    found = _apart(plan, _own(plan, zone, anchors, since, key, exceptions))
    if exceptions:
        found = _apart(plan, merge(found, sorted(_moved(plan, zone, anchors, exceptions))))
    if plan.limits.max_per_day is not None:
        found = _within_day(plan.limits.max_per_day, zone, found)
    return found


def left_out(
    plan: Plan, zone: ZoneInfo, anchors: Anchors, key: bytes, exceptions: Exceptions
) -> Iterator[Prompt]:
    """Give the prompts that the client leaves out, if the plan still holds their places."""
    for place, change in exceptions.items():
        if isinstance(change, Skip) and _holds(plan, anchors, place):
            found = _at(plan, zone, place.local_date, place.slot, key)
            yield from (prompt for prompt in found if prompt.place == place)


def _own(
    plan: Plan,
    zone: ZoneInfo,
    anchors: Anchors,
    since: date,
    key: bytes,
    exceptions: Exceptions,
) -> Iterator[Prompt]:
    """Give what the plan itself holds, in the order of its places."""
    for day in dates(plan, anchors, since):
        for number in range(len(plan.slots)):
            for prompt in _at(plan, zone, day, number, key):
                if prompt.place not in exceptions:
                    yield prompt


def _at(plan: Plan, zone: ZoneInfo, day: date, number: int, key: bytes) -> Iterator[Prompt]:
    """Give what one slot holds on one day."""
    slot, spread = plan.slots[number], plan.limits.spread
    for seq, wall in enumerate(times(slot, plan.id, day, number, key)):
        meant = instant(day, wall, zone)
        if meant is not None:
            due_at = meant + later(slot, plan.id, day, number, key, spread) if spread else meant
            yield Prompt(due_at, meant, Place(day, number, seq))


def _moved(
    plan: Plan, zone: ZoneInfo, anchors: Anchors, exceptions: Exceptions
) -> Iterator[Prompt]:
    """Give the occurrences that the client moved, if the plan still holds their places."""
    for place, change in exceptions.items():
        if isinstance(change, Move) and _holds(plan, anchors, place):
            due_at = instant(change.to.date(), change.to.time(), zone)
            if due_at is not None:
                yield Prompt(due_at, due_at, place)


def _holds(plan: Plan, anchors: Anchors, place: Place) -> bool:
    return (
        next(dates(plan, anchors, place.local_date), None) == place.local_date
        and place.slot < len(plan.slots)
        and place.seq < plan.slots[place.slot].count
    )


def _apart(plan: Plan, found: Iterable[Prompt]) -> Iterator[Prompt]:
    """Let go of every prompt that meets the one before, or comes nearer than the wider gap.

    Neither the instants meant may be nearer, nor those that the spread made of them.
    """
    gaps = tuple(max(slot.min_gap, _MINUTE) for slot in plan.slots)
    before: Prompt | None = None
    for prompt in found:
        if before is not None:
            gap = max(gaps[prompt.place.slot], gaps[before.place.slot])
            if prompt.due_at - before.due_at < gap or prompt.meant - before.meant < gap:
                continue
        before = prompt
        yield prompt


def _within_day(most: int, zone: ZoneInfo, found: Iterable[Prompt]) -> Iterator[Prompt]:
    """Let go of what exceeds a local day: only a move, or a gap at midnight, can cause that."""
    for _, day in groupby(found, key=lambda prompt: prompt.due_at.astimezone(zone).date()):
        yield from islice(day, most)
