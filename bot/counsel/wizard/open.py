"""How long a prompt stays open, when it is brought back to mind, and what it waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel.wizard.making import limited
from bot.counsel.wizard.part import Part, number_in, ticked
from bot.counsel.wizard.reading import read_spans
from bot.interview.hearing import bare
from bot.schedule.plan import Overlap
from bot.screens.screen import line, rows

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.counsel.wizard.facts import Facts
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

_OPEN: Final = (1, 6, 12, 24)
"""Hours."""
_REMINDERS: Final = {"r0": (), "r1": (1,), "r3": (3,), "r3-6": (3, 6)}
"""Hours."""


def hours(*counted: int) -> tuple[timedelta, ...]:
    """Give spans of so many hours."""
    return tuple(timedelta(hours=one) for one in counted)


def open_keys(draft: Draft, plan: Plan, _facts: Facts) -> Keys:
    """Give how long it stays open, and what happens when something else is in the way."""
    good = [
        ticked(
            draft,
            line("wizard.open.for", span=timedelta(hours=one)),
            f"h{one}",
            on=plan.limits.expire_after == timedelta(hours=one),
        )
        for one in _OPEN
    ]
    waits = ticked(draft, "wizard.open.waits", "queue", on=plan.limits.overlap is Overlap.QUEUE)
    passes = ticked(draft, "wizard.open.passes", "skip", on=plan.limits.overlap is Overlap.SKIP)
    return (*rows(good, 2), (waits,), (passes,))


def open_chosen(plan: Plan, choice: str, _facts: Facts) -> Plan | None:
    """Take how long, or what it waits for."""
    if choice in set(Overlap):
        return limited(plan, replace(plan.limits, overlap=Overlap(choice)))
    good = number_in(choice, "h")
    if good not in _OPEN:
        return None
    return limited(plan, replace(plan.limits, expire_after=timedelta(hours=good)))


def open_wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read how long it stays open."""
    spans = read_spans(text, facts.known)
    if spans is None or len(spans) != 1:
        return None
    return limited(plan, replace(plan.limits, expire_after=spans[0]))


def reminder_keys(draft: Draft, plan: Plan, _facts: Facts) -> Keys:
    """Give the usual reminders."""
    labels = {
        "r0": line("wizard.reminders.none"),
        "r1": line("wizard.reminders.one", span=timedelta(hours=1)),
        "r3": line("wizard.reminders.one", span=timedelta(hours=3)),
        "r3-6": line("wizard.reminders.two", first=timedelta(hours=3), second=timedelta(hours=6)),
    }
    held = plan.limits.reminders
    return tuple(
        (ticked(draft, label, choice, on=held == hours(*_REMINDERS[choice])),)
        for choice, label in labels.items()
    )


def reminder_chosen(plan: Plan, choice: str, _facts: Facts) -> Plan | None:
    """Take reminders, or none."""
    if choice not in _REMINDERS:
        return None
    return replace(plan, limits=replace(plan.limits, reminders=hours(*_REMINDERS[choice])))


def reminder_wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read after how long, once or several times."""
    spans = () if bare(text) in {*facts.known.none, "0"} else read_spans(text, facts.known)
    if spans is None:
        return None
    return replace(plan, limits=replace(plan.limits, reminders=spans))


OPEN: Final = Part("wizard.open.ask", open_keys, open_chosen, open_wrote, stays=True)
REMINDERS: Final = Part("wizard.reminders.ask", reminder_keys, reminder_chosen, reminder_wrote)
