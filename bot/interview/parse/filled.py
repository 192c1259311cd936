"""Which slots are surely filled where: a definite-assignment analysis over all ways to a step.

A fact is a slot's name. Facts hold at a step if they hold on every way that leads there; answers
add to them, skipping does not, and a fork adds what it found out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.road import MOVES
from bot.interview.script import SKIP, Choose, Fork, Pause, Pick, Ruler, Say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.script import Next, Question, Script, Step

Facts = frozenset[str]


def filled(script: Script) -> dict[str, Facts]:
    """Give the slots surely filled as a step begins; what nothing reaches is left out."""
    facts: dict[str, Facts] = {script.first: frozenset(script.given)}
    ahead = [script.first]
    while ahead:
        here = script.steps[ahead.pop()]
        for to, then in _ways(script, here, facts[here.id]):
            if to not in script.steps:
                continue
            known = facts.get(to)
            both = then if known is None else known & then
            if both != known:
                facts[to] = both
                ahead.append(to)
    return facts


def _ways(script: Script, step: Step, facts: Facts) -> Iterator[tuple[str, Facts]]:
    default = step.next.default or ""
    if isinstance(step, Fork):
        yield from _branches(script, step, facts)
        return
    if isinstance(step, Say | Pause):
        yield default, facts
    else:
        yield from _answers(script, step, facts)
    if not isinstance(step, Pause) and step.otherwise is not None:
        yield step.otherwise, facts


def _answers(script: Script, step: Question, facts: Facts) -> Iterator[tuple[str, Facts]]:
    fills = _fills(step)
    caught = None
    for case in step.next.cases:
        if case.option == SKIP:
            caught = case.to
        else:
            yield case.to, facts | fills
    if not _covered(step.next, step):
        yield step.next.default or "", facts | fills
    if not script.exempt or isinstance(step, Pick):
        yield caught or step.next.default or "", facts


def _branches(script: Script, fork: Fork, facts: Facts) -> Iterator[tuple[str, Facts]]:
    head, _, part = fork.on.partition(".")
    asked = script.steps.get(head)
    fills = frozenset() if asked is None else _fills(asked)
    surely = fills <= facts
    for case in fork.next.cases:
        if case.option != SKIP:
            before = {f"{head}.before"} if part == "move" and case.option != "first" else set()
            yield case.to, facts | fills | before
        elif not surely:
            yield case.to, facts
    named = {case.option for case in fork.next.cases}
    covered = named.issuperset(MOVES[:-1]) if part == "move" else _covered(fork.next, asked)
    if not covered or not (surely or SKIP in named):
        yield fork.next.default or "", facts


def _fills(step: Step) -> Facts:
    """Give what answering a question fills."""
    return frozenset({step.id, f"{step.id}.lower"} if isinstance(step, Ruler) else {step.id})


def _covered(next_: Next, asked: Step | None) -> bool:
    """Whether every answer but skip has a case of its own."""
    match asked:
        case Ruler():
            spans = [
                range(c.low, c.high + 1)
                for c in next_.cases
                if c.low is not None and c.high is not None
            ]
            return {n for span in spans for n in span}.issuperset(range(asked.low, asked.high + 1))
        case Choose(typed=None):
            return {case.option for case in next_.cases}.issuperset(asked.choices)
        case _:
            return False
