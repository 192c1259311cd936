"""A sheet of paper: a figure of so many pixels, on which text is set and strokes are drawn.

A picture is 1080 pixels wide: a phone shows it at about a third of that, so that letters of 36
pixels read like the chat's own. Words are set as they are: no mathematics between two `$`.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.pictures.letters import DPI, POINTS, drawn, font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.pictures.letters import Weight

WIDTH: Final = 1080
"""Pixels."""
MARGIN: Final = 72


class Sheet:
    """A figure of some height, on which text is set by pixels from the top left."""

    def __init__(self, height: float, paper: str) -> None:
        """Take an empty sheet."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - see `letters`
        from matplotlib.figure import Figure  # noqa: PLC0415 - see `letters`

        self.height = round(height)
        self.figure = Figure(figsize=(WIDTH / DPI, self.height / DPI), dpi=DPI, facecolor=paper)
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
        """Set one line, its letters' feet at `y`; signs that the font lacks are left out."""
        self.figure.text(
            x / WIDTH,
            1 - y / self.height,
            drawn(text),
            color=colour,
            fontproperties=font(size, weight),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
        )

    def stroke(self, points: Sequence[tuple[float, float]], colour: str, wide: float) -> None:
        """Join points by a line, `wide` pixels."""
        self._line(points, color=colour, linewidth=wide * POINTS, solid_capstyle="round")

    def dots(self, points: Sequence[tuple[float, float]], colour: str, wide: float) -> None:
        """Set a dot, `wide` pixels across, on each point."""
        size = wide * POINTS
        self._line(
            points, color=colour, linestyle="", marker="o", markersize=size, markeredgewidth=0
        )

    def _line(self, points: Sequence[tuple[float, float]], **looks: Any) -> None:  # noqa: ANN401 - Line2D's own
        from matplotlib.lines import Line2D  # noqa: PLC0415 - see `letters`

        xs = [x / WIDTH for x, _ in points]
        ys = [1 - y / self.height for _, y in points]
        self.figure.add_artist(Line2D(xs, ys, **looks))

    def png(self) -> bytes:
        """Give the sheet as a PNG, the same bytes for the same sheet."""
        png = BytesIO()
        self._canvas.print_png(png, metadata={"Software": None})  # type: ignore[no-untyped-call]  # matplotlib has no types here
        return png.getvalue()
