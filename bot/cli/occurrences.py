"""Occurrences: when a plan file's prompts come, one JSON object a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from json import dumps
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo

import typer

from bot.cli.plan import read
from bot.cli.settings import plainly
from bot.errors import ConfigError, PlanError
from bot.people import Quiet
from bot.schedule import occurrences as planned
from bot.schedule.ahead import Course, Send, ahead
from bot.schedule.checks import is_zone, known_zones
from bot.schedule.occurrences import Anchors, Occurrence
from bot.schedule.pacing import Rest
from bot.schedule.plan import Plan
from bot.schedule.problem import nearest
from bot.schedule.reader import wall
from bot.schedule.wall import day_starts, instant

EXAMPLE_KEY: Final = b"an example of a key"
"""What minutes in windows and seconds of a spread are drawn with unless a key is given."""
YEARS: Final = range(1900, 9001)
NEVER: Final = Quiet(time(), time())


def occurrences(
    file: Annotated[Path, typer.Argument(metavar="PLAN.toml", help="A plan file.")],
    since: Annotated[
        str, typer.Option("--from", help="First day (2026-10-20), or first moment, there.")
    ],
    zone: Annotated[str, typer.Option(help="Where the client is.")] = "UTC",
    days: Annotated[int, typer.Option(min=1, max=3660, help="How many days.")] = 14,
    anchor: Annotated[
        list[str] | None,
        typer.Option(help="A day to count from, as `next_session=2026-11-02`; several times."),
    ] = None,
    quiet: Annotated[
        str | None, typer.Option(help="The client's quiet hours, as 22:00-07:00.")
    ] = None,
    cap: Annotated[int | None, typer.Option(min=1, help="The client's prompts a day.")] = None,
    key: Annotated[
        str | None,
        typer.Option(help="Hexadecimal; draws other minutes in windows. Else always the same."),
    ] = None,
) -> None:
    """Show when a plan's prompts come: one JSON object a line, as the service plans them.

    Quiet hours and a cap hold only if they are given. `local` and `zone` are the plan's clock,
    `expires` is in UTC, the first slot is 0. Examples:

      python -m bot occurrences evenings.toml --zone Europe/London --from 2026-10-20

      python -m bot occurrences frame.toml --from 2026-10-20 --anchor next_session=2026-11-02T15:00
    """
    with plainly():
        here = _zone(zone)
        start = _moment("--from", since, here)
        if start.year not in YEARS:
            raise ConfigError(f"--from: is in the years {YEARS[0]} to {YEARS[-1]}")
        plan = _plan(file, start.date())
        began, until = _instant(start, here), _instant(start + timedelta(days), here)
        rest = None
        if quiet is not None or cap is not None:
            rest = Rest(NEVER if quiet is None else _quiet(quiet), cap or sys.maxsize)
        anchors = dict(_anchor(one, here) for one in anchor or ())
        drawn = EXAMPLE_KEY if key is None else _key(key)
        coming = _coming(plan, here, anchors, began - timedelta.resolution, drawn, rest)
        for one in takewhile(lambda one: one.due_at < until, coming):
            typer.echo(dumps(_row(one)))


def _coming(
    plan: Plan, zone: ZoneInfo, anchors: Anchors, after: datetime, key: bytes, rest: Rest | None
) -> Iterator[Occurrence]:
    """Give what the service would send; without a rest, all that the plan holds."""
    if rest is None:
        return planned.occurrences(plan, zone, anchors, after, key)
    steps = ahead([Course(plan)], zone, anchors, after, key, rest)
    return (step.occurrence for step in steps if isinstance(step, Send))


def _row(one: Occurrence) -> dict[str, str | int]:
    return {
        "local": one.due_at.astimezone(ZoneInfo(one.zone)).isoformat(),
        "zone": one.zone,
        "utc": one.due_at.isoformat(),
        "expires": one.expires_at.isoformat(),
        "slot": one.slot,
    }


def _plan(file: Path, start: date) -> Plan:
    try:
        return read(file, start)
    except PlanError as error:
        raise PlanError(f"{file}: {problem}" for problem in error.problems) from None


def _zone(name: str) -> ZoneInfo:
    if not is_zone(name):
        raise ConfigError(f'--zone: "{name}" is not a time zone{_hint(name)}')
    return ZoneInfo(name)


def _hint(name: str) -> str:
    return nearest(name, known_zones()) or '; write it as in "Europe/London"'


def _moment(option: str, written: str, zone: ZoneInfo) -> datetime:
    """Read a date, whose first moment is meant, or a date and time; naive, on the client's wall."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise ConfigError(
            f'{option}: "{written}" is no day; write it as 2026-10-20, or 2026-10-20T15:00'
        ) from None
    return moment if moment.tzinfo is None else moment.astimezone(zone).replace(tzinfo=None)


def _instant(moment: datetime, zone: ZoneInfo) -> datetime:
    """Give the UTC instant; on a date that the zone skipped, the beginning of the next."""
    found = instant(moment.date(), moment.time(), zone)
    return day_starts(moment.date(), zone) if found is None else found


def _anchor(written: str, zone: ZoneInfo) -> tuple[str, date]:
    name, _, when = written.partition("=")
    if not name or not when:
        raise ConfigError(f'--anchor: write it as next_session=2026-11-02, not "{written}"')
    return name, _moment(f"--anchor {name}", when, zone).date()


def _quiet(written: str) -> Quiet:
    start, _, end = (part.strip() for part in written.partition("-"))
    first, last = wall(start), wall(end)
    if first is None or last is None:
        raise ConfigError(f'--quiet: write it as 22:00-07:00, not "{written}"')
    return Quiet(first, last)


def _key(written: str) -> bytes:
    try:
        found = bytes.fromhex(written)
    except ValueError:
        found = b""
    if not found:
        raise ConfigError("--key: is hexadecimal digits, two for each byte, such as 00ff")
    return found
