"""Numbers over time: a small line, drawn as part of the page, and every number beside its day."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.interview.terms import Readiness
from bot.mydata.page.tree import el

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree.ElementTree import Element

    from bot.mydata.page.speech import Speech
    from bot.mydata.said import Number

_WIDE: Final = 320
_HIGH: Final = 64
_EDGE: Final = 6
_TOP: Final = 10
"""The highest number on a ruler."""
_STEPS: Final = tuple(Readiness)


def graphs(numbers: Iterable[Number], say: Speech) -> list[Element]:
    """Give a line and a list for each thing that numbers were given of, oldest number first."""
    there = sorted(numbers, key=lambda one: (one.of, one.at))
    kinds = ((of, list(some)) for of, some in groupby(there, key=lambda one: one.of))
    return [_graph(of, some, say) for of, some in kinds]


def _graph(of: str, numbers: Sequence[Number], say: Speech) -> Element:
    name = say.is_("of", of)
    rows = (el("li", say.moment(one.at), ": ", el("b", _value(one, say))) for one in numbers)
    line = _line(numbers, name, say) if len(numbers) > 1 else None
    return el("figure", el("figcaption", name), line, el("ul", *rows, class_="numbers"))


def _value(one: Number, say: Speech) -> str:
    if one.of == "readiness" and one.value < len(_STEPS):
        return say(f"readiness.{_STEPS[one.value]}")
    return str(one.value)


def _line(numbers: Sequence[Number], name: str, say: Speech) -> Element:
    """Draw the line; what lies between two numbers is straight, time runs evenly."""
    top = len(_STEPS) - 1 if numbers[0].of == "readiness" else _TOP
    first, last = numbers[0].at, numbers[-1].at
    span = (last - first).total_seconds() or 1.0
    spots = [
        (
            _EDGE + (one.at - first).total_seconds() / span * (_WIDE - 2 * _EDGE),
            _HIGH - _EDGE - one.value / top * (_HIGH - 2 * _EDGE),
        )
        for one in numbers
    ]
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    title = say("line", what=name, first=say.moment(first), last=say.moment(last))
    return el(
        "svg",
        el("title", title),
        el("polyline", points=drawn),
        *(el("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="2.5") for x, y in spots),
        viewBox=f"0 0 {_WIDE} {_HIGH}",
        role="img",
    )
