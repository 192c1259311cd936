"""How the mirror stands just now: which kinds of the client's words may be shown at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import datetime

FAVOURS: Final = frozenset(
    {
        Kind.GOAL,
        Kind.REASON,
        Kind.VALUE,
        Kind.STRENGTH,
        Kind.SUPPORT,
        Kind.STEP,
        Kind.NOTE,
        Kind.PLAN,
    }
)
"""Kinds of words that are mirrored."""
HARD: Final = frozenset({Kind.WARNING, Kind.RELIEF, Kind.REFUGE, Kind.PROFESSIONAL, Kind.KEEPER})
"""Kinds of the hard-moments plan: on its own page and when it matters, never by chance."""
LISTED: Final = FAVOURS | HARD | {Kind.SIGN, Kind.OBSTACLE, Kind.AGENDA, Kind.TAKEAWAY}
"""Kinds that a check-in may list: what belongs to such a plan, or to a session, comes there."""
ASKED: Final = frozenset({Kind.REASON, Kind.STRENGTH, Kind.NOTE})
"""Kinds that come back only once the client has said that they are worth seeing again."""
HARD_WEEK: Final = timedelta(days=7)
"""How long after a slip no goal and no vow comes back."""
GENTLE: Final = frozenset({Kind.STRENGTH, Kind.VALUE})
"""What comes back in that week."""
PEOPLE: Final = frozenset({Kind.SUPPORT})
"""What is named even while the mirror rests, to somebody who asks for what is at hand."""
AT_HAND: Final = GENTLE | {Kind.SUPPORT, Kind.PLAN}
"""What is at hand in it for somebody who asks for it: people, and what to do when."""


@dataclass(frozen=True, slots=True)
class Glass:
    """How the mirror stands just now."""

    now: datetime
    """Aware, UTC."""
    rests: bool = False
    """Nothing is mirrored, since safety caught something; people are still named to who asks."""
    slipped_at: datetime | None = None
    """When a slip was last told of; aware, UTC."""
    on_demand: bool = False
    """The client asks for what is at hand, so that it comes however lately it was seen."""

    @property
    def kinds(self) -> AbstractSet[Kind]:
        """The kinds of words that may be shown now."""
        if self.rests:
            return PEOPLE if self.on_demand else frozenset()
        if self.hard_week:
            return AT_HAND if self.on_demand else GENTLE
        return LISTED

    @property
    def hard_week(self) -> bool:
        """Whether a slip was told of in the last seven days."""
        return self.slipped_at is not None and self.now - self.slipped_at < HARD_WEEK
