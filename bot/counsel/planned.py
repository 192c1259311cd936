"""A plan's own screen: what it says, since when, when it comes next, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel.lines import below, weekday, when
from bot.counsel.wizard.reading import read_date
from bot.schedule.plan import PlanStatus
from bot.screens.said import said
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.interview.turn import Line
    from bot.schedule.plan import Plan, PlanId
    from bot.screens.screen import Keys

    TitleOf = Callable[[str], str]
    Versions = Sequence[tuple[Plan, datetime]]
    """Each with when it was kept, aware UTC; the first one first."""

SHOWN: Final = 6
"""Versions shown at once, the newest."""
_STATUS: Final = {
    PlanStatus.ACTIVE: "planned.active",
    PlanStatus.PAUSED: "planned.paused",
    PlanStatus.ENDED: "planned.ended",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as it stands."""

    plan: Plan
    since: datetime
    """Since when it stands so; aware, UTC."""
    coming: datetime | None
    """When it comes next; aware, UTC."""
    label: str
    """The counselor's word for the client."""


def named(plan: Plan) -> str:
    """Give the argument of a key about a plan as it is now; one of another version is past."""
    return f"{plan.id}.{plan.version}"


def gone() -> Screen:
    """Say that there is no such plan."""
    return Screen((line("planned.gone"),), ((key("planned.all", "clients", "0"),),))


def screen(shown: Planned, zone: ZoneInfo, today: date, title_of: TitleOf) -> Screen:
    """Show a plan; `zone` is the client's, `today` its date."""
    plan = shown.plan
    since = shown.since.astimezone(zone).date()
    lines = [
        line("planned.head", label=shown.label, version=plan.version, date=since),
        said(plan, title_of, today=today, limits=True),
    ]
    if plan.status is not PlanStatus.ACTIVE:
        lines.append(line(_STATUS[plan.status]))
    elif shown.coming is None:
        lines.append(line("planned.nothing"))
    else:
        lines.append(line("planned.next", **when(shown.coming.astimezone(zone))))
    return Screen(tuple(lines), _keys(plan))


def _keys(plan: Plan) -> Keys:
    one = named(plan)
    last = (
        key("planned.history", "plan-history", plan.id),
        key("button.back", "client", plan.client),
    )
    if plan.status is PlanStatus.ENDED:
        return (last,)
    rest = (
        key("planned.pause", "plan-pause", one)
        if plan.status is PlanStatus.ACTIVE
        else key("planned.resume", "plan-resume", one)
    )
    return (
        (key("planned.edit", "plan-edit", one),),
        (rest, key("planned.end", "plan-end", one)),
        last,
    )


def sure(plan: Plan, title_of: TitleOf) -> Screen:
    """Ask once before a plan ends."""
    keys = (key("planned.end", "plan-over", named(plan)), key("planned.keep", "plan", plan.id))
    return Screen((said(plan, title_of), line("planned.sure")), (keys,))


def history(plan: PlanId, versions: Versions, zone: ZoneInfo, title_of: TitleOf) -> Screen:
    """Show the versions, newest first, and take a date; `zone` is the client's."""
    newest = list(reversed(versions))[:SHOWN]
    return Screen((_listed(newest, zone, title_of), line("planned.ask")), _back(plan))


def on_day(
    plan: PlanId, versions: Versions, text: str, zone: ZoneInfo, today: date, title_of: TitleOf
) -> Screen:
    """Show what stood on a day that was typed; `zone` and `today` are the client's."""
    day = read_date(text, today)
    if day is None:
        return Screen((line("planned.unread"),), _back(plan))
    held = list(_held(versions, day, zone))
    if not held:
        before = line("planned.before", weekday=weekday(day), date=day)
        return Screen((before, line("planned.ask")), _back(plan))
    head = line("planned.on-day", weekday=weekday(day), date=day)
    return Screen((head, _listed(held, zone, title_of), line("planned.ask")), _back(plan))


def _held(versions: Versions, day: date, zone: ZoneInfo) -> Iterator[tuple[Plan, datetime]]:
    """Give the version that stood when a day began, and those that were made on it."""
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=1), time(), zone)
    before = [one for one in versions if one[1] < begins]
    yield from before[-1:]
    yield from (one for one in versions if begins <= one[1] < ends)


def _listed(versions: Iterable[tuple[Plan, datetime]], zone: ZoneInfo, title_of: TitleOf) -> Line:
    return below(
        line(
            "planned.version",
            n=plan.version,
            date=at.astimezone(zone).date(),
            said=said(plan, title_of),
            status=line(_STATUS[plan.status]),
        )
        for plan, at in versions
    )


def _back(plan: PlanId) -> Keys:
    return ((key("button.back", "plan", plan),),)
