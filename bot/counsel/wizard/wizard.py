"""The wizard's turns: what a step shows, and what a key or typed words make of the draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.counsel.wizard.clock import marked, read_window, without_times
from bot.counsel.wizard.dates import END, START
from bot.counsel.wizard.facts import Ask, Deed, Facts, Save
from bot.counsel.wizard.making import SUMMARY, plan_of, with_plan
from bot.counsel.wizard.months import END_MONTH, ONCE_MONTH, START_MONTH, turned
from bot.counsel.wizard.often import EVERY, OFTEN, on_days
from bot.counsel.wizard.once import AROUND, ONCE
from bot.counsel.wizard.open import OPEN, REMINDERS
from bot.counsel.wizard.part import TO, Part
from bot.counsel.wizard.preview import preview
from bot.counsel.wizard.reading import read_days
from bot.counsel.wizard.times import TIMES, WINDOW
from bot.counsel.wizard.which import WHICH
from bot.schedule.checks import problems
from bot.schedule.mending import mend

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.counsel.draft import Draft
    from bot.schedule.plan import Plan

LOOK: Final = "look"
"""The step that shows what the plan would do, and offers to save it."""
PARTS: Final[Mapping[str, Part]] = {
    "which": WHICH,
    "often": OFTEN,
    "every": EVERY,
    "once": ONCE,
    "around": AROUND,
    "times": TIMES,
    "window": WINDOW,
    "once-month": ONCE_MONTH,
    "start-month": START_MONTH,
    "end-month": END_MONTH,
    "start": START,
    "end": END,
    "open": OPEN,
    "reminders": REMINDERS,
}
"""By step."""


def pressed(draft: Draft, choice: str, facts: Facts) -> Draft | Deed:
    """Take a key's choice; one that this step does not have changes nothing."""
    plan = plan_of(draft)
    if choice == "back":
        return draft.at(PARTS[draft.step].above if draft.step in PARTS else SUMMARY)
    if choice == "use":
        return with_plan(draft, mend(plan).plan, SUMMARY)
    if draft.step in PARTS:
        return _part(draft, plan, choice, facts)
    if problems(plan):
        return _to(draft, choice)
    if draft.step == LOOK:
        return _look(draft, plan, choice, facts)
    return draft.at(LOOK) if choice == LOOK else _to(draft, choice)


def _to(draft: Draft, choice: str) -> Draft:
    """Go to the step that a key leads to."""
    step = choice.removeprefix(TO)
    return draft.at(step, page=0, month="") if step != choice and step in PARTS else draft


def _part(draft: Draft, plan: Plan, choice: str, facts: Facts) -> Draft:
    """Let the step take its key."""
    part = PARTS[draft.step]
    if choice == "more":
        return draft.at(draft.step, page=int(draft.data.get("page", 0)) + 1)
    if choice == "done":
        return draft.at(SUMMARY)
    month = turned(draft, choice, facts)
    if month is not None:
        return month
    changed = part.chosen(plan, choice, facts)
    if changed is None:
        return _to(draft, choice)
    return with_plan(draft, changed, draft.step if part.stays else SUMMARY)


def _look(draft: Draft, plan: Plan, choice: str, facts: Facts) -> Draft | Deed:
    """Save the plan, or have the client asked for room."""
    base = int(draft.data["base"])
    if choice == "save":
        return Save(replace(plan, version=base + 1), base)
    most = preview(plan, facts).most
    if choice == "ask" and may_ask(draft, most, facts):
        return Ask(most)
    return draft


def may_ask(draft: Draft, most: int, facts: Facts) -> bool:
    """Say whether the plan holds more than the client's cap, and they can be asked about it now."""
    there = facts.reachable and facts.awake_at <= facts.now
    return most > facts.rest.cap and there and not draft.data.get("asked")


def wrote(draft: Draft, text: str, facts: Facts) -> Draft | None:
    """Take typed words where a step reads some; None where they cannot be read."""
    plan = plan_of(draft)
    part = PARTS.get(draft.step)
    changed = _in_short(plan, text, facts) if part is None else part.wrote(plan, text, facts)
    if changed is None:
        return None
    return with_plan(draft, changed, draft.step if part is not None and part.stays else SUMMARY)


def _in_short(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read days and a time from one sentence, such as `mon thu 7pm`, or a single date.

    A bare number is none of both: it may be the day of a month.
    """
    days = read_days(without_times(text, facts.known), facts.known)
    clock = marked(text, facts.known) or read_window(text, facts.known) is not None
    timed = TIMES.wrote(plan, text, facts) if clock else None
    if timed is not None:
        return timed if days is None else on_days(timed, days, facts)
    days = read_days(text, facts.known)
    return ONCE.wrote(plan, text, facts) if days is None else on_days(plan, days, facts)
