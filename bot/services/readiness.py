"""Readiness: whether this process does its work, part by part, and why not; pure.

What waits too long is everybody's: behind a load balancer all replicas would turn away at once,
and nothing that a client writes would come in any more. So there it is named, and turns none away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.ports import Waits
    from bot.services.gauges import Seen

DEAF: Final = timedelta(seconds=75)
"""Two polls and what the network may take on top."""
STILL: Final = timedelta(minutes=1)
"""The scheduler knocks every second, and asks between any two hundred timers what is due."""
OVERDUE: Final = timedelta(minutes=5)
"""The oldest due timer, or unsent message."""


class Door(StrEnum):
    """How updates come in here."""

    POLLING = "polling"
    STANDING_BY = "standing by"
    """Another process polls; this one takes over when that one is gone."""
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Pulse:
    """When this process last did what it must go on doing; instants are aware UTC."""

    door: Door
    started: datetime
    polled: datetime | None = None
    """When a poll was last completed."""
    knocked: datetime | None = None
    """When a knock of the scheduler's last learned what is due."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the service, and how it does."""

    name: str
    well: bool
    says: str
    ours: bool = True
    """Whether another replica might do better."""


def parts(pulse: Pulse, seen: Seen | str, now: datetime) -> tuple[Part, ...]:
    """Give every part; `now` is aware, UTC."""
    return (
        Part("database", not isinstance(seen, str), seen if isinstance(seen, str) else "answers"),
        _updates(pulse, now),
        _scheduler(pulse, now),
        *_waiting(seen, now),
    )


def ready(found: Sequence[Part], door: Door) -> bool:
    """Say whether this process should be given work; alone, whether it does all of it."""
    return all(part.well for part in found if part.ours or door is not Door.WEBHOOK)


def _updates(pulse: Pulse, now: datetime) -> Part:
    if pulse.door is not Door.POLLING:
        return Part("updates", well=True, says=pulse.door.value)
    ago = _ago(pulse.polled or pulse.started, now)
    ends = "the last poll ended" if pulse.polled else "no poll has ended since the start,"
    return Part("updates", ago <= DEAF, f"polling; {ends} {_seconds(ago)} ago")


def _scheduler(pulse: Pulse, now: datetime) -> Part:
    ago = _ago(pulse.knocked or pulse.started, now)
    came = "the last knock came" if pulse.knocked else "no knock has come since the start,"
    return Part("scheduler", ago <= STILL, f"{came} {_seconds(ago)} ago")


def _waiting(seen: Seen | str, now: datetime) -> tuple[Part, Part]:
    if isinstance(seen, str):
        unseen = "not looked at: the database comes first"
        return Part("timers", False, unseen, ours=False), Part("outbox", False, unseen, ours=False)
    return (
        _oldest("timers", seen.depths.due, "due timer", "is due", now),
        _oldest("outbox", seen.depths.unsent, "unsent message", "is unsent", now),
    )


def _oldest(name: str, waits: Waits, one: str, many: str, now: datetime) -> Part:
    if waits.since is None:
        return Part(name, well=True, says=f"nothing {many}", ours=False)
    ago = _ago(waits.since, now)
    return Part(name, ago <= OVERDUE, f"the oldest {one} waits for {_seconds(ago)}", ours=False)


def _ago(since: datetime, now: datetime) -> timedelta:
    """Give how long ago it was; a clock that was set back makes nothing old."""
    return max(timedelta(), now - since)


def _seconds(ago: timedelta) -> str:
    return f"{ago.total_seconds():.0f} s"
