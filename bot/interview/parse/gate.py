"""The gate of a check-in: `[gate]`, when it is offered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.parse.table import Table
from bot.interview.script import Gate
from bot.interview.terms import Kind, Readiness

if TYPE_CHECKING:
    from bot.interview.parse.problems import Problems

LONGEST: Final = timedelta(days=365)
_HIGHEST: Final = 10
"""On the ruler of importance."""


def gate(value: object, problems: Problems, file: str) -> Gate:
    """Read the gate; without one, a check-in is offered at any time."""
    if value is None:
        return Gate()
    if not isinstance(value, dict):
        problems.add(file, "gate is not a table: write [gate] above the steps")
        return Gate()
    table = Table({f"gate.{key}": found for key, found in value.items()}, problems, file)
    at, never = table.many_of("gate.at", Readiness), table.many_of("gate.never", Readiness)
    for both in sorted(at & never):
        table.problem(f"gate: {both} is in at and in never")
    highest = table.number("gate.importance", -1, 0, _HIGHEST)
    found = Gate(
        at=at,
        importance=None if highest < 0 else highest,
        never=never,
        rests=table.span("gate.rests", LONGEST),
        needs=table.one_of("gate.needs", Kind),
        after_slip=table.flag("gate.after_slip", default=True),
    )
    table.close()
    return found
