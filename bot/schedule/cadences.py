"""Cadences as they are written: the `[cadence]` table of a plan file, read and written."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from bot.schedule.plan import Daily, Every, Once, Relative, Unit, Weekdays
from bot.schedule.reader import choice, day, several, text, whole

if TYPE_CHECKING:
    from datetime import date

    from bot.schedule.plan import Cadence
    from bot.schedule.reader import Reader

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class _Kind(StrEnum):
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    EVERY = "every"
    ONCE = "once"
    RELATIVE = "relative"


def read_cadence(table: Reader, start: date) -> Cadence:
    """Read a `[cadence]` table, noting what is wrong; `start` stands in for a missing date."""
    like = " | ".join(f'"{kind}"' for kind in _Kind)
    kind = table.need("kind", choice(_Kind), like, None)
    if kind is not None:
        cadence = _read(kind, table, start)
        table.done()
        return cadence
    return Daily()


def write_cadence(cadence: Cadence) -> dict[str, object]:
    """Write the table that `read_cadence` reads, of what JSON can keep."""
    match cadence:
        case Daily():
            return {"kind": _Kind.DAILY.value}
        case Weekdays(days):
            return {"kind": _Kind.WEEKDAYS.value, "weekdays": [WEEK[one - 1] for one in days]}
        case Every(n, unit):
            return {"kind": _Kind.EVERY.value, "n": n, "unit": unit.value}
        case Once(when):
            return {"kind": _Kind.ONCE.value, "date": when.isoformat()}
        case Relative(anchor, offset):
            return {"kind": _Kind.RELATIVE.value, "anchor": anchor, "offset": offset}
        case other:
            assert_never(other)


def _read(kind: _Kind, table: Reader, start: date) -> Cadence:
    match kind:
        case _Kind.DAILY:
            return Daily()
        case _Kind.WEEKDAYS:
            monday: tuple[int, ...] = (1,)
            found = table.need("weekdays", several(_weekday), '["tue", "fri"]', monday)
            return Weekdays(tuple(sorted(set(found))))
        case _Kind.EVERY:
            like = " | ".join(f'"{unit}"' for unit in Unit)
            return Every(
                n=table.need("n", whole, "2", 1),
                unit=table.need("unit", choice(Unit), like, Unit.DAYS),
            )
        case _Kind.ONCE:
            return Once(table.need("date", day, start.isoformat(), start))
        case _Kind.RELATIVE:
            return Relative(
                anchor=table.need("anchor", text, '"next_session"', "?"),
                offset=table.may("offset", whole, "-1 (days; negative is before)", 0),
            )
        case other:
            assert_never(other)


def _weekday(value: object) -> int | None:
    """Read a weekday's English name, whole or its first three letters, as ISO's number."""
    name = value.strip().lower() if isinstance(value, str) else ""
    for names in (WEEK, _DAYS):
        if name in names:
            return names.index(name) + 1
    return None
