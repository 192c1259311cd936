"""Looks: that somebody was shown something of a client's. The client can ask who saw what, when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.people import ClientId, CounselorId


class Seen(StrEnum):
    """What was looked at."""

    LIST = "list"
    """Their line in a list or an overview of clients."""
    CARD = "card"
    """Their card: what is planned, and what they share of taking part."""
    PLANS = "plans"
    """A plan, its history or its preview."""
    RATINGS = "ratings"
    GOALS = "goals"
    """Goals and if-then plans."""
    WORDS = "words"
    """Words they chose to show."""
    BRIEF = "brief"
    HARD_PLAN = "hard-plan"
    ALERT = "alert"
    """An alert, or what came of one."""
    SILENCE = "silence"
    """That nothing came from them for two weeks, which they asked to be told."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look."""

    client: ClientId
    counselor: CounselorId
    seen: Seen
    """Sealed at rest."""
    at: datetime
    """Aware, UTC."""
