"""A sheet of paper: a figure of so many pixels, with text that is measured, wrapped and set.

A picture is 1080 pixels wide: a phone shows it at about a third of that, so that letters of 36
pixels read like the chat's own. Words are set as they are: no mathematics between two `$`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.lines import Line2D

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH: Final = 1080
"""Pixels."""
MARGIN: Final = 72
LEADING: Final = 1.36
"""From one line to the next, as a multiple of the letters' size."""
_DPI: Final = 100
_POINTS: Final = 72 / _DPI
_FAMILY: Final = "DejaVu Sans"
Weight = Literal["normal", "bold"]


def font(size: float, weight: Weight = "normal") -> FontProperties:
    """Give letters of a size in pixels."""
    return FontProperties(family=_FAMILY, weight=weight, size=size * _POINTS)


@dataclass(slots=True)
class Lettering:
    """Knows how wide letters are."""

    size: float
    """Pixels."""
    weight: Weight = "normal"
    _widths: dict[str, float] = field(default_factory=dict)

    def width(self, text: str) -> float:
        """Give the width of a text in pixels; letters that draw together make it narrower."""
        return sum(map(self._one, text))

    def wrapped(self, text: str, width: float) -> list[str]:
        """Break a text so that each line fits; too long a word is broken, nothing is cut."""
        return [line for row in text.split("\n") for line in self._lines(row, width)]

    def _lines(self, row: str, width: float) -> Iterator[str]:
        line = ""
        for word in row.split(" "):
            longer = f"{line} {word}" if line else word
            if self.width(longer) <= width:
                line = longer
                continue
            if line:
                yield line
            *full, line = self._broken(word, width)
            yield from full
        yield line

    def _broken(self, word: str, width: float) -> Iterator[str]:
        part = ""
        for letter in word:
            if part and self.width(part + letter) > width:
                yield part
                part = ""
            part += letter
        yield part

    def _one(self, letter: str) -> float:
        if letter not in self._widths:
            face = get_font(fontManager.findfont(font(self.size, self.weight)))
            face.set_size(self.size * _POINTS, _DPI)
            self._widths[letter] = face.load_char(ord(letter)).linearHoriAdvance / 65536
        return self._widths[letter]


class Sheet:
    """A figure of some height, on which text is set by pixels from the top left."""

    def __init__(self, height: float, paper: str) -> None:
        """Take an empty sheet."""
        self.height = round(height)
        self.figure = Figure(figsize=(WIDTH / _DPI, self.height / _DPI), dpi=_DPI, facecolor=paper)
        self._canvas = FigureCanvasAgg(self.figure)

    def put(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str,
        *,
        weight: Weight = "normal",
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Set one line, its letters' feet at `y`."""
        self.figure.text(
            x / WIDTH,
            1 - y / self.height,
            text,
            color=colour,
            fontproperties=font(size, weight),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
        )

    def stroke(self, points: Sequence[tuple[float, float]], colour: str, wide: float) -> None:
        """Join points by a line, `wide` pixels."""
        self._line(points, color=colour, linewidth=wide * _POINTS, solid_capstyle="round")

    def dots(self, points: Sequence[tuple[float, float]], colour: str, wide: float) -> None:
        """Set a dot, `wide` pixels across, on each point."""
        size = wide * _POINTS
        self._line(
            points, color=colour, linestyle="", marker="o", markersize=size, markeredgewidth=0
        )

    def _line(self, points: Sequence[tuple[float, float]], **looks: Any) -> None:  # noqa: ANN401 - Line2D's own
        xs = [x / WIDTH for x, _ in points]
        ys = [1 - y / self.height for _, y in points]
        self.figure.add_artist(Line2D(xs, ys, **looks))

    def png(self) -> bytes:
        """Give the sheet as a PNG, the same bytes for the same sheet."""
        drawn = BytesIO()
        self._canvas.print_png(drawn, metadata={"Software": None})  # type: ignore[no-untyped-call]  # matplotlib has no types here
        return drawn.getvalue()
