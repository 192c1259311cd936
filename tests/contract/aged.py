"""Things of every kind that has a period, each as old as is wished, and nights that let them go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.brief import Brief, BriefId, Part
from bot.care import Invite, InviteId, InviteKind
from bot.counsel.draft import Draft, first_turn
from bot.episode import Entry, Episode, EpisodeId, Mark
from bot.interview.conversation import Answer, ConversationId, Status, WordsId
from bot.interview.terms import Effect
from bot.interview.words import Told
from bot.looks import Look, Seen
from bot.people import Client, ClientId, Counselor, CounselorId, Standing
from bot.ports import OutboxState, Received
from bot.retention import DEFAULTS, Kind, before
from bot.safety.assess import Danger, Tier
from bot.schedule.occurrences import State
from bot.services.retention import batch
from tests.contract.examples import goal, message, plan, prompt, rating, some_id, talk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from bot.ports import Work, Works
    from bot.retention import Periods
    from bot.services.house import House

NIGHT: Final = datetime(2029, 5, 5, 3, tzinfo=UTC)
LATER: Final = NIGHT + timedelta(days=1)
HOST: Final = ClientId(some_id("host"))
EVE: Final = CounselorId(some_id("Eve"))
host: Final = Client(
    id=HOST,
    chat=900,
    created_at=NIGHT - timedelta(days=3000),
    standing=Standing.ACTIVE,
    woken_at=LATER,
)


@dataclass(frozen=True)
class Thing:
    """Something of a kind, so old when the night comes; `n` tells it from others of its kind."""

    kind: Kind
    age: timedelta
    n: int

    @property
    def at(self) -> datetime:
        return NIGHT - self.age

    @property
    def id(self) -> str:
        return some_id(f"{self.kind}/{self.n}")

    @property
    def person(self) -> Client:
        chat = 1000 + 1000 * list(Kind).index(self.kind) + self.n
        return Client(ClientId(self.id), chat, self.at)


async def _came(work: Work, thing: Thing) -> None:
    await work.inbox.add([Received(thing.n, 1, "{}", thing.at)])
    await work.inbox.done(thing.n)


async def _failed(work: Work, thing: Thing) -> None:
    if thing.n % 2:
        await _posted(work, thing, OutboxState.UNCERTAIN, None)
    else:
        await work.inbox.add([Received(5000 + thing.n, 1, "{}", thing.at)])
        for _ in range(3):
            await work.inbox.failed(5000 + thing.n)


async def _posted(work: Work, thing: Thing, state: OutboxState, client: ClientId | None) -> None:
    sent = replace(message(f"{thing.kind}/{thing.n}"), created_at=thing.at, client=client)
    await work.outbox.add(sent)
    await work.outbox.close(sent.id, state, NIGHT)


async def _drafted(work: Work, thing: Thing) -> None:
    whose = CounselorId(thing.id)
    await work.counselors.add(Counselor(whose, 7_000_000 + thing.n, NIGHT, "C."))
    await work.drafts.put(Draft(whose, "invite", "label", first_turn(thing.at)))


async def _sat(work: Work, thing: Thing) -> None:
    over = replace(
        talk,
        id=ConversationId(thing.id),
        client=HOST,
        status=Status.DONE,
        at=None,
        answers={"why": Answer(1, "because")},
    )
    await work.conversations.add(over, thing.at)


async def _prompted(work: Work, thing: Thing) -> None:
    due = replace(prompt, client=HOST, local_date=date(2020, 1, 1), slot=thing.n, due_at=thing.at)
    id_ = await work.plans.materialise(replace(due, expires_at=thing.at), thing.at)
    assert id_ is not None
    await work.plans.mark(id_, State.ANSWERED, thing.at)


async def _endangered(work: Work, thing: Thing) -> None:
    id_ = EpisodeId(thing.id)
    began = thing.at - timedelta(hours=1)
    over = Episode(id_, HOST, Danger.SELF_HARM, Tier.URGENT, began, ("no",), over_at=thing.at)
    await work.episodes.put(over)
    await work.episodes.note(id_, Entry(Mark.BEGAN, began))


def _invite(thing: Thing) -> Invite:
    made = thing.at - timedelta(days=14)
    return Invite(InviteId(thing.id), InviteKind.OPERATOR, made, thing.at)


PUT: Final[Mapping[Kind, Callable[[Work, Thing], Awaitable[None]]]] = {
    Kind.ARRIVING: lambda work, one: work.clients.add(one.person),
    Kind.GONE: lambda work, one: work.clients.add(
        replace(one.person, standing=Standing.ACTIVE, gone_at=one.at)
    ),
    Kind.STOPPED: lambda work, one: work.clients.add(
        replace(one.person, standing=Standing.STOPPED, seen_at=one.at)
    ),
    Kind.UPDATES: _came,
    Kind.ASIDE: _failed,
    Kind.MESSAGES: lambda work, one: _posted(work, one, OutboxState.EXPIRED, HOST),
    Kind.PASSING: lambda work, one: _posted(work, one, OutboxState.FAILED, None),
    Kind.DRAFTS: _drafted,
    Kind.INVITES: lambda work, one: work.invites.add(_invite(one), one.id),
    Kind.INCOMING: lambda work, one: work.incoming.add(HOST, one.n, one.at),
    Kind.SAID: lambda work, one: work.conversations.rest(HOST, [one.id], one.at),
    Kind.ANSWERS: _sat,
    Kind.OCCURRENCES: _prompted,
    Kind.BRIEFS: lambda work, one: work.briefs.put(
        Brief(BriefId(one.id), HOST, EVE, frozenset({Part.GOALS}), "b", one.at)
    ),
    Kind.EPISODES: _endangered,
    Kind.LOOKS: lambda work, one: work.looks.add([Look(HOST, EVE, Seen.CARD, one.at)]),
    Kind.WORDS: lambda work, one: work.words.put(
        replace(goal, id=WordsId(one.id), client=HOST, at=one.at, shown_at=None)
    ),
    Kind.RATINGS: lambda work, one: work.words.rate(
        replace(rating, client=HOST, step=one.id, at=one.at)
    ),
    Kind.TOLD: lambda work, one: work.words.tell(Told(WordsId(one.id), HOST, Effect.STILL, one.at)),
}
"""How something of each kind comes to be there."""


async def put(works: Works, things: Iterable[Thing]) -> None:
    """Keep things, beside whomever they belong to."""
    async with works() as work:
        await work.clients.add(host)
        await work.counselors.add(Counselor(EVE, 901, NIGHT, "Eve"))
        await work.plans.put(replace(plan, client=HOST), NIGHT)
        for thing in things:
            await PUT[thing.kind](work, thing)


async def night(works: Works, house: House, now: datetime = NIGHT, most: int = 3) -> None:
    """Do a night's work, in small batches."""
    for kind in Kind:
        more = True
        while more:
            async with works() as work:
                _, more = await batch(house, work, kind, now, most)


async def left(works: Works) -> dict[Kind, int]:
    """Count what is there of each kind."""
    async with works() as work:
        return {kind: (await work.retention.over(kind, LATER)).rows for kind in PUT}


def stays(things: Iterable[Thing], periods: Periods) -> dict[Kind, int]:
    """Count what should be there of each kind after the night."""
    counts = dict.fromkeys(PUT, 0)
    for thing in things:
        old = before(periods, thing.kind, NIGHT)
        counts[thing.kind] += old is None or thing.at >= old
    return counts


EVERY: Final = tuple(
    Thing(kind, timedelta(days=days), n)
    for kind in PUT
    for n, days in enumerate((0, 2, 7, 14, 30, 31, 90, 365, 400, 999))
)
"""Things of all ages."""
HARSH: Final = {
    **DEFAULTS,
    **{kind: timedelta(days=365) for kind in (Kind.LOOKS, Kind.WORDS, Kind.RATINGS, Kind.TOLD)},
}
"""Periods with an end for all."""
