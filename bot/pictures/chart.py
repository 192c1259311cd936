"""The client's numbers over time: a calm chart, one band for each thing that was rated.

No target, no zone, no trend: every number stands where it was given, with nothing said of it.
Silence leaves a gap in the line, never a zero. Below stand a dot for each day with an answered
check-in, and small numbered marks for words, which the caption quotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.pictures.letters import LEADING, Lettering, drawn
from bot.pictures.sheet import MARGIN, WIDTH, Sheet
from bot.pictures.theme import Theme, theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

SILENCE: Final = timedelta(days=28)
"""Numbers further apart are not joined by a line."""
_TOP: Final = 10
_BAND, _STRIP, _TITLE_ROOM, _DATES, _AIR = 240, 66, 96, 112, 24
"""Heights in pixels: of a band, of a strip below them, of a title, of the dates; air in a band."""
_LEFT, _RIGHT, _INSET = MARGIN + 62, WIDTH - MARGIN - 34, 24
_HEAD, _TITLE, _SMALL, _NUMBER, _MARK = 44, 34, 31, 40, 46
"""Sizes in pixels."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number, and the local day it was given."""

    on: date
    value: int


@dataclass(frozen=True, slots=True)
class Band:
    """One thing that was rated from 0 to 10, and its numbers, oldest first."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """What a chart shows; its words are in the client's language."""

    head: str
    bands: tuple[Band, ...]
    """One to three, each with a number at least."""
    answered: tuple[date, ...] = ()
    """Days on which a check-in was answered."""
    answered_title: str = ""
    marks: tuple[date, ...] = ()
    """Days of the words that the caption quotes, by their number from 1."""
    marks_title: str = ""
    ticks: tuple[tuple[date, str], ...] = ()
    """Days that are named below."""
    dark: bool = False

    @property
    def days(self) -> tuple[date, date]:
        """The first day and the last."""
        every = [point.on for band in self.bands for point in band.points]
        every += [*self.answered, *self.marks]
        return min(every), max(every)


def named(first: date, last: date) -> tuple[date, ...]:
    """Choose up to three days to be named on a chart: the first, one between, the last."""
    return tuple(dict.fromkeys((first, first + (last - first) // 2, last)))


def progress(shown: Progress) -> bytes:
    """Draw the chart as a PNG, 1080 pixels wide."""
    look = theme(dark=shown.dark)
    head = Lettering(_HEAD, "bold").wrapped(drawn(shown.head), WIDTH - 2 * MARGIN)
    strips = [strip for strip in (shown.marks, shown.answered) if strip]
    height = MARGIN + len(head) * _HEAD * LEADING + _DATES
    height += len(shown.bands) * (_TITLE_ROOM + _BAND) + len(strips) * (_TITLE_ROOM + _STRIP)
    chart = _Chart(Sheet(height, look.paper), shown.days, look, float(MARGIN))
    for row in head:
        chart.y += _HEAD * LEADING
        chart.sheet.put(
            MARGIN, chart.y - _HEAD * (LEADING - 1), row, _HEAD, look.ink, weight="bold"
        )
    for band, tone in zip(shown.bands, look.tones, strict=False):
        chart.band(band, tone)
    if shown.marks:
        chart.marks(shown.marks_title, shown.marks)
    if shown.answered:
        chart.dots(shown.answered_title, shown.answered)
    chart.dates(shown.ticks)
    return chart.sheet.png()


@dataclass(slots=True)
class _Chart:
    """A chart that is being drawn, from the top down."""

    sheet: Sheet
    days: tuple[date, date]
    look: Theme
    y: float
    """As far down as it is drawn, in pixels."""

    def band(self, band: Band, tone: str) -> None:
        """Draw one band: three guides, the numbers joined where they are near, the newest named."""
        self._title(band.title, tone)
        top, foot = self.y, self.y + _BAND - _AIR
        for value in (0, _TOP // 2, _TOP):
            level = foot - (foot - top) * value / _TOP
            self.sheet.stroke([(_LEFT, level), (_RIGHT, level)], self.look.rule, 2)
            self.sheet.put(
                _LEFT - 22, level + 11, str(value), _SMALL, self.look.muted, align="right"
            )
        at = [(self._x(one.on), foot - (foot - top) * one.value / _TOP) for one in band.points]
        for first, last in _runs(band.points):
            self.sheet.stroke(at[first:last], tone, 5)
        self.sheet.dots(at, tone, 17)
        x, level = at[-1]
        self.sheet.put(x + 20, level + 14, str(band.points[-1].value), _NUMBER, tone, weight="bold")
        self.y += _BAND

    def marks(self, title: str, days: Sequence[date]) -> None:
        """Draw the numbers of quoted words on their days, side by side where they would touch."""
        self._title(title, self.look.muted)
        level, apart = self.y + _STRIP / 2, _MARK + 6
        xs = [self._x(day) for day in days]
        for n in range(1, len(xs)):
            xs[n] = max(xs[n], xs[n - 1] + apart)
        xs[-1] = min(xs[-1], _RIGHT)
        for n in reversed(range(1, len(xs))):
            xs[n - 1] = min(xs[n - 1], xs[n] - apart)
        for n, x in enumerate(xs, start=1):
            self.sheet.dots([(x, level)], self.look.rule, _MARK)
            self.sheet.put(x, level + 11, str(n), _SMALL, self.look.ink, align="center")
        self.y += _STRIP

    def dots(self, title: str, days: Iterable[date]) -> None:
        """Draw a dot for each day."""
        self._title(title, self.look.muted)
        level = self.y + _STRIP / 2
        self.sheet.dots([(self._x(day), level) for day in days], self.look.muted, 12)
        self.y += _STRIP

    def dates(self, ticks: Iterable[tuple[date, str]]) -> None:
        """Name some days."""
        for day, name in ticks:
            x = self._x(day)
            half = Lettering(_SMALL).width(name) / 2
            x = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
            self.sheet.put(x, self.y + 44, name, _SMALL, self.look.muted, align="center")

    def _title(self, title: str, colour: str) -> None:
        self.sheet.put(MARGIN, self.y + _TITLE_ROOM - 32, title, _TITLE, colour, weight="bold")
        self.y += _TITLE_ROOM

    def _x(self, day: date) -> float:
        first, last = self.days
        if first == last:
            return (_LEFT + _RIGHT) / 2
        return _LEFT + _INSET + (_RIGHT - _LEFT - 2 * _INSET) * (day - first) / (last - first)


def _runs(points: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Give from where to where the numbers are near enough to be joined."""
    begins = 0
    for n in range(1, len(points) + 1):
        if n == len(points) or points[n].on - points[n - 1].on > SILENCE:
            yield begins, n
            begins = n
