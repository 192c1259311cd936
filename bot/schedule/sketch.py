"""A sketch: a plan before it has a client, a first day, and a risky time to stand around."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.schedule.plan import Bounds, Cadence, Limits, Plan, Slot, Weekdays

if TYPE_CHECKING:
    from datetime import date, time

    from bot.people import ClientId
    from bot.schedule.plan import PlanId
    from bot.schedule.risky import Risky

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Before:
    """Once a week, in waking hours, at least so long before the risky time; under a day."""

    least: timedelta


@dataclass(frozen=True, slots=True)
class After:
    """Once a week, some days after the evening of the risky time, at a wall time."""

    days: int
    """0 to 6."""
    at: time


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a plan will be, but for whose it is and when it starts."""

    checkins: tuple[str, ...]
    cadence: Cadence
    slots: tuple[Slot, ...]
    """Both as in a plan; nothing is made of them if it stands around the risky time."""
    limits: Limits
    risky: Before | After | None = None
    first: int = 0
    """Days after the template is given."""
    last: int | None = None
    """As `first`, and in; None: it has no end."""


def sketched(
    sketch: Sketch, plan: PlanId, client: ClientId, title: str, start: date, risky: Risky | None
) -> Plan:
    """Make the plan, from `first` days after the local date `start` on.

    Raises ValueError if it stands around the risky time, and there is none.
    """
    cadence, slots = _times(sketch, risky)
    end = None if sketch.last is None else start + sketch.last * _DAY
    return Plan(
        id=plan,
        client=client,
        version=1,
        title=title,
        checkins=sketch.checkins,
        cadence=cadence,
        slots=slots,
        bounds=Bounds(start + sketch.first * _DAY, end),
        limits=sketch.limits,
    )


def _times(sketch: Sketch, risky: Risky | None) -> tuple[Cadence, tuple[Slot, ...]]:
    if sketch.risky is None:
        return sketch.cadence, sketch.slots
    if risky is None:
        raise ValueError("this template stands around a risky time, and there is none")
    match sketch.risky:
        case Before(least):
            weekday, at = risky.before(least)
        case After(days, at):
            weekday = risky.after(days)
        case other:
            assert_never(other)
    return Weekdays((weekday,)), (Slot(at, at),)
