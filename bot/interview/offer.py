"""The offer: which check-ins fit a client now, which of them best, and why others do not.

Readiness gates evocation: who has decided gets planning and affirmation, not more of the why
(Miller & Rollnick, 2013: continued evocation costs change talk), and good things are asked about
only where somebody is of two minds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.interview.glass import HARD_WEEK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.interview.conversation import WordsId
    from bot.interview.script import Gate, Script
    from bot.interview.terms import Kind, Readiness

FIRST_GOAL: Final = "first-goal"
READINESS: Final = "readiness"
WENT_WELL: Final = "went-well"
"""What a prompt brings when nothing of its plan fits."""
ASKED_AGAIN: Final = timedelta(days=28)
"""How long what somebody said about their readiness is taken to hold."""
SETTLES: Final = timedelta(days=7)
"""How old a goal is before its readiness is asked about unasked, and how far apart two such."""
ORDER: Final = (
    FIRST_GOAL, "goal-mirror", "importance", "confidence", "values", "strengths", "look-ahead",
    WENT_WELL, "if-then", "week-ahead", "week-review", "two-sides", "look-back", "best", "people",
    "values-week", "change-plan", READINESS, "reflection", "hard-signs", "hard-people",
    "agenda", "takeaway", "urge", "slip",
)  # fmt: skip
"""Among equals, what is offered first; what a counselor wrote for this client comes before all."""
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


class Shut(StrEnum):
    """Why a check-in does not fit now."""

    LEFT = "left"
    """The client asked to leave it for a while."""
    SLIP = "slip"
    """Not in the week after a slip."""
    READINESS = "readiness"
    """It is for people elsewhere on their way."""
    NEEDS = "needs"
    """There are no words to mirror that it begins with."""
    RESTS = "rests"
    """It was there lately."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A client as their check-ins are offered to them."""

    now: datetime
    """Aware, UTC; so are all instants here."""
    readiness: Readiness | None = None
    """As they last said of the goal in question."""
    importance: int | None = None
    """The newest number for that goal."""
    begun: Mapping[str, datetime] | None = None
    """When each check-in was last begun, by name."""
    mirrored: frozenset[Kind] = frozenset()
    """Kinds of words that may be mirrored now."""
    slipped_at: datetime | None = None
    left: frozenset[str] = frozenset()
    """Check-ins that the client asked to leave for a while."""
    goals: int = 1
    """How many goals they work on."""
    asks_readiness: bool = False
    """It is time to ask where they are with a goal."""

    def last(self, name: str) -> datetime:
        """Give when a check-in was last begun; the beginning of time if never."""
        return (self.begun or {}).get(name, _NEVER)


def fits(gate: Gate, name: str, moment: Moment) -> Shut | None:
    """Say why a check-in of this gate does not fit now; None if it does."""
    if name in moment.left:
        return Shut.LEFT
    slip = moment.slipped_at
    if not gate.after_slip and slip is not None and moment.now - slip < HARD_WEEK:
        return Shut.SLIP
    if not _at_the_place(gate, moment):
        return Shut.READINESS
    if gate.needs is not None and gate.needs not in moment.mirrored:
        return Shut.NEEDS
    if gate.rests is not None and moment.now - moment.last(name) < gate.rests:
        return Shut.RESTS
    return None


def _at_the_place(gate: Gate, moment: Moment) -> bool:
    """Say whether they are where it is meant for; who has not said yet is nowhere in particular."""
    if moment.readiness in gate.never:
        return False
    if not gate.at and gate.importance is None:
        return True
    low = gate.importance is not None and moment.importance is not None
    return moment.readiness in gate.at or (
        low and (moment.importance or 0) <= (gate.importance or 0)
    )


def fitting(scripts: Iterable[Script], moment: Moment) -> tuple[Script, ...]:
    """Give the check-ins of a list that fit now."""
    return tuple(script for script in scripts if fits(script.gate, script.name, moment) is None)


def offered(scripts: Iterable[Script], moment: Moment) -> tuple[str, ...]:
    """Give the names of all listed check-ins that fit now, the best first; none is on demand."""
    listed = [script for script in scripts if script.listed and not script.on_demand]
    return tuple(
        script.name
        for script in sorted(fitting(listed, moment), key=lambda script: _rank(script, moment))
    )


def _rank(script: Script, moment: Moment) -> tuple[bool, bool, datetime, int, str]:
    """Rank what is due first, then what is meant for where they are, then what is longest ago."""
    name = script.name
    due = (name == FIRST_GOAL and not moment.goals) or (name == READINESS and moment.asks_readiness)
    meant = moment.readiness in script.gate.at
    return (not due, not meant, moment.last(name), *_place(script))


def _place(script: Script) -> tuple[int, str]:
    return (ORDER.index(script.name) if script.name in ORDER else -1, script.name)


def of_plan(
    checkins: Sequence[str], planned: str, library: Mapping[str, Script], moment: Moment
) -> str | None:
    """Give what a prompt brings: what was planned if it fits, else what was there longest ago.

    Where readiness is due, that is asked first, but in no plan of one check-in: what was planned
    for a session or a risky hour has its time. Where nothing fits but what was there last, the
    house asks what went well. Where the client asked to leave alone what was planned, nothing but
    the plan's own comes in its place. None: nothing fits.
    """
    start = checkins.index(planned) if planned in checkins else 0
    # What comes next in the plan would come twice running, if it came now and in its own turn.
    others = [*dict.fromkeys(reversed([*checkins[start:], *checkins[:start]]))]
    others.sort(key=moment.last)
    last = [name for name in others[-1:] if moment.last(name) != _NEVER]
    first = (READINESS,) if moment.asks_readiness and len(others) > 1 else ()
    turns: list[str] = [*first, planned, *others[: len(others) - len(last)], WENT_WELL, *last]
    if planned in moment.left:
        turns = others
    for name in turns:
        script = library.get(name)
        if script is not None and fits(script.gate, name, moment) is None:
            return name
    return None


def due(
    goals: Iterable[tuple[WordsId, datetime]],
    said: Mapping[WordsId, datetime],
    last: datetime | None,
    now: datetime,
) -> WordsId | None:
    """Give the goal of which it is time to ask where the client is with it, if there is one.

    `goals` are those they work on, each with when it was set; `said` is when they last told of
    each; `last` is when the check-in last began: no two of these in one week.
    """
    if last is not None and now - last < SETTLES:
        return None
    asked = [
        (said.get(goal, at), goal)
        for goal, at in goals
        if now - said.get(goal, at) >= (ASKED_AGAIN if goal in said else SETTLES)
    ]
    return min(asked)[1] if asked else None


def on_demand(scripts: Collection[Script], moment: Moment) -> tuple[str, ...]:
    """Give the names of those that are there whenever the client wants them."""
    found = [one for one in fitting(scripts, moment) if one.listed and one.on_demand]
    return tuple(one.name for one in sorted(found, key=_place))
