"""When on its days the plan comes: a fixed time, or some time within a window."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel.draft import draft_key
from bot.counsel.wizard.clock import read_times, read_window
from bot.counsel.wizard.making import at
from bot.counsel.wizard.part import TO, Part, number_in, ticked
from bot.counsel.wizard.reading import read_spans, read_whole
from bot.schedule.plan import Slot
from bot.screens.screen import line, rows

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.counsel.wizard.facts import Facts
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

_FIXED: Final = {
    "t0800": time(8),
    "t1200": time(12),
    "t1700": time(17),
    "t1800": time(18),
    "t1900": time(19),
    "t2000": time(20),
}
_WINDOWS: Final = {
    "morning": (time(9), time(12)),
    "afternoon": (time(13), time(17)),
    "evening": (time(17), time(20)),
}
_GAPS: Final = (30, 60, 120)
"""Minutes."""
_COUNTS: Final = (1, 2, 3, 4)
MOST: Final = 24
"""Prompts in one window that can be typed."""


def keys(draft: Draft, plan: Plan, _facts: Facts) -> Keys:
    """Give the usual times and windows."""
    slot = plan.slots[0]
    fixed = [
        ticked(
            draft, line("wizard.times.at", time=wall), choice, on=plan.slots == (Slot(wall, wall),)
        )
        for choice, wall in _FIXED.items()
    ]
    windows = [
        (
            ticked(
                draft,
                line("wizard.times.between", begin=begin, end=end),
                choice,
                on=(slot.from_, slot.to) == (begin, end),
            ),
        )
        for choice, (begin, end) in _WINDOWS.items()
    ]
    more = ((draft_key(draft, "wizard.times.more", f"{TO}window"),),) if slot.width else ()
    return (*rows(fixed, 3), *windows, *more)


def chosen(plan: Plan, choice: str, _facts: Facts) -> Plan | None:
    """Take a time, or a window with as many prompts in it as before."""
    if choice in _FIXED:
        return at(plan, Slot(_FIXED[choice], _FIXED[choice]))
    return _within(plan, *_WINDOWS[choice]) if choice in _WINDOWS else None


def wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read a window, a time, or several times."""
    window = read_window(text, facts.known)
    if window is not None:
        return _within(plan, *window)
    found = read_times(text, facts.known)
    return None if found is None else at(plan, *(Slot(one, one) for one in found))


def _within(plan: Plan, begin: time, end: time) -> Plan:
    before = plan.slots[0]
    if begin == end:
        return at(plan, Slot(begin, end))
    if len(plan.slots) == 1 and before.width:
        return at(plan, Slot(begin, end, before.count, before.min_gap))
    return at(plan, Slot(begin, end))


def window_keys(draft: Draft, plan: Plan, _facts: Facts) -> Keys:
    """Give how many prompts, and how far apart."""
    slot = plan.slots[0]
    counts = [
        ticked(draft, line("wizard.window.count", n=n), f"n{n}", on=slot.count == n)
        for n in _COUNTS
    ]
    gaps = [
        ticked(
            draft,
            line("wizard.window.gap", gap=timedelta(minutes=gap)),
            f"g{gap}",
            on=slot.min_gap == timedelta(minutes=gap),
        )
        for gap in _GAPS
    ]
    return (*rows(counts, 4), *rows(gaps, 3))


def window_chosen(plan: Plan, choice: str, _facts: Facts) -> Plan | None:
    """Take how many, or how far apart."""
    count, gap = number_in(choice, "n"), number_in(choice, "g")
    if count in _COUNTS:
        return _with(plan, count=count)
    return None if gap not in _GAPS else _with(plan, gap=timedelta(minutes=gap))


def window_wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read how many, how far apart, or another window."""
    count, spans = read_whole(text), read_spans(text, facts.known)
    if count is not None:
        return _with(plan, count=count) if 1 <= count <= MOST else None
    if spans is not None and len(spans) == 1 and spans[0] < timedelta(days=1):
        return _with(plan, gap=spans[0])
    return wrote(plan, text, facts)


def _with(plan: Plan, count: int | None = None, gap: timedelta | None = None) -> Plan:
    """Change the window; a gap is nothing to a single prompt, and two have one."""
    slot = plan.slots[0]
    n = slot.count if count is None else count
    apart = slot.min_gap if gap is None else gap
    return at(plan, Slot(slot.from_, slot.to, n, apart))


TIMES: Final = Part("wizard.times.ask", keys, chosen, wrote)
WINDOW: Final = Part(
    "wizard.window.ask", window_keys, window_chosen, window_wrote, above="times", stays=True
)
