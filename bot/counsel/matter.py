"""The matter of a brief: what of all that is kept may be told, and since when it counts.

Told is only what the client still holds: nothing hidden, let go or somebody else's, no reason
they did not want to see again, nothing that safety would stop at. While the mirror rests after
such words, only what they mean to bring is quoted, what they should not do alone, and numbers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.brief import Part
from bot.interview.ifthen import IfThen, plans
from bot.interview.terms import Effect, Kind
from bot.interview.words import AIMS, Held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.counsel.tally import Tally
    from bot.interview.conversation import WordsId
    from bot.interview.words import KeptWords, Rating, Told

RATED: Final = ("importance", "confidence")
"""What is told of in numbers, in this order."""
WENT: Final = (Effect.HELPED, Effect.PARTLY, Effect.NO_OCCASION, Effect.FORGOT)
"""How an if-then plan may have gone."""
_STANDS: Final = frozenset({Held.HELD, Held.REACHED, Held.RESTS})


@dataclass(frozen=True, slots=True)
class Known:
    """All that is kept of a client, as it is now, and how it is to be read."""

    words: Sequence[KeptWords]
    """Oldest first."""
    ratings: Sequence[Rating]
    """Oldest first; from before `since` too, to tell what moved."""
    told: Sequence[Told]
    tally: Tally
    """Counted since then."""
    stuck: date | None
    """Since when answers have gone nowhere, if they have."""
    since: datetime
    """The last session, or some weeks ago; aware, UTC."""
    zone: ZoneInfo
    """The client's."""
    quotable: Callable[[str], bool]
    """Whether safety would let these words pass."""
    rests: bool
    """Whether the mirror rests."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A number that was given since the last session, beside the one before."""

    of: str
    now: int
    on: date
    was: int | None
    """None: there was none before."""
    since: date | None
    goal: int | None
    """Which of several goals it is of, counted from 1 as they are listed."""
    points: tuple[tuple[date, int], ...]
    """Every number there is of it, oldest first."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, and where the client is with it."""

    words: KeptWords
    new: bool
    """Since the last session."""
    stage: int | None
    """The readiness they gave last, by its place in `Readiness`."""


@dataclass(frozen=True, slots=True)
class Tried:
    """An if-then plan that is new, or was spoken of, since the last session."""

    plan: IfThen
    went: Mapping[Effect, int]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a brief can be made of."""

    agenda: tuple[KeptWords, ...]
    """In the order given: the first is their first point."""
    trends: tuple[Trend, ...]
    goals: tuple[Goal, ...]
    """The newest first; so are reasons and plans."""
    let_go: int
    """Goals let go of since the last session."""
    alone: tuple[KeptWords, ...]
    """What they mean to do that would be dangerous alone, the newest first: told whatever rests."""
    reasons: tuple[KeptWords, ...]
    plans: tuple[Tried, ...]
    tally: Tally
    stuck: date | None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that have something in them, in their order."""
        there = {
            Part.AGENDA: self.agenda,
            Part.RATINGS: self.trends,
            Part.GOALS: self.goals or self.let_go or self.alone,
            Part.REASONS: self.reasons,
            Part.PLANS: self.plans,
            Part.COUNTS: self.tally.sent,
            Part.BEYOND: self.stuck,
        }
        return tuple(part for part in Part if there[part])


def matter(known: Known) -> Matter:
    """Choose what may be told."""
    stands = [one for one in known.words if one.held in _STANDS and known.quotable(one.text)]
    goals = tuple(_goals(known, stands))
    words = () if known.rests else tuple(reversed(stands))
    return Matter(
        agenda=tuple(_since(known, stands, Kind.AGENDA)),
        trends=tuple(_trends(known, [goal.words.id for goal in goals])),
        goals=() if known.rests else goals,
        let_go=_let_go(known),
        alone=tuple(_alone(known)),
        reasons=tuple(one for one in _since(known, words, Kind.REASON) if one.worth_seeing),
        plans=() if known.rests else tuple(_tried(known, stands)),
        tally=known.tally,
        stuck=known.stuck,
    )


def _since(known: Known, words: Sequence[KeptWords], kind: Kind) -> Iterator[KeptWords]:
    """Give what is held of a kind since then."""
    for one in words:
        if one.kind is kind and one.held is Held.HELD and one.at > known.since:
            yield one


def _goals(known: Known, stands: Sequence[KeptWords]) -> Iterator[Goal]:
    stages = {one.goal: one.value for one in known.ratings if one.of == "readiness"}
    reached = {one.words for one in known.told if one.effect is Effect.REACHED}
    for one in reversed(stands):
        if one.kind is Kind.GOAL and (one.held is not Held.REACHED or one.id in reached):
            yield Goal(one, new=one.at > known.since, stage=stages.get(one.id))


def _alone(known: Known) -> Iterator[KeptWords]:
    """Give them although safety may hear them: they are told by the client's own switch."""
    for one in reversed(known.words):
        if one.held is Held.ALONE and one.kind in AIMS:
            yield one


def _let_go(known: Known) -> int:
    """Count goals; of what is hidden, not even that it is there."""
    goals = {one.id for one in known.words if one.kind is Kind.GOAL and one.held is Held.LET_GO}
    gone = {one.words for one in known.told if one.effect is Effect.LET_GO}
    return len(goals & gone)


def _trends(known: Known, goals: Sequence[WordsId]) -> Iterator[Trend]:
    """Give what moved; of goals that are not told, no number is."""
    one_goal = len(goals) < 2  # noqa: PLR2004 - then whatever was rated was rated of it
    of_goals: dict[int | None, set[WordsId | None]] = {None: {None, *(goals if one_goal else ())}}
    of_goals |= {} if one_goal else {n: {goal} for n, goal in enumerate(goals, 1)}
    for of in RATED:
        for number, mine in of_goals.items():
            given = [one for one in known.ratings if one.of == of and one.goal in mine]
            if given and given[-1].at > known.since:
                before = [one for one in given if one.at <= known.since]
                was = before[-1] if before else given[0] if len(given) > 1 else None
                yield Trend(
                    of=of,
                    now=given[-1].value,
                    on=_day(known, given[-1].at),
                    was=None if was is None else was.value,
                    since=None if was is None else _day(known, was.at),
                    goal=number,
                    points=tuple((_day(known, one.at), one.value) for one in given),
                )


def _tried(known: Known, stands: Sequence[KeptWords]) -> Iterator[Tried]:
    for one in reversed(plans(stands)):
        if one.plan.held is Held.HELD:
            said = Counter(told.effect for told in known.told if told.words == one.plan.id)
            went = {effect: said[effect] for effect in WENT if said[effect]}
            if went or one.plan.at > known.since:
                yield Tried(one, went)


def _day(known: Known, at: datetime) -> date:
    return at.astimezone(known.zone).date()
