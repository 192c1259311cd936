"""What is left to chance, drawn so that crash, retry and replica draw the same.

Minutes in a window, and the seconds by which a plan's spread lets a fixed time come later.
"""

from __future__ import annotations

import hmac
from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.schedule.plan import minutes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.schedule.plan import PlanId, Slot

_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)
_DAY = 24 * 60 * 60
"""Seconds on the wall."""
_WORD = 8
"""Bytes for one draw: the bias against any minute of a day is below 1 in 10**16."""


def times(slot: Slot, plan: PlanId, day: date, index: int, key: bytes) -> tuple[time, ...]:
    """Give the slot's wall times on a local date, ascending, `min_gap` apart.

    Uniform over all ways to place the prompts: draw in the window less the gaps, sort, and put
    the gaps back. The draws are HMAC-SHA256 of (plan, date, slot), so nobody without the key
    can tell when the next prompt will come.
    """
    if slot.width == 0:
        return (slot.from_,)
    gap = max(slot.min_gap, _MINUTE) // _MINUTE
    room = slot.width - (slot.count - 1) * gap + 1
    draws = _words(f"{plan}|{day.isoformat()}|{index}", key)
    offsets = sorted((next(draws) * room) >> (_WORD * 8) for _ in range(slot.count))
    first = minutes(slot.from_)
    return tuple(_wall(first + offset + seq * gap) for seq, offset in enumerate(offsets))


def later(
    slot: Slot, plan: PlanId, day: date, index: int, key: bytes, spread: timedelta
) -> timedelta:
    """Give how much later than its fixed time a slot's prompt comes on a local date.

    Whole seconds, uniform from 0 up to `spread` with it, and never past midnight on the wall: the
    next date's share is not this one's to use. Nothing for a window, whose minutes are drawn.
    """
    if slot.width:
        return timedelta()
    left = _DAY - minutes(slot.from_) * 60 - 1
    most = min(spread // _SECOND, left)
    draw = next(_words(f"{plan}|{day.isoformat()}|{index}|spread", key))
    return timedelta(seconds=(draw * (most + 1)) >> (_WORD * 8))


def _wall(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _words(message: str, key: bytes) -> Iterator[int]:
    """Give 64-bit numbers without end, four to a hash."""
    block = 0
    while True:
        digest = hmac.digest(key, f"{message}|{block}".encode(), "sha256")
        for start in range(0, len(digest), _WORD):
            yield int.from_bytes(digest[start : start + _WORD], "big")
        block += 1
