"""Where a step really leads: the parser's fallback counts only where some answer takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.steps import END, SKIP, Choose, Fork, Go, Question, Ruler, Say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.script import Script
    from bot.interview.steps import Step


def leads(script: Script, step: Step, without: str | None = None) -> Iterator[str]:
    """Give every step (or the end) that can come next, if nobody answers `without`."""
    if isinstance(step, Go):
        yield END
        return
    yield from (case.to for case in step.next.cases if without is None or case.option != without)
    if step.next.default is not None and _falls(script, step):
        yield step.next.default
    if isinstance(step, Say | Question) and step.otherwise is not None:
        yield step.otherwise


def _falls(script: Script, step: Step) -> bool:
    """Whether an answer is left that no case takes."""
    named = {case.option for case in step.next.cases}
    skippable = not script.exempt and isinstance(step, Question)
    if skippable and SKIP not in named:
        return True
    match step:
        case Choose(typed=None, choices=choices):
            return not named.issuperset(choices)
        case Ruler(low=low, high=high, beside=beside):
            spans = ((c.low or 0, c.high or 0) for c in step.next.cases if c.low is not None)
            numbers = sum(last - first + 1 for first, last in spans)
            return numbers <= high - low or not named.issuperset(beside)
        case Fork():
            return not step.next.cases
        case _:
            return True
