"""Spans of time as an author writes them: `90m`, `12h`, `2d`, `1d12h`."""

from __future__ import annotations

import re
from datetime import timedelta

_SPAN = re.compile(r"(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?", re.ASCII)
_MINUTE = timedelta(minutes=1)


def span(text: str) -> timedelta | None:
    """Read a span of whole minutes; None if it is not one."""
    found = _SPAN.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        return None
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def say(length: timedelta) -> str:
    """Write a span of whole minutes, not negative: up to two hours in minutes, then in parts."""
    total = length // _MINUTE
    hours, minutes = divmod(total, 60)
    days, hours = divmod(hours, 24)
    if total <= 120 or not (days or hours):  # noqa: PLR2004 - the two hours of the docstring
        return f"{total}m"
    parts = ((days, "d"), (hours, "h"), (minutes, "m"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)
