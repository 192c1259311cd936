"""Reminders: when a prompt that found no answer may knock once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.schedule.quiet import when_awake

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.people import Quiet
    from bot.schedule.occurrences import Occurrence
    from bot.schedule.plan import Limits


def reminders(
    occurrence: Occurrence, limits: Limits, quiet: Quiet, zone: ZoneInfo
) -> tuple[datetime, ...]:
    """Give the UTC instants of an occurrence's reminders, ascending; `zone` is the client's.

    They are counted from when the prompt is really due. One in quiet hours moves to their end;
    two that meet there are one; one that would come once the prompt has expired is let go.
    """
    meant = (occurrence.due_at + after for after in limits.reminders)
    awake = {when_awake(at, quiet, zone) for at in meant}
    return tuple(sorted(at for at in awake if at < occurrence.expires_at))
