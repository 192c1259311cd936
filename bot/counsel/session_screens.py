"""The next session's dialog as it is shown: a month, times of day, or what was understood."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel import calendar
from bot.counsel.draft import draft_key, ways_out
from bot.counsel.session import settled
from bot.screens.lines import weekday, when
from bot.screens.screen import Screen, line, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.counsel.draft import Draft
    from bot.counsel.session import Facts
    from bot.interview.turn import Line
    from bot.screens.screen import Key, Keys

_IN_A_ROW: Final = 4
_MOST: Final = 28
"""Times offered at once; of a longer day the full hours."""
_HALF_HOUR: Final = timedelta(minutes=30)


def screen(draft: Draft, facts: Facts) -> Screen:
    """Show where the dialog stands, under what was wrong with the last words if something was."""
    asked, keys = _STEPS[draft.step](draft, facts)
    trouble = draft.data.get("trouble")
    lines = (line(trouble), asked) if trouble else (asked,)
    return Screen(lines, (*keys, ways_out(draft)))


def _day(draft: Draft, facts: Facts) -> tuple[Line, Keys]:
    none = draft_key(draft, "session.none", "clear")
    keys = (*calendar.grid(draft, draft.data["month"], facts.today), (none,))
    if draft.data.get("trouble"):  # which says what works
        return line("session.again", label=facts.label), keys
    if facts.planned is None:
        return line("session.ask", label=facts.label), keys
    at = when(facts.planned.instant.astimezone(facts.zone))
    return line("session.now", label=facts.label, **at), keys


def _time(draft: Draft, facts: Facts) -> tuple[Line, Keys]:
    day = date.fromisoformat(draft.data["day"])
    offered = [
        draft_key(draft, line("session.hour", time=at), f"t:{at:%H:%M}") for at in times(day, facts)
    ]
    return line("session.time", weekday=weekday(day), date=day), rows(offered, _IN_A_ROW)


def _which(draft: Draft, _: Facts) -> tuple[Line, Keys]:
    days = map(date.fromisoformat, draft.data["days"])
    return line("session.which"), tuple((_either(draft, day),) for day in days)


def _either(draft: Draft, day: date) -> Key:
    choice = f"d:{day.isoformat()}"
    if not draft.data["at"]:
        return draft_key(draft, line("session.day", weekday=weekday(day), date=day), choice)
    at = datetime.combine(day, time.fromisoformat(draft.data["at"]))
    return draft_key(draft, line("session.when", **when(at)), choice)


def _sure(draft: Draft, _: Facts) -> tuple[Line, Keys]:
    day, at = date.fromisoformat(draft.data["day"]), time.fromisoformat(draft.data["at"])
    keys = ((draft_key(draft, "session.yes", "yes"),),)
    return line("session.sure", **when(datetime.combine(day, at))), keys


_STEPS: Final = {"day": _day, "time": _time, "which": _which, "sure": _sure}


def times(day: date, facts: Facts) -> tuple[time, ...]:
    """Give the half hours within working hours that are to come on a day and exist there."""
    halves = list(_halves(day, facts))
    fit = [at for at in halves if settled(day, at, facts) == datetime.combine(day, at)]
    return tuple(fit if len(fit) <= _MOST else [at for at in fit if not at.minute])


def _halves(day: date, facts: Facts) -> Iterator[time]:
    at, end = (datetime.combine(day, wall) for wall in (facts.hours.start, facts.hours.end))
    while at < end:
        yield at.time()
        at += _HALF_HOUR
