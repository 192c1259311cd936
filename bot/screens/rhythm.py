"""Days and time: how often a check-in comes by itself, and when the next ones do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.message import Press
from bot.schedule.occurrences import State
from bot.schedule.plan import PlanStatus
from bot.screens import pause
from bot.screens.lines import below, next_line, when
from bot.screens.said import said
from bot.screens.screen import Key, Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from bot.interview.turn import Line
    from bot.people import Caps
    from bot.schedule.coming import Coming
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

    TitleOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a client's rhythm is, as it stands."""

    plans: Sequence[Plan]
    """The earliest made first."""
    coming: Sequence[Coming]
    caps: Caps
    own: bool
    """The client made their one plan, and sets its days."""
    today: date
    """Where they are."""
    halved: bool = False
    """Every second prompt is left out just now."""
    quiet_until: date | None = None
    off: bool = False
    """Nothing comes before the client says so."""
    page: int = 0
    """Of plans whose time can be moved, if they are many."""


def screen(rhythm: Rhythm, title_of: TitleOf) -> Screen:
    """Show each plan in a sentence, what is coming, and every way to change it."""
    plans = [_plan(plan, title_of, rhythm.today) for plan in rhythm.plans]
    if not any(plans):
        return Screen((line("rhythm.none"),))
    lines = [one for one in plans if one is not None]
    coming = [_row(n, one, title_of) for n, one in enumerate(rhythm.coming, 1)]
    nothing = line("next.off") if rhythm.off else next_line(None)
    comes = [below([line("rhythm.comes"), *coming])] if coming else [nothing]
    half = (line("rhythm.half"),) if rhythm.halved else ()
    quiet = () if rhythm.quiet_until is None else pause.done(rhythm.quiet_until).lines
    shown = (*lines, *quiet, *half, *comes, caps_line(rhythm.caps))
    return Screen(shown, (*_ones(rhythm.coming), *_ways(rhythm, title_of)))


def news(plans: Sequence[Plan], coming: datetime | None, title_of: TitleOf, today: date) -> Screen:
    """Say what is planned now, after somebody else changed it."""
    lines = [one for plan in plans if (one := _plan(plan, title_of, today)) is not None]
    now = (*lines, next_line(coming)) if lines else (line("rhythm.none"),)
    return Screen((line("news.head"), *now), ((key("news.change", "command", "rhythm"),),))


def kept(
    plan: Plan, coming: datetime | None, title_of: TitleOf, today: date, *, asleep: bool
) -> Screen:
    """Confirm a change of days or time; `asleep`: it lies within the client's quiet hours."""
    note = (line("rhythm.quiet"),) if asleep else ()
    return Screen((said(plan, title_of, today=today), *note, next_line(coming)))


def resumed(coming: datetime | None) -> Screen:
    """Say that check-ins come again, and when the next one does."""
    return Screen((line("resume.done"), next_line(coming)))


def caps_line(caps: Caps) -> Line:
    """Say the most that comes."""
    if caps.week is None:
        return line("limit.day", n=caps.day)
    return line("limit.day-week", n=caps.day, week=caps.week)


def moment(local: datetime) -> Line:
    """Say a day and a time."""
    return line("rhythm.moment", **when(local))


def _plan(plan: Plan, title_of: TitleOf, today: date) -> Line | None:
    if plan.status is PlanStatus.ENDED:
        return None
    sentence = said(plan, title_of, today=today)
    return sentence if plan.status is PlanStatus.ACTIVE else line("rhythm.paused", said=sentence)


def _row(n: int, one: Coming, title_of: TitleOf) -> Line:
    if one.state is State.SKIPPED:
        return line("rhythm.left-out", n=n, moment=moment(one.at))
    return line("rhythm.row", n=n, moment=moment(one.at), title=title_of(one.checkin))


def _ones(coming: Sequence[Coming]) -> Keys:
    """Give a row of keys, one for each prompt that can be moved or left out, by its number."""
    row = tuple(
        Key(str(n), key("rhythm.row", "one", one.which.written).does)
        for n, one in enumerate(coming, 1)
        if one.state is not State.SNOOZED
    )
    return (row,) if row else ()


def _ways(rhythm: Rhythm, title_of: TitleOf) -> Keys:
    """Give the keys that change what is to come from now on."""
    active = [(n, plan) for n, plan in enumerate(rhythm.plans) if plan.status is PlanStatus.ACTIVE]
    if rhythm.own:
        times: Keys = ((key("rhythm.change", "begin", "rhythm"),),)
    elif len(active) == 1:
        times = ((key("rhythm.time", "time-for", f"plan.{active[0][0]}"),),)
    else:
        shown, page, last = pages(active, rhythm.page)
        each = tuple(
            (key("rhythm.time-of", "time-for", f"plan.{n}", title=title_of(plan.checkins[0])),)
            for n, plan in shown
        )
        times = (*each, *turning(page, last, lambda to: Press("coming", str(to))))
    limits = (key("rhythm.most", "limit"), key("rhythm.hours", "begin", "quiet-hours"))
    return (*times, limits, (key("rhythm.pause", "command", "pause"),))
