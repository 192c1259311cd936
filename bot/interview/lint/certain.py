"""What a reflection rests on: the things that are certain where it is said.

Certain are a slot, words quoted with their date, and the one answer that every way to the step
went by ("Hard" before "A hard week, and …"). Questions that mirror words of one kind or another
count as one where they offer the same button: "Still true" is as certain of a reason as of a goal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.lint.leads import leads
from bot.interview.phrases import SOURCE
from bot.interview.steps import END, Choose, Fork

if TYPE_CHECKING:
    from bot.interview.script import Script
    from bot.interview.steps import Say


def certain(script: Script, say: Say) -> int:
    """Count the certain things in the variant that holds fewest."""
    slots = min(len(script.slots[f"{say.id}.say.{n}"]) for n in range(1, say.variants + 1))
    return slots + (say.quote is not None) + _behind_a_choice(script, say.id)


def _behind_a_choice(script: Script, step: str) -> bool:
    """Whether there is a choice that every way to this step took the same way."""
    return any(
        not _reached(script, step, _alike(script, asked, option), option)
        for asked in script.steps.values()
        if isinstance(asked, Choose)
        for option in asked.choices
        if any(case.option == option for case in asked.next.cases)
    )


def _alike(script: Script, asked: Choose, option: str) -> set[str]:
    """Give the questions where this button is the same: all that mirror words and label it so."""
    lines = script.words[SOURCE]
    label = lines[f"{asked.id}.choice.{option}"]
    return {asked.id} | {
        other.id
        for other in script.steps.values()
        if isinstance(other, Choose) and other.quote and asked.quote
        if lines.get(f"{other.id}.choice.{option}") == label
    }


def _reached(script: Script, step: str, asked: set[str], without: str) -> bool:
    seen, ahead = {script.first}, [script.first]
    while ahead:
        here = script.steps[ahead.pop()]
        # A fork on that question takes no way of an answer nobody gives.
        of = here.on if isinstance(here, Fork) else here.id
        for to in leads(script, here, without if of in asked else None):
            if to != END and to not in seen:
                seen.add(to)
                ahead.append(to)
    return step in seen
