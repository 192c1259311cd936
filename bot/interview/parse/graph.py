"""The graph of steps: every way leads somewhere, every step is reached, and it always stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.parse.problems import near
from bot.interview.steps import END, Fork, Question, Say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from bot.interview.parse.problems import Problems
    from bot.interview.steps import Step


def check(steps: Mapping[str, Step], names: Collection[str], problems: Problems, file: str) -> None:
    """Note all that is wrong with the way through; `names` holds unreadable steps as well."""
    for id_, step in steps.items():
        for to in ways(step):
            if to != END and to not in names:
                hint = near(to, [*names, END])
                problems.add(file, f"it leads to {to!r}, and there is no such step{hint}", id_)
    if len(steps) < len(names):
        # Where a step could not be read, nobody knows which ways are missing.
        return
    graph = {id_: [to for to in ways(step) if to in steps] for id_, step in steps.items()}
    reached = _reach([next(iter(steps))], graph)
    for id_ in steps:
        if id_ not in reached:
            problems.add(file, "no way leads here", id_)
    # What leads nowhere known was said already, and counts as an end.
    ending = {id_ for id_, step in steps.items() if not {*ways(step)} or {*ways(step)} - {*steps}}
    leaving = _reach(ending, _turned(graph))
    for id_ in steps:
        if id_ in reached and id_ not in leaving:
            problems.add(file, "no way leads from here to the end", id_)
    for circle in _circles({id_: silent(step, steps) for id_, step in steps.items()}):
        round_ = " → ".join([*circle, circle[0]])
        problems.add(
            file,
            f"a circle without a question or a pause would go on for ever: {round_}",
            circle[0],
        )


def ways(step: Step) -> Iterator[str]:
    """Give every step (or the end) that a step may lead to."""
    yield from (case.to for case in step.next.cases)
    if step.next.default is not None:
        yield step.next.default
    if isinstance(step, Say | Question) and step.otherwise is not None:
        yield step.otherwise


def silent(step: Step, steps: Mapping[str, Step]) -> list[str]:
    """Give the steps it may lead to without waiting for anything."""
    if isinstance(step, Say | Fork):
        return [to for to in ways(step) if to in steps]
    if not isinstance(step, Question) or step.otherwise is None:
        return []
    return [step.otherwise] if step.otherwise in steps else []


def _reach(start: Collection[str], graph: Mapping[str, Collection[str]]) -> set[str]:
    reached, ahead = set(start), list(start)
    while ahead:
        for to in graph[ahead.pop()]:
            if to not in reached:
                reached.add(to)
                ahead.append(to)
    return reached


def _turned(graph: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    back: dict[str, list[str]] = {id_: [] for id_ in graph}
    for id_, targets in graph.items():
        for to in targets:
            back[to].append(id_)
    return back


def _circles(graph: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Give one circle through each knot of steps that leads back to itself."""
    told: set[str] = set()
    for start in graph:
        trail = None if start in told else _way_back(start, graph)
        if trail is not None:
            told.update(trail)
            yield trail


def _way_back(start: str, graph: Mapping[str, list[str]]) -> list[str] | None:
    trails = [[start]]
    seen: set[str] = set()
    for trail in trails:
        for to in graph[trail[-1]]:
            if to == start:
                return trail
            if to not in seen:
                seen.add(to)
                trails.append([*trail, to])
    return None
