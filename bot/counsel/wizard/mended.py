"""Why a plan cannot be, in words, and the near one that can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.schedule.fault import Wrong
from bot.schedule.mending import mend
from bot.screens.lines import below
from bot.screens.said import said
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.counsel.wizard.facts import Facts
    from bot.interview.turn import Line
    from bot.schedule.plan import Plan

FAULTS: Final = {
    Wrong.START: "wizard.fault.far",
    Wrong.END: "wizard.fault.end",
    Wrong.EVERY: "wizard.fault.every",
    Wrong.OFFSET: "wizard.fault.offset",
    Wrong.DATE: "wizard.fault.date",
    Wrong.BACKWARDS: "wizard.fault.backwards",
    Wrong.FIXED: "wizard.fault.fixed",
    Wrong.WIDENED: "wizard.fault.widened",
    Wrong.FEWER: "wizard.fault.fewer",
    Wrong.ONE_WINDOW: "wizard.fault.one-window",
    Wrong.NARROWED: "wizard.fault.narrowed",
    Wrong.CLOSE: "wizard.fault.close",
    Wrong.EXPIRY: "wizard.fault.expiry",
    Wrong.REMINDERS: "wizard.fault.reminders",
    Wrong.SPREAD: "wizard.fault.spread",
    Wrong.MOST: "wizard.fault.most",
}
"""What can go wrong here; a plan that was kept once has no fault of another kind."""


def fault_lines(plan: Plan, facts: Facts) -> Iterator[Line]:
    """Say each thing that is impossible about a plan, and the nearest one that works."""
    mended = mend(plan)
    faults = [
        line(FAULTS.get(fault.what, "wizard.fault.other"), **fault.slots) for fault in mended.faults
    ]
    if faults:
        yield below(faults)
    yield line("wizard.nearest", said=said(mended.plan, facts.title_of, limits=True))
