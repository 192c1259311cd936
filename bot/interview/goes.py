"""Check-ins that go on to one another: each is there, needs nothing given, and comes to a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.interview.parse.graph import silent
from bot.interview.steps import Go

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.interview.script import Script


class Astray(NamedTuple):
    """A step that goes where no check-in can begin."""

    script: str
    step: str
    problem: str


def astray(
    scripts: Mapping[str, Script], among: Mapping[str, Script] | None = None
) -> Iterator[Astray]:
    """Give every step that goes wrong; `among` holds the check-ins there are beside these."""
    there = {**(among or {}), **scripts}
    for name, script in scripts.items():
        for step in (step for step in script.steps.values() if isinstance(step, Go)):
            to = there.get(step.to)
            if to is None:
                yield Astray(
                    name, step.id, f"it goes to {step.to!r}, and there is no such check-in"
                )
            elif to.given:
                said = ", ".join(to.given)
                yield Astray(name, step.id, f"{step.to} needs {said}, and nobody gives it that")
        if name in _at_once(there, name):
            yield Astray(name, script.first, "it goes on to itself before anything was asked")


def _at_once(scripts: Mapping[str, Script], name: str) -> set[str]:
    """Give the check-ins that can follow one another before the client has a say."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        script = scripts.get(ahead.pop())
        for to in () if script is None else _silently(script):
            if to not in found:
                found.add(to)
                ahead.append(to)
    return found


def _silently(script: Script) -> Iterator[str]:
    seen, ahead = {script.first}, [script.first]
    while ahead:
        step = script.steps[ahead.pop()]
        if isinstance(step, Go):
            yield step.to
        for to in silent(step, script.steps):
            if to not in seen:
                seen.add(to)
                ahead.append(to)
