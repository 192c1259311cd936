"""A time of day as people type it: `6:30 pm`, `18.30`, `7pm`, `a las 19`."""

from __future__ import annotations

import re
from typing import Final

_TIME: Final = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2}))?\s*(?P<half>[ap]\.?\s?m\b\.?)?(?!\d)",
    re.IGNORECASE,
)
_NOON: Final = 12
_HOURS: Final = 24
_MINUTES: Final = 60


def read_time(text: str) -> str | None:
    """Give the one time named in the text as `HH:MM`; None if there is none, or more than one."""
    found = list(_TIME.finditer(text))
    if len(found) != 1:
        return None
    hour, minute = int(found[0]["hour"]), int(found[0]["minute"] or 0)
    half = (found[0]["half"] or "")[:1].lower()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    if hour >= _HOURS or minute >= _MINUTES:
        return None
    return f"{hour:02}:{minute:02}"
