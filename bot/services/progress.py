"""The client's numbers over time, as a picture they ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview import mirror
from bot.interview.conversation import Then, WordsId
from bot.interview.past import series
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.pictures import chart
from bot.schedule.occurrences import State
from bot.screens import progress
from bot.screens.progress import RATED, Moved
from bot.screens.screen import line
from bot.services.caption import fits
from bot.services.known import know

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from bot.interview.words import KeptWords, Rating
    from bot.services.known import Known
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

NEWEST: Final = 26
"""Numbers of one kind that are drawn: half a year of weeks."""
MARKS: Final = 5
"""Words that are marked, at most."""
GOALS: Final = 5
"""Other goals that have a key, at most."""
FAR: Final = timedelta(weeks=26)
MARKED: Final = frozenset(
    {Kind.REASON, Kind.VALUE, Kind.STRENGTH, Kind.SUPPORT, Kind.STEP, Kind.NOTE}
)
"""Kinds of words that are marked."""
_OF_GOALS: Final = frozenset({Held.HELD, Held.REACHED, Held.RESTS})


async def show(visit: Visit) -> None:
    """Show the numbers of the goal that was rated last, or of none in particular."""
    await _show(visit, None, dark=False)


async def again(visit: Visit, pressed: Pressed) -> None:
    """Show the numbers of the goal that the key names, in the colours it names."""
    goal, _, theme = pressed.argument.partition(".")
    await _show(visit, WordsId(goal) if goal else None, dark=theme == "dark")


async def _show(visit: Visit, wanted: WordsId | None, *, dark: bool) -> None:
    known = await know(visit)
    goals = [one for one in known.words if one.kind is Kind.GOAL and one.held in _OF_GOALS]
    there = {None, *(one.id for one in goals)}
    shown = [one for one in known.rated if one.goal in there]
    rated = {one.goal: one.at for one in shown if one.goal is not None}
    goal = _chosen(goals, rated, wanted)
    moved = Moved(
        goal,
        ratings=_ratings(visit, shown, goal),
        others=[one for one in goals if one.id in rated and one != goal][-GOALS:],
        dark=dark,
    )
    if not moved.enough:
        await visit.show(progress.few())
        return
    begins = min(one.on for ratings in moved.ratings.values() for one in ratings)
    answered = await _answered(visit, known, begins)
    await _send(visit, replace(moved, answered=answered), _marks(known, goal, begins))


def _chosen(
    goals: Sequence[KeptWords], rated: dict[WordsId, datetime], wanted: WordsId | None
) -> KeptWords | None:
    """Give the goal that is wanted, or else the one rated last."""
    by_id = {one.id: one for one in goals}
    if wanted in by_id:
        return by_id[wanted]
    ours = [one for one in goals if one.id in rated]
    return max(ours, key=lambda one: rated[one.id], default=None)


def _ratings(
    visit: Visit, rated: Iterable[Rating], goal: KeptWords | None
) -> dict[str, Sequence[Then]]:
    found = series(rated, None if goal is None else goal.id)
    return {
        of: [Then(one.value, _day(visit, one.at)) for one in found[of][-NEWEST:]]
        for of in RATED
        if of in found
    }


async def _answered(visit: Visit, known: Known, begins: date) -> Sequence[date]:
    """Give the days on which a check-in was answered, asked for or not."""
    occurrences = await visit.work.plans.since(visit.client.id, visit.now - FAR)
    days = {_day(visit, one.due_at) for one in occurrences if one.state is State.ANSWERED}
    days |= {_day(visit, one.at) for one in known.rated} | {one.on for one in known.words}
    return sorted(day for day in days if begins <= day <= visit.today)


def _marks(known: Known, goal: KeptWords | None, begins: date) -> list[KeptWords]:
    """Give the newest words that may be shown now, of this goal or of none, oldest first."""
    ours = {None} if goal is None else {None, goal.id}
    there = [
        one
        for one in mirror.at_hand(known.words, known.glass)
        if one.kind in MARKED and one.goal in ours and one.on >= begins
    ]
    return sorted(there, key=lambda one: (one.at, one.text))[-MARKS:]


async def _send(visit: Visit, moved: Moved, marks: Sequence[KeptWords]) -> None:
    """Send the chart with as many words as its caption has room for."""
    shown = (replace(moved, marks=marks[n:]) for n in range(len(marks) + 1))
    fitting = next((one for one in shown if fits(visit, progress.screen(one).lines)), moved)
    picture = visit.picture(chart.progress, _chart(visit, fitting))
    await visit.show(progress.screen(fitting), picture=picture)


def _chart(visit: Visit, moved: Moved) -> chart.Progress:
    """Give the chart, in the client's language."""
    goal = moved.goal
    head = line("progress.head") if goal is None else progress.named(goal, progress.HEAD)
    return chart.Progress(
        head=visit.text(head),
        bands=tuple(
            chart.Band(
                visit.text(line(f"progress.{of}")),
                tuple(chart.Point(one.on, one.value) for one in ratings),
            )
            for of, ratings in moved.ratings.items()
        ),
        answered=tuple(moved.answered),
        answered_title=visit.text(line("progress.answered")),
        marks=tuple(one.on for one in moved.marks),
        marks_title=visit.text(line("progress.marks")),
        ticks=tuple(
            (day, visit.text(line("kept.day", date=day))) for day in chart.named(*moved.days)
        ),
        dark=moved.dark,
    )


def _day(visit: Visit, at: datetime) -> date:
    return at.astimezone(visit.zone).date()
