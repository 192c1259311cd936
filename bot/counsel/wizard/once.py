"""A plan that comes on one date, or on a day counted from joining or from a session."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel.draft import draft_key
from bot.counsel.wizard.dates import date_keys, day_of, moment, reached
from bot.counsel.wizard.making import at, on
from bot.counsel.wizard.part import Part, ticked
from bot.counsel.wizard.reading import read_offset
from bot.schedule.plan import Once, Relative, Slot
from bot.screens.screen import rows

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.counsel.wizard.facts import Facts
    from bot.schedule.plan import Plan
    from bot.screens.screen import Key, Keys

ANCHORS: Final = {
    "next": ("next_session", "wizard.around.next"),
    "last": ("last_session", "wizard.around.last"),
    "joined": ("enrolment", "wizard.around.joined"),
}
_BEFORE: Final = Relative("next_session", -1)
"""What a plan around a session begins with: the day before the next one."""
FURTHEST: Final = 365
"""Days that a key moves an offset to; further can be typed."""


def keys(draft: Draft, plan: Plan, facts: Facts) -> Keys:
    """Give dates to choose, and a day earlier or later than the one there is."""
    held = plan.cadence.date if isinstance(plan.cadence, Once) else None
    near = date_keys(draft, facts, held, "once-month")
    return (*near, _shifts(draft)) if isinstance(plan.cadence, Once) else near


def chosen(plan: Plan, choice: str, facts: Facts) -> Plan | None:
    """Take a date, or shift the one there is."""
    if isinstance(plan.cadence, Once) and choice in {"earlier", "later"}:
        day = reached(plan.cadence.date + timedelta(days=1 if choice == "later" else -1), facts)
        return plan if day is None else on(plan, Once(day), facts)
    day = day_of(choice, facts)
    return None if day is None else on(plan, Once(day), facts)


def wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read a date, which may have a time; or how many days before or after the one there is."""
    offset = read_offset(text, facts.known)
    if offset is not None and isinstance(plan.cadence, Once):
        day = reached(plan.cadence.date + timedelta(days=offset), facts)
        return None if day is None else on(plan, Once(day), facts)
    read = moment(text, facts)
    if read is None:
        return None
    day, clock = read
    timed = plan if clock is None else at(plan, Slot(clock, clock))
    return on(timed, Once(day), facts)


def around_keys(draft: Draft, plan: Plan, _facts: Facts) -> Keys:
    """Give the days to count from, and how far from them."""
    held = plan.cadence if isinstance(plan.cadence, Relative) else None
    anchors = tuple(
        (ticked(draft, label, choice, on=held is not None and held.anchor == name),)
        for choice, (name, label) in ANCHORS.items()
    )
    offsets = [
        ticked(draft, label, choice, on=held is not None and held.offset == days)
        for choice, label, days in (
            ("before", "wizard.around.before", -1),
            ("same", "wizard.around.same", 0),
            ("after", "wizard.around.after", 1),
        )
    ]
    return (*anchors, *rows(offsets, 3), _shifts(draft))


def _shifts(draft: Draft) -> tuple[Key, ...]:
    earlier = draft_key(draft, "wizard.once.earlier", "earlier")
    return earlier, draft_key(draft, "wizard.once.later", "later")


def around_chosen(plan: Plan, choice: str, facts: Facts) -> Plan | None:
    """Take a day to count from, or how far from it."""
    held = plan.cadence if isinstance(plan.cadence, Relative) else _BEFORE
    if choice in ANCHORS:
        return on(plan, Relative(ANCHORS[choice][0], held.offset), facts)
    offset = {
        "before": -1,
        "same": 0,
        "after": 1,
        "earlier": max(held.offset - 1, -FURTHEST),
        "later": min(held.offset + 1, FURTHEST),
    }.get(choice)
    return None if offset is None else on(plan, Relative(held.anchor, offset), facts)


def around_wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read how many days before or after."""
    offset = read_offset(text, facts.known)
    held = plan.cadence if isinstance(plan.cadence, Relative) else _BEFORE
    return None if offset is None else on(plan, Relative(held.anchor, offset), facts)


ONCE: Final = Part("wizard.once.ask", keys, chosen, wrote, above="often", stays=True)
AROUND: Final = Part(
    "wizard.around.ask", around_keys, around_chosen, around_wrote, above="often", stays=True
)
