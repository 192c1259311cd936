"""The head: what each of a vector's numbers weighs, and from which score help is offered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE: Final = "head.json"


@dataclass(frozen=True, slots=True)
class Head:
    """The weights of a logistic regression over sentence vectors."""

    bias: float
    weights: tuple[float, ...]
    """One for each number of a vector."""
    soft: float
    """The score from which help is offered, 0 to 1."""
    urgent: float | None
    """The score from which it cannot wait; None: never for the meaning alone."""
    examples: str
    """A hash of what it was trained on."""


def read(text: str) -> Head:
    """Read it as `written` wrote it."""
    values = json.loads(text)
    return Head(**{**values, "weights": tuple(values["weights"])})


def written(head: Head) -> str:
    """Write it, a few numbers a line."""
    rows = [", ".join(f"{weight:.3f}" for weight in row) for row in _rows(head.weights)]
    return (
        "{\n"
        f'  "bias": {head.bias:.3f},\n'
        f'  "soft": {head.soft:.3f},\n'
        f'  "urgent": {json.dumps(head.urgent)},\n'
        f'  "examples": {json.dumps(head.examples)},\n'
        '  "weights": [\n    ' + ",\n    ".join(rows) + "\n  ]\n}\n"
    )


def packaged() -> Head:
    """Give the one that comes with Stillwater."""
    return read((files("bot.meaning") / FILE).read_text(encoding="utf-8"))


def _rows(weights: Sequence[float], wide: int = 8) -> list[Sequence[float]]:
    return [weights[at : at + wide] for at in range(0, len(weights), wide)]
