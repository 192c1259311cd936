"""What a client can settle, and how the ids on buttons read: zones, quiet hours, days, times."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import available_timezones

from bot.people import Client, Quiet
from bot.schedule.plan import Cadence, Daily, Every, Unit, Weekdays

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.schedule.plan import Plan

DAYS: Final[Mapping[str, tuple[int, ...]]] = {
    "tue-fri": (2, 5),
    "mon-thu": (1, 4),
    "mon-wed-fri": (1, 3, 5),
    "wed": (3,),
    "sun": (7,),
    "daily": (1, 2, 3, 4, 5, 6, 7),
}
"""The choices of days for the client's own plan: id → ISO weekdays."""

VARIES: Final = "varies"
"""What stands for the risky time of somebody who has none in particular."""


@cache
def _zones() -> Mapping[str, str]:
    return {slug(name): name for name in available_timezones()}


def slug(zone: str) -> str:
    """Give the id of an IANA zone on a button: `America/New_York` is `america-new-york`."""
    return zone.lower().replace("/", "-").replace("_", "-")


def zone_of(value: str) -> str:
    """Give the IANA name of a zone named by its id or by its name; ValueError if neither."""
    found = _zones().get(slug(value))
    if found is None:
        raise ValueError(value)
    return found


def quiet_of(value: str) -> Quiet:
    """Read `22-08` (from ten to eight) or `none`; ValueError if it is neither."""
    if value == "none":
        return Quiet(time(0), time(0))
    start, end = value.split("-")
    return Quiet(time(int(start)), time(int(end)))


def time_of(value: str) -> time:
    """Read `18-00` or `18:00`; ValueError if it is neither."""
    return time.fromisoformat(value.replace("-", ":"))


def settled(client: Client, name: str, value: str) -> Client:
    """Give the client with one thing settled; what is no setting is a word of their own."""
    match name:
        case "language":
            return replace(client, locale=value)
        case "zone":
            return replace(client, zone=zone_of(value))
        case "quiet":
            return replace(client, quiet=quiet_of(value))
        case "adult":
            return replace(client, adult=value == "yes")
        case _:
            return replace(client, profile=_worded(client.profile, name, value))


def _worded(profile: Mapping[str, str], name: str, value: str) -> Mapping[str, str]:
    """Give a profile with a word of their own in it; what varies has none."""
    others = {known: word for known, word in profile.items() if known != name}
    return others if value == VARIES and name == "risky" else {**others, name: value}


def halved(plan: Plan, today: date) -> Plan:
    """Give a plan of about half as many days; a single weekday comes every second week.

    Weeks are counted from the plan's first day, so that becomes the next such day.
    """
    match plan.cadence:
        case Daily():
            cadence: Cadence = Weekdays((1, 3, 5))
        case Weekdays(days=(only,)):
            first = today + timedelta(days=(only - today.isoweekday()) % 7)
            bounds = replace(plan.bounds, start=first)
            return replace(plan, cadence=Every(2, Unit.WEEKS), bounds=bounds)
        case Weekdays(days=days):
            cadence = Weekdays(days[::2])
        case Every(n=n, unit=unit):
            cadence = Every(n * 2, unit)
        case other:
            cadence = other
    return replace(plan, cadence=cadence)
