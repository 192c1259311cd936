"""Which slots are surely filled where: a definite-assignment analysis over all ways to a step.

A fact is a slot's name. Facts hold at a step if they hold on every way that leads there; answers
add to them, skipping does not, and a fork adds what it found out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview import road
from bot.interview.slots import BEFORE, LOWER
from bot.interview.steps import SKIP, Case, Choose, Fork, Pick, Question, Ruler, Say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.script import Script
    from bot.interview.steps import Next, Step

Facts = frozenset[str]
NONE: Facts = frozenset()


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
    if isinstance(step, Fork):
        yield from _branches(script, step, facts)
        return
    if isinstance(step, Question):
        yield from _answers(script, step, facts)
    else:
        yield step.next.default or "", facts
    if isinstance(step, Say | Question) and step.otherwise is not None:
        yield step.otherwise, facts


def _answers(script: Script, step: Question, facts: Facts) -> Iterator[tuple[str, Facts]]:
    caught = None
    for case in step.next.cases:
        if case.option == SKIP:
            caught = case.to
        else:
            yield case.to, facts | _fills(step, case)
    if not _covered(step.next, step):
        yield step.next.default or "", facts | _left(step, step.next)
    if not script.exempt or (isinstance(step, Pick) and not step.at_least):
        yield caught or step.next.default or "", facts


def _branches(script: Script, fork: Fork, facts: Facts) -> Iterator[tuple[str, Facts]]:
    head, _, part = fork.on.partition(".")
    asked = script.steps.get(head)
    if asked is None or not (not part or part == road.MOVE or part.startswith(road.FROM)):
        yield from _known(script, fork, facts)
        return
    surely = _rests_on(script, fork.on) <= facts
    for case in fork.next.cases:
        if case.option != SKIP:
            yield case.to, facts | _found_out(script, fork.on, case)
        elif not surely:
            yield case.to, facts
    named = {case.option for case in fork.next.cases}
    if part:
        covered = named.issuperset(road.COMPARED) and (part != road.MOVE or "first" in named)
    else:
        covered = _covered(fork.next, asked)
    if SKIP in named and not covered:
        # Skipping goes another way, so what is left was answered.
        left = _rests_on(script, fork.on) if part else _left(asked, fork.next)
        yield fork.next.default or "", facts | left
    elif not covered or not (surely or SKIP in named):
        yield fork.next.default or "", facts


def _known(script: Script, fork: Fork, facts: Facts) -> Iterator[tuple[str, Facts]]:
    """Give what a fork on something known beforehand makes sure."""
    head, _, part = fork.on.partition(".")
    fills = NONE
    if head == "words":
        fills = frozenset({fork.on})
    elif head == "then":
        fills = frozenset({fork.on, f"{fork.on}.on", f"now.{part}"})
    elif head == "earlier" and isinstance(script.steps.get(part), Pick):
        # What was picked then is picked still.
        fills = frozenset({part})
    for case in fork.next.cases:
        yield case.to, facts if case.option in {"none", "open"} else facts | fills
    if fork.next.default is not None:
        yield fork.next.default, facts


def _rests_on(script: Script, on: str) -> Facts:
    """Give what must be filled for a fork to take no answer for skipped."""
    head, _, part = on.partition(".")
    names = [head, part.removeprefix(road.FROM)] if part.startswith(road.FROM) else [head]
    return frozenset(name for name in names if name in script.steps)


def _found_out(script: Script, on: str, case: Case) -> Facts:
    """Give what is filled if a fork takes this case."""
    head, _, part = on.partition(".")
    fills = NONE.union(*(_fills(script.steps[id_], case) for id_ in _rests_on(script, on)))
    return fills | {f"{head}.{BEFORE}"} if part == road.MOVE and case.option != "first" else fills


def _fills(step: Step, case: Case) -> Facts:
    """Give what an answer fills that this case takes: a ruler's slots are numbers only."""
    if not isinstance(step, Ruler):
        return frozenset({step.id})
    return NONE if case.option in step.beside else frozenset({step.id, f"{step.id}.{LOWER}"})


def _left(step: Step, next_: Next) -> Facts:
    """Give what an answer fills that no case takes."""
    named = {case.option for case in next_.cases}
    beside = isinstance(step, Ruler) and not named.issuperset(step.beside)
    return NONE if beside else _fills(step, Case(""))


def _covered(next_: Next, asked: Step | None) -> bool:
    """Whether every answer but skip has a case of its own."""
    named = {case.option for case in next_.cases}
    match asked:
        case Ruler():
            spans = [
                range(c.low, c.high + 1)
                for c in next_.cases
                if c.low is not None and c.high is not None
            ]
            numbers = {n for span in spans for n in span}
            whole = numbers.issuperset(range(asked.low, asked.high + 1))
            return whole and named.issuperset(asked.beside)
        case Choose(typed=None):
            return named.issuperset(asked.choices)
        case _:
            return False
