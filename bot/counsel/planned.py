"""A plan's own screen: what it says, since when, and when it comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.counsel.history import STATUS
from bot.schedule.plan import PlanStatus
from bot.screens.lines import when
from bot.screens.said import said
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

    TitleOf = Callable[[str], str]


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
    told: bool = True
    """Whether it is told when it comes next, or that nothing does."""


def named(plan: Plan) -> str:
    """Give the argument of a key about a plan as it is now; one of another version is past."""
    return f"{plan.id}.{plan.version}"


def gone() -> Screen:
    """Say that there is no such plan."""
    return Screen((line("planned.gone"),), ((key("clients.all", "clients", "0"),),))


def screen(shown: Planned, zone: ZoneInfo, today: date, title_of: TitleOf) -> Screen:
    """Show a plan; `zone` is the client's, `today` its date."""
    plan = shown.plan
    since = shown.since.astimezone(zone).date()
    lines = [
        line("planned.head", label=shown.label, version=plan.version, date=since),
        said(plan, title_of, today=today, limits=True),
    ]
    if plan.status is not PlanStatus.ACTIVE:
        lines.append(line(STATUS[plan.status]))
    elif not shown.told:
        lines.append(line("planned.untold"))
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
