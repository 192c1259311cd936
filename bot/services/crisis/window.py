"""The last messages of a client, for words that are spread over several; sealed, and soon gone."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.people import HELD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEARD: Final = "heard"
"""Under which the profile keeps them."""
APART: Final = frozenset({HEARD, HELD, "phone", "contact"})
KEPT: Final = 2
LONGEST: Final = 1000
"""Characters of a message."""
FRESH: Final = timedelta(hours=12)


def heard(profile: Mapping[str, str], now: datetime) -> list[str]:
    """Give the messages before this one, oldest first; `now` is aware."""
    return [text for _, text in _fresh(profile, now)]


def having_heard(profile: Mapping[str, str], text: str, now: datetime) -> Mapping[str, str]:
    """Give the profile with one more message in it, and without those that are too old."""
    kept = [*_fresh(profile, now), (now.isoformat(), text[:LONGEST])][-KEPT:]
    return {**profile, HEARD: json.dumps(kept)}


def without(profile: Mapping[str, str]) -> Mapping[str, str]:
    """Give the profile without them."""
    return {name: word for name, word in profile.items() if name != HEARD}


def remembered(profile: Mapping[str, str]) -> Mapping[str, str]:
    """Give what of a profile a check-in may remember: nothing that is there for safety alone."""
    return {name: word for name, word in profile.items() if name not in APART}


def _fresh(profile: Mapping[str, str], now: datetime) -> Sequence[tuple[str, str]]:
    known = json.loads(profile.get(HEARD, "[]"))
    return [(at, text) for at, text in known if now - datetime.fromisoformat(at) < FRESH]
