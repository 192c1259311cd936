"""The numbers of a client who shares them: what moved, as text and as a chart, for a counselor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.pictures.chart import Band, Point, Progress
from bot.pictures.chart import named as days_named
from bot.screens.lines import below
from bot.screens.progress import RATED
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.care import Care
    from bot.interview.turn import Line
    from bot.interview.words import KeptWords, Rating

NEWEST: Final = 12
"""Numbers of one thing that are told."""
THINGS: Final = 6
"""Things rated that are told: those rated last."""
BANDS: Final = 3
"""As many as a chart holds."""
STAND: Final = frozenset({Held.HELD, Held.REACHED, Held.RESTS, Held.ALONE})
"""Goals whose numbers are told; of a hidden one, or one let go of, none is."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One thing that was rated, and its newest numbers, oldest first."""

    of: str
    goal: int | None
    """Which of several goals it is of, counted from 1, the oldest first."""
    points: tuple[tuple[date, int], ...]


def rated(words: Iterable[KeptWords], ratings: Iterable[Rating], zone: ZoneInfo) -> list[Rated]:
    """Give what may be told, by what was rated; `zone` is the client's."""
    goals = [one.id for one in words if one.kind is Kind.GOAL and one.held in STAND]
    found: dict[tuple[str, int | None], list[Rating]] = {}
    for one in sorted(ratings, key=lambda one: one.at):
        if one.of in RATED and (one.goal is None or one.goal in goals):
            n = None if one.goal is None or len(goals) == 1 else goals.index(one.goal) + 1
            found.setdefault((one.of, n), []).append(one)
    newest = sorted(found, key=lambda which: found[which][-1].at)[-THINGS:]
    return [
        Rated(of, n, tuple((one.at.astimezone(zone).date(), one.value) for one in given[-NEWEST:]))
        for (of, n), given in sorted(found.items(), key=_order)
        if (of, n) in newest
    ]


def screen(care: Care, shown: Sequence[Rated]) -> Screen:
    """Say in words what the chart shows."""
    keys = ((key("enrol.card", "card", care.client),),)
    if not shown:
        return Screen((line("seen.no-ratings", label=care.label),), keys)
    days = [on for one in shown for on, _ in one.points]
    span = line("progress.span", first=min(days), last=max(days))
    if min(days) == max(days):
        span = line("progress.day", first=min(days))
    told = below(
        line("progress.numbers", what=named(one), numbers=", ".join(str(n) for _, n in one.points))
        for one in shown
    )
    return Screen((line("seen.ratings", label=care.label), span, told), keys)


def chart(shown: Sequence[Rated], say: Callable[[Line], str]) -> Progress | None:
    """Give what is to be drawn; None where there is nothing to join."""
    drawn = shown[:BANDS]
    if sum(len(one.points) for one in drawn) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    bands = tuple(
        Band(say(named(one)), tuple(Point(on, value) for on, value in one.points)) for one in drawn
    )
    days = [on for one in drawn for on, _ in one.points]
    ticks = days_named(min(days), max(days))
    return Progress(
        say(line("brief.chart-head")),
        bands,
        ticks=tuple((day, say(line("kept.day", date=day))) for day in ticks),
    )


def named(one: Rated) -> Line:
    """Name what was rated, and of which of several goals."""
    of = line(f"progress.{one.of}")
    return of if one.goal is None else line("brief.of-goal", of=of, n=one.goal)


def _order(one: tuple[tuple[str, int | None], list[Rating]]) -> tuple[int, int]:
    (of, n), _ = one
    return n or 0, RATED.index(of)
