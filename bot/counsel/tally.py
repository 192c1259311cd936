"""A tally: how many check-ins a client answered of those that reached them, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.schedule.occurrences import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.schedule.occurrences import Occurrence

SPAN: Final = timedelta(weeks=2)
"""How far back it is counted."""
ANSWERED: Final = frozenset({State.ANSWERED, State.LATE})
"""A late answer is an answer."""
COUNTED: Final = ANSWERED | {State.MISSED_BY_CLIENT}
"""What was open to an answer and is over.

One left out by the client counts on neither side: leaving it out is their right and a sign of
life. Nor does what the system missed, held back or withdrew, nor a prompt that is still open.
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """Answered, of sent."""

    answered: int
    sent: int


NOTHING: Final = Tally(0, 0)


def tally(occurrences: Iterable[Occurrence], now: datetime) -> Tally:
    """Count those that were due in the two weeks up to `now` (aware)."""
    states = [one.state for one in occurrences if now - SPAN <= one.due_at <= now]
    return Tally(
        answered=sum(state in ANSWERED for state in states),
        sent=sum(state in COUNTED for state in states),
    )
