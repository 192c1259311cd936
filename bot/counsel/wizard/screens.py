"""The wizard's screens: the plan in a sentence first, then what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel.draft import draft_key, ways_out
from bot.counsel.wizard.looking import look
from bot.counsel.wizard.making import SUMMARY, plan_of
from bot.counsel.wizard.mended import fault_lines
from bot.counsel.wizard.part import TO
from bot.counsel.wizard.preview import preview
from bot.counsel.wizard.wizard import LOOK, PARTS, may_ask
from bot.schedule.checks import problems
from bot.screens.said import said
from bot.screens.screen import Screen, line, rows

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.counsel.wizard.facts import Facts
    from bot.interview.turn import Line
    from bot.schedule.plan import Plan
    from bot.screens.screen import Key, Keys

_WAYS: Final = {
    "which": "wizard.way.which",
    "often": "wizard.way.often",
    "times": "wizard.way.times",
    "open": "wizard.way.open",
    "start": "wizard.way.start",
    "end": "wizard.way.end",
    "reminders": "wizard.way.reminders",
}
"""The parts that the summary leads to."""


def screen(draft: Draft, facts: Facts, *, unread: bool = False) -> Screen:
    """Show where the wizard stands; `unread`: what was typed could not be read here."""
    plan = plan_of(draft)
    head: tuple[Line, ...] = (said(plan, facts.title_of, limits=True),)
    note = (line("wizard.unread"),) if unread else ()
    if draft.step == LOOK and not problems(plan):
        return _look(draft, plan, head, facts)
    if problems(plan):
        head = (*head, *fault_lines(plan, facts))
    if draft.step in PARTS:
        ask = line(PARTS[draft.step].ask)
        return Screen((*head, *note, ask), _part(draft, plan, facts))
    return Screen((*head, *note, line("wizard.summary")), _summary(draft, plan))


def _part(draft: Draft, plan: Plan, facts: Facts) -> Keys:
    """Give a step's own keys, and the ways on, back and out."""
    part = PARTS[draft.step]
    back, cancel = ways_out(draft)
    last: tuple[Key, ...] = (cancel,)
    if not part.stays or part.above != SUMMARY:
        last = (back, *last)
    if part.stays:
        last = (draft_key(draft, "button.done", "done"), *last)
    use = ((draft_key(draft, "wizard.use", "use"),),) if problems(plan) else ()
    return (*part.keys(draft, plan, facts), *use, last)


def _summary(draft: Draft, plan: Plan) -> Keys:
    """Give the way to each part, and on: to look ahead, or to what would work."""
    ways: list[Key] = [draft_key(draft, label, f"{TO}{step}") for step, label in _WAYS.items()]
    on = (
        draft_key(draft, "wizard.use", "use")
        if problems(plan)
        else draft_key(draft, "wizard.look", LOOK)
    )
    return (*rows(ways, 2), (on,), ways_out(draft, back=False))


def _look(draft: Draft, plan: Plan, head: tuple[Line, ...], facts: Facts) -> Screen:
    """Show what the plan would do, and offer to save it."""
    seen = preview(plan, facts)
    lines = look(plan, seen, facts, asked=bool(draft.data.get("asked")))
    save = (draft_key(draft, "wizard.save", "save"),)
    ask: Keys = ()
    if may_ask(draft, seen.most, facts):
        ask = ((draft_key(draft, line("wizard.ask", label=facts.label), "ask"),),)
    return Screen((*head, *lines), (save, *ask, ways_out(draft)))
