"""A store to be studied: clients with everything that could tell who they are or what they said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.brief import BriefId
from bot.counsel.draft import Draft
from bot.episode import EpisodeId
from bot.interview.conversation import ConversationId, Status, WordsId
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held, Told
from bot.people import ClientId, Standing
from bot.ports import Consent
from bot.research.agreeing import Lets, changes
from bot.schedule.plan import PlanId
from tests.contract.care_test import care, dana
from tests.contract.examples import (
    NOW,
    ann,
    goal,
    message,
    plan,
    prompt,
    question,
    rating,
    some_id,
    talk,
)
from tests.contract.safety_test import episode
from tests.contract.share_test import brief, own

if TYPE_CHECKING:
    from bot.ports import Work
    from bot.schedule.occurrences import State

CANARY: Final = "CANARY"
DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Person:
    """What is to be known of a client."""

    standing: Standing
    wishes: tuple[Lets, ...]
    """What they let be taken out, oldest first."""
    ends: tuple[tuple[State, ...], ...]
    """The states that each of their prompts came to, after being planned."""
    numbers: int
    words: tuple[Held, ...]

    @property
    def lets(self) -> Lets:
        """What they let be taken out now."""
        return self.wishes[-1] if self.wishes else Lets.NUMBERS


def who(n: int) -> ClientId:
    """Give the id of the n-th."""
    return ClientId(some_id(f"studied {n}"))


def said(n: int, which: int) -> str:
    """Give what the n-th said."""
    return f"{CANARY}-words-{n}-{which}-"


async def settle(work: Work, people: list[Person]) -> None:
    """Put them and all that is theirs, and a counselor whose check-in says who it is for."""
    counselor = replace(dana, name=f"{CANARY} Dana")
    await work.counselors.add(counselor)
    await work.owns.put(replace(own, counselor=counselor.id, title=f"{CANARY} title"))
    await work.scripts.put(own.name, "v1", {"en": f"{CANARY} script"}, sealed=True)
    await work.drafts.put(Draft(counselor.id, "own", "words", 3, data={"say": f"{CANARY} draft"}))
    for n, person in enumerate(people):
        await _put(work, n, person)


async def _put(work: Work, n: int, person: Person) -> None:
    client, id_ = who(n), some_id(f"of {n}")
    mine = replace(ann, id=client, chat=_chat(n), name=f"{CANARY} Ann", standing=person.standing)
    await work.clients.add(replace(mine, profile={"thing": f"{CANARY} thing", "phone": CANARY}))
    await work.cares.put(replace(care, client=client, label=f"{CANARY} label"))
    for before, wish in pairwise((Lets.NUMBERS, *person.wishes)):
        for what, agreed in changes(before, wish):
            await work.consents.add(Consent(client, what, "v1", "en", NOW, agreed))
    await work.consents.add(Consent(client, f"showing words {id_}", "v1", "en", NOW))
    asked = ConversationId(id_)
    answered = replace(talk.answers["why"], text=f"{CANARY} answer")
    sat = replace(talk, id=asked, client=client, status=Status.DONE, answers={"why": answered})
    await work.conversations.add(sat, NOW)
    await _plans(work, n, person)
    for which in range(person.numbers):
        at = NOW + which * DAY
        await work.words.rate(replace(rating, client=client, conversation=asked, at=at,
                                      step=f"step{which}", of=f"{CANARY}-measure"))  # fmt: skip
    for which, held in enumerate(person.words):
        kept = WordsId(some_id(f"words {n} {which}"))
        await work.words.put(replace(goal, id=kept, client=client, text=said(n, which), held=held,
                                     kind=Kind.REASON, conversation=asked))  # fmt: skip
        await work.words.tell(Told(kept, client, Effect.STILL, NOW))
    await work.briefs.put(replace(brief, id=BriefId(id_), client=client,
                                  text=f"{CANARY} brief"))  # fmt: skip
    await work.episodes.put(replace(episode, id=EpisodeId(id_), client=client,
                                    words=(f"{CANARY} danger",)))  # fmt: skip
    await work.outbox.add(replace(question, id=message(f"out {n}").id, client=client,
                                  chat=_chat(n), text=f"{CANARY} message"))  # fmt: skip


async def _plans(work: Work, n: int, person: Person) -> None:
    client, plan_id = who(n), PlanId(some_id(f"plan {n}"))
    mine = replace(plan, id=plan_id, client=client, title=f"{CANARY} plan")
    await work.plans.put(mine, NOW)
    for which, states in enumerate(person.ends):
        meant = replace(prompt, plan=plan_id, client=client, due_at=prompt.due_at + which * DAY,
                        local_date=prompt.local_date + which * DAY)  # fmt: skip
        id_ = await work.plans.materialise(meant, NOW)
        assert id_ is not None
        for hours, state in enumerate(states):
            at = meant.due_at + timedelta(hours=hours)
            await work.plans.mark(id_, state, at, f"{CANARY} detail")


def _chat(n: int) -> int:
    return 7_771_000_000 + n
