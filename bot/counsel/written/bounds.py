"""What a counselor's check-in may not do, though a packaged one may.

Settings, consent and readiness are asked for by Stillwater alone; and nothing may be said to a
client again and again without being asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.lint.leads import leads
from bot.interview.steps import END, WORDS, Choose, Go, Pick, Question, Ruler, Say
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.interview.script import Script
    from bot.interview.steps import Step
    from bot.interview.turn import Line

STEPS: Final = 40
OPTIONS: Final = 12
"""Buttons under one question: more are no question any more."""
PICKS: Final = 100
"""Things to pick from, over all pages."""
VARIANTS: Final = 12
LONGEST: Final = 400
"""Characters in a line: ten times as long as a good one."""
WAYS: Final = 20_000
"""Steps on all ways together: a check-in with more cannot be looked at whole."""
READINESS: Final = "readiness"


def beyond(script: Script, library: Mapping[str, Script]) -> tuple[Line, ...]:
    """Give all that a check-in does and may not, in the author's language."""
    found = (*_head(script), *_sizes(script), *_steps(script, library), *_circle(script))
    if found or _ways(script) <= WAYS:
        return found
    return (line("own.no-ways"),)


def _head(script: Script) -> Iterator[Line]:
    if script.exempt:
        yield line("own.no-exempt")
    if script.given:
        yield line("own.no-given")
    if not script.listed:
        yield line("own.no-hidden")
    if script.on_demand:
        yield line("own.no-demand")


def _sizes(script: Script) -> Iterator[Line]:
    """Hold it to what a check-in of a few minutes can need: looking takes longer than reading."""
    if len(script.steps) > STEPS:
        yield line("own.no-steps", n=len(script.steps), most=STEPS)
    for step in script.steps.values():
        if isinstance(step, Choose | Pick):
            most = OPTIONS if isinstance(step, Choose) else PICKS
            if len(step.choices) > most:
                yield line("own.no-options", step=step.id, most=most)
        if isinstance(step, Say) and step.variants > VARIANTS:
            yield line("own.no-variants", step=step.id, most=VARIANTS)
    lines = (item for words in script.words.values() for item in words.items())
    long = (id_.partition(".")[0] for id_, text in lines if len(text) > LONGEST)
    for step_id in dict.fromkeys(long):
        yield line("own.no-long", step=step_id, most=LONGEST)


def _steps(script: Script, library: Mapping[str, Script]) -> Iterator[Line]:
    for step in script.steps.values():
        if getattr(step, "sets", None) is not None:
            yield line("own.no-sets", step=step.id)
        if isinstance(step, Choose) and step.typed not in {None, WORDS}:
            yield line("own.no-reader", step=step.id)
        if isinstance(step, Choose | Ruler) and step.measures == READINESS:
            yield line("own.no-readiness", step=step.id)
        if isinstance(step, Go) and not (step.to in library and library[step.to].listed):
            yield line("own.no-go", step=step.id, to=step.to)


def _circle(script: Script) -> Iterator[Line]:
    """Find a step that comes again and again without a question in between."""
    silent = {id_: _onward(script, step) for id_, step in script.steps.items()}
    for start, onward in silent.items():
        seen, ahead = set[str](), [*onward]
        while ahead:
            to = ahead.pop()
            if to == start:
                yield line("own.no-circle", step=start)
                return
            if to not in seen and to != END:
                seen.add(to)
                ahead += silent[to]


def _onward(script: Script, step: Step) -> list[str]:
    """Give the steps that may come next though nobody answered anything."""
    if not isinstance(step, Question):
        return list(leads(script, step))
    return [] if step.otherwise is None else [step.otherwise]


def _ways(script: Script) -> int:
    """Count the steps on all ways from the first, each way up to where it meets itself."""
    onward = {id_: dict.fromkeys(leads(script, one)) for id_, one in script.steps.items()}
    trail: list[str] = []
    ahead: list[str | None] = [script.first]
    count = 0
    while ahead and count <= WAYS:
        here = ahead.pop()
        if here is None:  # all ways on from the last step were gone
            trail.pop()
            continue
        count += 1
        if here != END and here not in trail:
            trail.append(here)
            ahead += [None, *onward[here]]
    return count
