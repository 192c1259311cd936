"""Pacing: what a client's rest asks of their plans, and why a prompt is moved or let go for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.schedule.pace import Pace

if TYPE_CHECKING:
    from datetime import datetime

    from bot.people import Quiet


class Reason(StrEnum):
    """Why an occurrence is let go, or comes later than planned."""

    QUIET = "quiet"
    """It lies in quiet hours; let go if it has expired when they end."""
    CAP = "cap"
    """The client has had that day's share, or the plan's."""
    WEEK = "week"
    """The client has had that week's share."""
    TOO_NEAR = "too_near"
    """The plan's own prompt comes at that time, or within its gap."""
    SAME_HOUR = "same_hour"
    """Another plan's prompt comes within an hour of it."""
    HALVED = "halved"
    """The client left prompts unanswered: only every second one is sent."""
    SKIPPED = "skipped"
    """The client leaves it out."""
    RESTING = "resting"
    """Prompts rest: the client asked for that, or left too many unanswered."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What a client's rest asks of all plans together."""

    quiet: Quiet
    cap: int = 1
    """Prompts a local day."""
    week: int | None = None
    """Prompts an ISO week of the client's calendar; None leaves it to the days."""
    until: datetime | None = None
    """Nothing that was due before this instant is sent. Aware, UTC."""
    pace: Pace = Pace.FULL
