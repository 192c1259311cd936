"""Which check-ins the plan asks: one, or several in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel.draft import draft_key
from bot.counsel.wizard.making import asked
from bot.counsel.wizard.part import Part, no_words, number_in, ticked
from bot.screens.screen import line

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.counsel.wizard.facts import Facts
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

PAGE: Final = 6
"""Check-ins shown at once."""


def keys(draft: Draft, plan: Plan, facts: Facts) -> Keys:
    """Give a page of check-ins to tick, and the way to the next page if there is one."""
    names = list(facts.titles)
    page = int(draft.data.get("page", 0)) % _pages(facts)
    shown = range(page * PAGE, min((page + 1) * PAGE, len(names)))
    ticks = tuple(
        (
            ticked(
                draft,
                line("wizard.title", title=facts.titles[names[n]]),
                f"c{n}",
                on=names[n] in plan.checkins,
            ),
        )
        for n in shown
    )
    return (*ticks, (draft_key(draft, "button.more", "more"),)) if _pages(facts) > 1 else ticks


def _pages(facts: Facts) -> int:
    return max(1, -(-len(facts.titles) // PAGE))


def chosen(plan: Plan, choice: str, facts: Facts) -> Plan | None:
    """Tick a check-in, or untick it; the last one stays, and what there is no more goes."""
    n, names = number_in(choice, "c"), list(facts.titles)
    if n is None or not 0 <= n < len(names):
        return None
    name, there = names[n], tuple(one for one in plan.checkins if one in facts.titles)
    if name not in plan.checkins:
        return asked(plan, (*there, name), facts)
    left = tuple(one for one in there if one != name)
    return asked(plan, left, facts) if left else plan


WHICH: Final = Part("wizard.which.ask", keys, chosen, no_words, stays=True)
