"""How an alert stands, as its history tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.alerting.ladder import ENDS, GAVE_UP, going, holder
from bot.episode import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.episode import Entry
    from bot.people import CounselorId

SEES: Final = frozenset({Mark.SEEN, Mark.TAKEN, *GAVE_UP, *ENDS})
"""What nobody does who has not seen it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of it now."""

    told: tuple[CounselorId, ...] = ()
    """In the order in which they were."""
    seen: frozenset[CounselorId] = frozenset()
    holder: CounselorId | None = None
    """Who said last that they are on it, and did not give it up."""
    operators: bool = False
    """Whether they know that there is one."""
    ended: Entry | None = None
    """By whom and how it ended; None while it is open, or before it was one."""

    @property
    def open(self) -> bool:
        """Whether somebody is still to be in touch with the client."""
        return bool(self.told or self.operators) and self.ended is None


def standing(history: Sequence[Entry]) -> Standing:
    """Give how the alert stands that is open, or that ended last."""
    ends = [n for n, entry in enumerate(history) if entry.mark in ENDS]
    ended = None if going(history) or not ends else history[ends[-1]]
    if ended is not None:
        before = ends[-2] + 1 if len(ends) > 1 else 0
        of_it: Sequence[Entry] = history[before : ends[-1] + 1]
    else:
        of_it = going(history)
    on_it = holder(of_it)
    return Standing(
        told=tuple(dict.fromkeys(_by(of_it, Mark.TOLD))),
        seen=frozenset(_by(of_it, *SEES)),
        holder=None if on_it is None else on_it.by,
        operators=any(entry.mark is Mark.OPERATOR for entry in of_it),
        ended=ended,
    )


def _by(entries: Sequence[Entry], *marks: Mark) -> list[CounselorId]:
    return [entry.by for entry in entries if entry.mark in marks and entry.by is not None]
