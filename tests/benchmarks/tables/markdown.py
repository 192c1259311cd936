"""A table in Markdown: the first column is words, the others are numbers."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str | None:
    """Write a table; None if it has no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return None
    rule = f"|---{'|---:' * (len(head) - 1)}|"
    return "\n".join([f"| {' | '.join(head)} |", rule, *lines])


def mid(values: Iterable[float]) -> float:
    """Give the median."""
    return median(values)


def whole(number: float) -> str:
    """Write a number without its parts."""
    return f"{number:,.0f}"


def one(number: float) -> str:
    """Write a number with one digit after the point."""
    return f"{number:,.1f}"


def two(number: float) -> str:
    """Write a number with two."""
    return f"{number:,.2f}"


def kib(number: float) -> str:
    """Write bytes in KiB."""
    return f"{number / 1024:,.1f} KiB"
