"""A brief: what a client lets their counselor read before a session, as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import datetime

    from bot.people import ClientId, CounselorId

BriefId = NewType("BriefId", str)
"""32 hexadecimal digits, random."""


class Part(StrEnum):
    """A part of a brief, which the client switches on or off."""

    AGENDA = "agenda"
    """What they want to talk about, in their words."""
    RATINGS = "ratings"
    """Importance and confidence, with how they moved, and the chart."""
    GOALS = "goals"
    """Their goals, and what changed."""
    REASONS = "reasons"
    """Reasons given since the last session, verbatim and dated."""
    PLANS = "plans"
    """If-then plans tried, and how they went."""
    COUNTS = "counts"
    """How many prompts they answered."""
    BEYOND = "beyond"
    """What the bot could not help with."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief that was sent."""

    id: BriefId
    client: ClientId
    counselor: CounselorId
    parts: frozenset[Part]
    """What the client agreed to."""
    text: str
    """What the counselor was shown, as it was; sealed at rest under the client's key."""
    sent_at: datetime
    """Aware, UTC."""
    read_at: datetime | None = None
    """When the counselor said that they had read it; aware, UTC."""
