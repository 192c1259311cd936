"""The mirror: which of the client's own words come back now, and why these.

Only what favours change comes back (sustain talk predicts worse outcomes, r = .19: Magill et al.,
2014), only what the client holds and wanted to see again, and what was seen longest ago first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Recalled
from bot.interview.script import Kind
from bot.interview.words import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.interview.words import KeptWords

FAVOURS: Final = frozenset(
    {Kind.GOAL, Kind.REASON, Kind.VALUE, Kind.STRENGTH, Kind.SUPPORT, Kind.STEP, Kind.NOTE}
)
"""Kinds of words that may come back: obstacles, takeaways and agenda belong to their own places."""
OFTEN: Final = 3
"""Times in a row a goal was still true, after which it rests."""
REST: Final = timedelta(days=21)
"""How long a goal that is still true rests, from when it was last shown."""
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


class Why(StrEnum):
    """Why these words and no others of their kind."""

    ONLY = "the only one there is"
    NEVER = "not shown before"
    LONGEST = "shown longest ago"


@dataclass(frozen=True, slots=True)
class Choice:
    """Words chosen to be mirrored, and why these."""

    recalled: Recalled
    why: Why


def choose(kept: Iterable[KeptWords], now: datetime, *, rests: bool = False) -> dict[Kind, Choice]:
    """Choose at most one of each kind; none while the mirror `rests`. `now` is aware UTC."""
    if rests:
        return {}
    by_kind: dict[Kind, list[KeptWords]] = {}
    for words in kept:
        if _may_come_back(words, now):
            by_kind.setdefault(words.kind, []).append(words)
    return {kind: _choice(several) for kind, several in by_kind.items()}


def _may_come_back(words: KeptWords, now: datetime) -> bool:
    if words.held is not Held.HELD or not words.worth_seeing or words.kind not in FAVOURS:
        return False
    often = words.kind is Kind.GOAL and words.still > 0 and words.still % OFTEN == 0
    return not (often and words.shown_at is not None and now - words.shown_at < REST)


def _choice(several: Sequence[KeptWords]) -> Choice:
    # Never shown comes before all that was; among those, what was said first.
    first = min(several, key=lambda words: (words.shown_at or _NEVER, words.at, words.id))
    recalled = Recalled(first.id, first.text, first.on)
    if len(several) == 1:
        return Choice(recalled, Why.ONLY)
    return Choice(recalled, Why.NEVER if first.shown_at is None else Why.LONGEST)
