"""A plan file: a plan as a counselor writes it, in TOML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from bot.errors import PlanError
from bot.people import ClientId
from bot.schedule.cadences import read_cadence
from bot.schedule.checks import problems
from bot.schedule.plan import Bounds, Limits, Overlap, Plan, PlanId, Slot, ZonePolicy
from bot.schedule.reader import Reader, choice, day, length, several, text, wall, whole

if TYPE_CHECKING:
    from bot.schedule.problem import Problem

FORMAT = 1
"""What this version reads and writes; older formats come through upgraders."""

OWN = "client"
"""The value of `zone` that stands for the client's own."""

_USUAL = Limits()
_NO_GAP = timedelta()


def parse(toml: str, *, plan: PlanId, client: ClientId, start: date) -> Plan:
    """Read a plan file. `start` is the first local date unless the file has `bounds.start`.

    Raises PlanError with every problem there is.
    """
    top = Reader.of(toml)
    made = replace(read_plan(top, start), id=plan, client=client)
    top.done()
    noted = {_part(problem) for problem in top.problems}
    wrong = [*top.problems, *(found for found in problems(made) if _part(found) not in noted)]
    if wrong:
        raise PlanError(str(problem) for problem in wrong)
    return made


def read_plan(top: Reader, start: date) -> Plan:
    """Read a plan's table, noting what is wrong; whose it is stands elsewhere."""
    if top.need("format", whole, str(FORMAT), FORMAT) != FORMAT:
        top.note("format", f"is not one I know; write format = {FORMAT}")
    zone = top.may("zone", text, '"client", or a name such as "Europe/London"', OWN)
    return Plan(
        id=PlanId(""),
        client=ClientId(""),
        version=1,
        title=top.need("title", text, '"Tuesday evening"', "?"),
        checkins=top.need("checkins", several(text), '["goal-mirror"]', ("?",)),
        cadence=read_cadence(top.table("cadence"), start),
        slots=tuple(read_slot(one) for one in top.tables("slots")),
        bounds=_bounds(top.table("bounds"), start),
        limits=read_limits(top.table("limits")),
        zone_policy=ZonePolicy.CLIENT if zone == OWN else ZonePolicy.FIXED,
        zone=None if zone == OWN else zone,
    )


def read_slot(table: Reader) -> Slot:
    """Read one of the `[[slots]]`, noting what is wrong."""
    slot = Slot(
        from_=table.need("from", wall, '"17:00"', time()),
        to=table.need("to", wall, '"20:00"', time()),
        count=table.may("count", whole, "1", 1),
        min_gap=table.may("min_gap", length, '"60m"', _NO_GAP),
    )
    table.done()
    return slot


def _bounds(table: Reader, start: date) -> Bounds:
    bounds = Bounds(
        start=table.may("start", day, start.isoformat(), start),
        end=table.may("end", day, start.isoformat(), None),
    )
    table.done()
    return bounds


def read_limits(table: Reader) -> Limits:
    """Read the `[limits]`, noting what is wrong."""
    like = " | ".join(f'"{overlap}"' for overlap in Overlap)
    limits = Limits(
        expire_after=table.may("expire_after", length, '"12h"', _USUAL.expire_after),
        reminders=table.may("reminders", several(length), '["3h"]', _USUAL.reminders),
        max_per_day=table.may("max_per_day", whole, "1", _USUAL.max_per_day),
        overlap=table.may("overlap", choice(Overlap), like, _USUAL.overlap),
        spread=table.may("spread", length, '"5m"', _USUAL.spread),
    )
    table.done()
    return limits


def _part(problem: Problem) -> str:
    """Give the part of the file that a problem is about: `slots[2].to` is about `slots`."""
    return problem.key.partition(".")[0].partition("[")[0]
