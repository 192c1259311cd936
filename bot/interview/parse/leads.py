"""Where a step leads: `next` read against the answers there can be.

`next` is a step, `end`, or a table keyed by answer. Without it the next step down comes next. In a
table, `else` takes whatever has no case of its own; without `else`, a table that names some of the
choices or numbers must name them all, and everything else (`skip`, typed words, words at an open
question) goes to the next step down, or after the last step to the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.interview.parse.problems import near
from bot.interview.steps import END, SKIP, Case, Next

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.interview.parse.table import Table

ELSE: Final = "else"
_RANGE = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?")


@dataclass(frozen=True, slots=True)
class Domain:
    """The answers there can be at a step."""

    options: tuple[str, ...] = ()
    may: tuple[str, ...] = (SKIP,)
    """Further keys, which no table must name."""
    scale: tuple[int, int] | None = None
    several: bool = False
    """Several options may be given at once, or none: no table must name them all."""
    open: bool = False
    """There are answers that only `else` or the next step down takes."""


def straight(table: Table, down: str | None) -> Next:
    """Read `next` of a step that takes no answer."""
    value = table.get("next")
    if value is None and down is None:
        table.problem(f'it is the last step and does not say where it leads: write next = "{END}"')
    if value is not None and not isinstance(value, str):
        table.problem("next is not a step: only an answer can lead to several")
    return Next(value if isinstance(value, str) else down)


def lead(table: Table, domain: Domain, down: str | None) -> Next:
    """Read `next` of a step that takes an answer."""
    value = table.get("next")
    if not isinstance(value, dict):
        return straight(table, down)
    cases, other = [], None
    for key, to in value.items():
        if not isinstance(to, str):
            table.problem(f"next: {key!r} does not lead to a step")
        elif key == ELSE:
            other = to
        elif case := _case(table, domain, key, to):
            cases.append(case)
    _complete(table, domain, cases, other)
    answered = any(case.option != SKIP for case in cases)
    if other is None and down is None and (domain.open or domain.several or not answered):
        table.problem("it is the last step, so next needs an else")
    skips = SKIP in domain.may and all(case.option != SKIP for case in cases)
    sure = answered and not (domain.open or domain.several or skips)
    return Next(other or (None if sure else down), tuple(cases))


def _case(table: Table, domain: Domain, key: str, to: str) -> Case | None:
    if key in domain.options or key in domain.may:
        return Case(to, option=key)
    found = _RANGE.fullmatch(key)
    if domain.scale and found:
        low, high = int(found[1]), int(found[2] or found[1])
        if domain.scale[0] <= low <= high <= domain.scale[1]:
            return Case(to, low=low, high=high)
        table.problem(f"next: {key!r} is not within the scale {_span(domain.scale)}")
        return None
    known = (*domain.options, *domain.may, ELSE)
    table.problem(f"next: {key!r} is no answer here{near(key, known)}")
    return None


def _complete(table: Table, domain: Domain, cases: Sequence[Case], other: str | None) -> None:
    """See that a table which names some answers names each of them once."""
    numbers = [n for c in cases if c.low is not None for n in range(c.low, (c.high or 0) + 1)]
    named = {case.option for case in cases}
    answered = bool(numbers or named.intersection(domain.options))
    if twice := sorted({n for n in numbers if numbers.count(n) > 1}):
        table.problem(f"next: {_list(twice)} stands in two cases")
    if other is not None or domain.several or not answered:
        return
    if domain.scale:
        low, high = domain.scale
        if missing := [n for n in range(low, high + 1) if n not in numbers]:
            table.problem(f"next leaves out {_list(missing)}; name them or add else")
    left = [option for option in domain.options if option not in named]
    if left:
        table.problem(f"next leaves out {_list(left)}; name them or add else")


def _list(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values)


def _span(scale: tuple[int, int]) -> str:
    return f"{scale[0]} to {scale[1]}"
