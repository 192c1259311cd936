"""Mending the slots of a plan: windows that hold their prompts, in order and far enough apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.schedule.fault import Fault, Wrong
from bot.schedule.plan import Plan, Slot, minutes
from bot.schedule.slotchecks import gap_of, neighbours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.schedule.fault import Told

_MINUTE = timedelta(minutes=1)
_LONGEST_GAP = timedelta(days=1) - _MINUTE
_LAST = 24 * 60 - 1
_EVENING = time(18)
_WIDEN = 60
"""Minutes: a window is made wider by so many at most, before it is made to hold fewer."""


def mend_slots(plan: Plan) -> tuple[Plan, tuple[Fault, ...]]:
    """Give the plan with slots that work: nothing else about it changes."""
    faults: list[Fault] = []
    sound = [_sound(slot, faults) for slot in plan.slots]
    if not sound:
        sound = [Slot(_EVENING, _EVENING)]
        faults.append(Fault(Wrong.NO_TIME, {"now": _EVENING}))
    slots = _in_order(sound, faults)
    ends = [minutes(after.from_) - 1 for after in slots[1:]]
    held = [_holding(slot, end, faults) for slot, end in zip(slots, [*ends, _LAST], strict=True)]
    return _apart(replace(plan, slots=tuple(held)), faults), tuple(faults)


def _sound(slot: Slot, faults: list[Fault]) -> Slot:
    """Give a slot whose every part is possible, though they may not fit together."""
    from_, to = _wall(slot.from_, faults), _wall(slot.to, faults)
    gap = min(max(slot.min_gap - slot.min_gap % _MINUTE, timedelta()), _LONGEST_GAP)
    if gap != slot.min_gap:
        faults.append(Fault(Wrong.GAP, {"was": slot.min_gap, "now": gap}))
    if slot.count < 1:
        faults.append(Fault(Wrong.COUNT, {"was": slot.count, "now": 1}))
    if to < from_:
        end = _clock(_LAST)
        faults.append(Fault(Wrong.BACKWARDS, {"from": from_, "was": to, "now": end}))
        to = end
    return Slot(from_, to, max(slot.count, 1), gap)


def _wall(wall: time, faults: list[Fault]) -> time:
    whole = _clock(minutes(wall))
    if wall == whole:
        return wall
    faults.append(Fault(Wrong.SECONDS, {"was": wall, "now": whole}))
    return whole


def _in_order(slots: Sequence[Slot], faults: list[Fault]) -> list[Slot]:
    """Give the slots in the order of the day, those that lie over each other as one."""
    ordered = sorted(slots, key=lambda slot: slot.from_)
    if ordered != slots:
        faults.append(Fault(Wrong.ORDER))
    apart = ordered[:1]
    for slot in ordered[1:]:
        before = apart[-1]
        if slot.from_ > before.to:
            apart.append(slot)
            continue
        end, gap = max(before.to, slot.to), max(before.min_gap, slot.min_gap)
        apart[-1] = Slot(before.from_, end, before.count + slot.count, gap)
        faults.append(Fault(Wrong.ONE_WINDOW, {"from": before.from_, "to": end}))
    return apart


def _holding(slot: Slot, end: int, faults: list[Fault]) -> Slot:
    """Give a slot that holds its prompts: one wider but not past `end`, or one of fewer."""
    lacks = slot.count * gap_of(slot) - slot.width
    if slot.count == 1 or (slot.width > 0 and lacks <= 0):
        return slot
    if slot.width == 0:
        faults.append(Fault(Wrong.FIXED, {"at": slot.from_, "was": slot.count, "now": 1}))
        return replace(slot, count=1)
    told: dict[str, Told] = {"from": slot.from_, "gap": timedelta(minutes=gap_of(slot))}
    if lacks <= _WIDEN and minutes(slot.to) + lacks <= end:
        to = _clock(minutes(slot.to) + lacks)
        told |= {"count": slot.count, "was": slot.to, "now": to}
        faults.append(Fault(Wrong.WIDENED, told))
        return replace(slot, to=to)
    count = max(slot.width // gap_of(slot), 1)
    faults.append(Fault(Wrong.FEWER, told | {"to": slot.to, "was": slot.count, "now": count}))
    return replace(slot, count=count)


def _apart(plan: Plan, faults: list[Fault]) -> Plan:
    """Keep each slot far enough from the one before it, and the first from the day before."""
    for number, _, _, apart in tuple(neighbours(plan)):
        slots = list(plan.slots)
        before, here = slots[number - 2], slots[number - 1]
        lacks = max(gap_of(before), gap_of(here)) - apart
        if lacks <= 0:
            continue
        if number == 1 and _spare(before) >= lacks:
            to = _clock(minutes(before.to) - lacks)
            faults.append(Fault(Wrong.NARROWED, {"was": before.to, "now": to}))
            slots[-1] = replace(before, to=to)
        else:
            near = timedelta(minutes=apart)
            told = {"was": max(before.min_gap, here.min_gap), "now": near}
            faults.append(Fault(Wrong.CLOSE, told))
            for n in {number - 2, number - 1}:
                slots[n] = replace(slots[n], min_gap=min(slots[n].min_gap, near))
        plan = replace(plan, slots=tuple(slots))
    return plan


def _spare(slot: Slot) -> int:
    """Give how many minutes a window can do without."""
    return slot.width - (slot.count * gap_of(slot) if slot.count > 1 else 0)


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
