"""A plan around the risky time, moved along when the client names another hour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.schedule.sketch import sketched

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.schedule.plan import Plan
    from bot.schedule.risky import Risky
    from bot.schedule.sketch import Sketch


def retimed(plan: Plan, sketches: Iterable[Sketch], before: Risky, after: Risky) -> Plan | None:
    """Give the plan around the new hour; None if it does not stand as one of the sketches says.

    What somebody has moved by hand stands as nobody's sketch says, and stays where they put it.
    """
    for sketch in sketches:
        if sketch.risky is None:
            continue
        old, new = (
            sketched(sketch, plan.id, plan.client, plan.title, plan.bounds.start, hour)
            for hour in (before, after)
        )
        if (plan.cadence, plan.slots) == (old.cadence, old.slots):
            return replace(plan, cadence=new.cadence, slots=new.slots)
    return None
