"""A plan's history: every version it had, and what was planned on a day one asks about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from bot.counsel.day import Heard, hear
from bot.counsel.dayword import tokens
from bot.interview.turn import Several
from bot.people import Hours
from bot.schedule.occurrences import occurrences
from bot.schedule.plan import PlanStatus, Relative
from bot.screens.lines import below, weekday
from bot.screens.said import said
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.counsel.dayword import Names
    from bot.interview.turn import Days, Line
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

SHOWN: Final = 6
"""Versions shown at once, the newest."""
STATUS: Final = {
    PlanStatus.ACTIVE: "planned.active",
    PlanStatus.PAUSED: "planned.paused",
    PlanStatus.ENDED: "planned.ended",
}
_FROM_NOW: Final = frozenset("SXTIUP")
"""Tokens of words that count from today, such as tomorrow, next and weeks."""
_BACK: Final = (timedelta(days=6), timedelta(days=180), timedelta(days=365))
"""How far back a day without a year is looked for, the nearest first."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class History:
    """A plan's versions, and how to read them."""

    versions: Sequence[tuple[Plan, datetime]]
    """Each with when it was kept, aware UTC; the first one first, and at least one."""
    zone: ZoneInfo
    """The client's; so is `today`."""
    today: date
    key: bytes
    """What random minutes are drawn from."""
    came: Collection[date]
    """Local dates on which something of the plan was due."""
    title_of: Callable[[str], str]

    @property
    def plan(self) -> Plan:
        """The newest version."""
        return self.versions[-1][0]


def screen(history: History) -> Screen:
    """Show the versions, newest first, and take a date."""
    newest = list(reversed(history.versions))[:SHOWN]
    return Screen((_listed(newest, history), line("planned.ask")), _back(history))


def asked(history: History, text: str, names: Names) -> Screen:
    """Show what was planned on the day that was typed."""
    begun = history.versions[0][1].astimezone(history.zone).date()
    day = read_day(text, history.today, begun, names)
    if day is None:
        return Screen((line("planned.unread"),), _back(history))
    return Screen((*_on(history, day), line("planned.ask")), _back(history))


def read_day(text: str, today: date, begun: date, names: Names) -> date | None:
    """Read a day: where it may be either, one that was, since `begun`, rather than one to come."""
    counted = any(token.kind in _FROM_NOW for token in tokens(text, names) or ())
    heard = (_day(text, today - back, names) for back in (() if counted else _BACK))
    was = next((day for day in heard if day is not None and day <= today), None)
    if was is not None and was >= begun:
        return was
    return _day(text, today, names) or was


def _day(text: str, since: date, names: Names) -> date | None:
    """Read a day as somebody would who types it on the day `since`."""
    heard = hear(text, names, since, Hours())
    return heard.days[0] if isinstance(heard, Heard) and heard.days else None


def _on(history: History, day: date) -> Iterator[Line]:
    """Say what stood when the day began, what it asked of that day, and what changed on it."""
    slots: dict[str, Days | date] = {"weekday": weekday(day), "date": day}
    begins = datetime.combine(day, time(), history.zone)
    ends = datetime.combine(day + _DAY, time(), history.zone)
    stood = [one for one in history.versions if one[1] < begins][-1:]
    made = [one for one in history.versions if begins <= one[1] < ends]
    if not stood and not made:
        yield line("planned.before", **slots)
        return
    yield line("planned.on-day", **slots)
    yield _listed([*stood, *made], history)
    times = _times((made or stood)[-1][0], day, history)
    if times:
        yield line("planned.at", times=Several(times))
    else:
        yield line("planned.free")


def _times(plan: Plan, day: date, history: History) -> tuple[time, ...]:
    """Give the times of day that a version means for a day; of an anchor, those that came true."""
    anchors = {}
    if isinstance(plan.cadence, Relative) and day in history.came:
        anchors = {plan.cadence.anchor: day - timedelta(days=plan.cadence.offset)}
    since = datetime.combine(day - _DAY, time(), history.zone)
    found = occurrences(plan, history.zone, anchors, since, history.key)
    near = takewhile(lambda one: one.local_date <= day, found)
    here = [one.due_at.astimezone(history.zone) for one in near if one.local_date == day]
    return tuple(at.time() for at in here)


def _listed(versions: Iterable[tuple[Plan, datetime]], history: History) -> Line:
    return below(
        line(
            "planned.version",
            n=plan.version,
            date=at.astimezone(history.zone).date(),
            said=said(plan, history.title_of),
            status=line(STATUS[plan.status]),
        )
        for plan, at in versions
    )


def _back(history: History) -> Keys:
    return ((key("button.back", "plan", history.plan.id),),)
