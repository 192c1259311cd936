"""What is known of a client when a check-in is chosen or begins: words, numbers, the goal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.interview import mirror, offer, past
from bot.interview.conversation import WordsId
from bot.interview.glass import Glass
from bot.interview.offer import Moment
from bot.interview.terms import Kind, Readiness
from bot.interview.words import Held
from bot.services import notes
from bot.services.weighing import weighed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.interview.words import KeptWords, Rating
    from bot.services.visit import Visit

REMEMBERS: Final = timedelta(weeks=26)
"""How old a number may be and still stand beside a new one."""


@dataclass(frozen=True, slots=True)
class Known:
    """A client's words and numbers, and how the mirror stands."""

    words: Sequence[KeptWords]
    rated: Sequence[Rating]
    glass: Glass

    @property
    def goals(self) -> Sequence[KeptWords]:
        """The goals that are worked on."""
        return [one for one in self.words if one.kind is Kind.GOAL and one.held is Held.HELD]

    @property
    def numbers(self) -> Sequence[Rating]:
        """Those that may be said again: of no goal in particular, or of one that is worked on."""
        ours = {None, *(goal.id for goal in self.goals)}
        return [one for one in self.rated if one.goal in ours]

    def goal(self, about: WordsId | None) -> KeptWords | None:
        """Give the goal that a check-in is about: the one named, or that was left alone longest."""
        named = next((one for one in self.goals if one.id == about), None)
        met = {one.goal: one.at for one in self.rated if one.goal is not None}
        return named or mirror.goal_for(self.words, self.glass.now, met)

    def unasked(self, begun: Mapping[str, datetime]) -> WordsId | None:
        """Give the goal of which it is time to ask where they are with it, if there is one."""
        said = {
            one.goal: one.at
            for one in self.rated
            if one.of == offer.READINESS and one.goal is not None
        }
        goals = [(one.id, one.at) for one in self.goals]
        return offer.due(goals, said, begun.get(offer.READINESS), self.glass.now)

    def asks(self, begun: Mapping[str, datetime]) -> bool:
        """Say whether it is time to ask where they are: with a goal, or, without one, at all."""
        if self.goals:
            return self.unasked(begun) is not None
        said = [one.at for one in self.rated if one.of == offer.READINESS]
        whole = WordsId("")
        told = {whole: max(said)} if said else {}
        since = begun.get(offer.FIRST_GOAL)
        goals = [] if since is None else [(whole, since)]
        return offer.due(goals, told, begun.get(offer.READINESS), self.glass.now) is not None


async def know(visit: Visit, *, on_demand: bool = False) -> Known:
    """Read what is known of a client now."""
    client, work, now = visit.client, visit.work, visit.now
    return Known(
        words=[weighed(one) for one in await work.words.of(client.id)],
        rated=await work.words.rated(client.id, now - REMEMBERS),
        glass=Glass(
            now,
            rests=client.mirror_rests(now),
            slipped_at=notes.slipped_at(client),
            on_demand=on_demand,
        ),
    )


async def moment(visit: Visit, about: WordsId | None = None) -> Moment:
    """Give the client as check-ins are offered to them, with this goal or the next in turn."""
    known = await know(visit)
    begun = await visit.work.conversations.begun(visit.client.id)
    goal = known.goal(about)
    series = past.series(known.rated, None if goal is None else goal.id)
    newest = {of: ratings[-1].value for of, ratings in series.items()}
    chosen = mirror.choose(known.words, known.glass, None if goal is None else goal.id)
    return Moment(
        now=visit.now,
        readiness=_readiness(newest.get(offer.READINESS)),
        importance=newest.get("importance"),
        begun=begun,
        mirrored=frozenset(chosen),
        slipped_at=known.glass.slipped_at,
        left=notes.left(visit.client, visit.today),
        goals=len(known.goals),
        asks_readiness=known.asks(begun),
    )


def _readiness(place: int | None) -> Readiness | None:
    every = tuple(Readiness)
    return None if place is None or place >= len(every) else every[place]
