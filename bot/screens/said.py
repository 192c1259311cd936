"""A plan in one sentence, in words for counselor and client alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from bot.interview.turn import Days, Several
from bot.schedule.plan import Daily, Every, Once, Relative, Unit, Weekdays
from bot.screens.lines import town, weekday
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from bot.interview.turn import Line
    from bot.schedule.plan import Bounds, Cadence, Limits, Plan, Slot

ANCHORS: Final[Mapping[str, str]] = {
    "enrolment": "said.enrolment",
    "last_session": "said.last-session",
    "next_session": "said.next-session",
}
"""What the days are called that are known by themselves; others go by the name they were given."""
_WORKDAYS: Final = (1, 2, 3, 4, 5)
_WEEK: Final = (*_WORKDAYS, 6, 7)


def said(
    plan: Plan,
    title_of: Callable[[str], str],
    *,
    today: date | None = None,
    limits: bool = False,
) -> Line:
    """Say a plan that can be kept: what is asked when, from when until when.

    A first day that is not after `today` is left out, as is that of a single date. `limits` adds
    how long a prompt stays open and when it is brought back to mind. The plan's own title and
    whether it is paused stand elsewhere.
    """
    sentence = line(
        "said.core",
        checkins=_checkins(plan.checkins, title_of),
        when=_when(plan.cadence, plan.bounds.start),
        times=_times(plan.slots),
    )
    if plan.zone is not None:
        sentence = line("said.clock", said=sentence, town=town(plan.zone))
    if not isinstance(plan.cadence, Once):
        sentence = _within(sentence, plan.bounds, today)
    return line("said.plan", said=_limited(sentence, plan.limits) if limits else sentence)


def _checkins(names: tuple[str, ...], title_of: Callable[[str], str]) -> Line:
    """Name the check-ins, each once, as they first come."""
    titles = [line("said.title", title=title_of(name)) for name in dict.fromkeys(names)]
    if len(titles) == 1:
        return titles[0]
    return line("said.turns", titles=Several(tuple(titles)))


def _when(cadence: Cadence, start: date) -> Line:
    match cadence:
        case Daily() | Every(n=1, unit=Unit.DAYS):
            return _weekly(_WEEK)
        case Every(n=n, unit=Unit.DAYS):
            return line("said.days", n=n)
        case Every(n=n):
            days = weekday(start)
            return _weekly(days.iso) if n == 1 else line("said.weeks", n=n, days=days)
        case Weekdays(days=days):
            return _weekly(days)
        case Once(date=on):
            return line("said.once", weekday=weekday(on), date=on)
        case Relative(anchor=anchor, offset=offset):
            return _relative(_anchor(anchor), offset)
        case other:
            assert_never(other)


def _weekly(days: tuple[int, ...]) -> Line:
    if days == _WEEK:
        return line("said.daily")
    return line("said.workdays") if days == _WORKDAYS else line("said.weekly", days=Days(days))


def _anchor(name: str) -> Line:
    return line(ANCHORS[name]) if name in ANCHORS else line("said.named", name=name)


def _relative(anchor: Line, offset: int) -> Line:
    match offset:
        case 0:
            return line("said.same-day", anchor=anchor)
        case -1:
            return line("said.day-before", anchor=anchor)
        case 1:
            return line("said.day-after", anchor=anchor)
        case _ if offset < 0:
            return line("said.before", n=-offset, anchor=anchor)
        case _:
            return line("said.after", n=offset, anchor=anchor)


def _times(slots: tuple[Slot, ...]) -> Line | Several:
    """Name fixed times in one list; windows, and fixed times among them, one by one."""
    if all(slot.width == 0 for slot in slots):
        return line("said.at", times=Several(tuple(slot.from_ for slot in slots)))
    return Several(tuple(map(_time, slots)))


def _time(slot: Slot) -> Line:
    if slot.width == 0:
        return line("said.at", times=slot.from_)
    ends = {"from": slot.from_, "to": slot.to}
    match slot.count:
        case 1:
            return line("said.between", **ends)
        case 2:
            window = line("said.twice", **ends)
        case count:
            window = line("said.often", n=count, **ends)
    return line("said.apart", said=window, gap=slot.min_gap) if slot.min_gap else window


def _within(sentence: Line, bounds: Bounds, today: date | None) -> Line:
    begun = today is not None and bounds.start <= today
    if bounds.end is None:
        return sentence if begun else line("said.from", said=sentence, start=bounds.start)
    if begun:
        return line("said.until", said=sentence, end=bounds.end)
    return line("said.within", said=sentence, start=bounds.start, end=bounds.end)


def _limited(sentence: Line, limits: Limits) -> Line:
    stays = line("said.open", said=sentence, span=limits.expire_after)
    match limits.reminders:
        case ():
            return line("said.unreminded", said=stays)
        case (only,):
            return line("said.reminder", said=stays, span=only)
        case several:
            return line("said.reminders", said=stays, spans=Several(several))
