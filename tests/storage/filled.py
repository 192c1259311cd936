"""A store with something of every sealed kind in it, of two clients."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.brief import BriefId
from bot.care import InviteId
from bot.counsel.draft import Draft
from bot.episode import Entry, EpisodeId, Mark, Operator
from bot.interview.conversation import ConversationId, Status, WordsId
from bot.looks import Look, Seen
from bot.schedule.plan import PlanId
from tests.contract.care_test import DANA, EVA, care, dana, eva, invite
from tests.contract.examples import (
    ANN,
    BEN,
    MINUTE,
    NOW,
    ann,
    ben,
    goal,
    message,
    plan,
    question,
    rating,
    received,
    some_id,
    talk,
)
from tests.contract.safety_test import episode
from tests.contract.share_test import brief, own

if TYPE_CHECKING:
    from bot.ports import Work

CELLS: Final = {
    "clients": "person",
    "cares": "body",
    "conversations": "state",
    "words": "text",
    "ratings": "value",
    "plan_versions": "body",
    "briefs": "text",
    "episodes": "body",
    "episode_entries": "mark",
    "looks": "seen",
    "counselors": "person",
    "operators": "body",
    "invites": "body",
    "drafts": "body",
    "own_checkins": "body",
    "scripts": "source",
    "inbox": "body",
    "outbox": "body",
}
"""The sealed cell of each kind of row."""


async def fill(work: Work) -> None:
    """Put two or more of every kind."""
    for somebody in (ann, ben):
        await work.clients.add(somebody)
    for counselor in (dana, eva):
        await work.counselors.add(counselor)
        await work.drafts.put(Draft(counselor.id, "plan", "time", 3, None, {"title": "Evenings"}))
        await work.operators.add(Operator(counselor.chat, NOW, "en"))
    for number, client in enumerate((ANN, BEN)):
        mine = f"of {number}"
        await work.cares.put(replace(care, client=client))
        for status in (Status.WAITING, Status.DONE):
            id_ = ConversationId(some_id(mine + status))
            await work.conversations.add(replace(talk, id=id_, client=client, status=status), NOW)
            await work.words.put(replace(goal, id=WordsId(id_), client=client))
            await work.words.rate(replace(rating, client=client, conversation=id_))
            await work.briefs.put(replace(brief, id=BriefId(id_), client=client))
        for version in (1, 2):
            mean = replace(plan, id=PlanId(some_id(mine)), client=client, version=version)
            await work.plans.put(mean, NOW)
        danger = replace(episode, id=EpisodeId(some_id(mine)), client=client)
        await work.episodes.put(danger)
        for mark in (Mark.BEGAN, Mark.ASKED):
            await work.episodes.note(danger.id, Entry(mark, NOW, DANA))
        for seen, later in ((Seen.CARD, 0), (Seen.ALERT, 1)):
            await work.looks.add([Look(client, DANA, seen, NOW + later * MINUTE)])
        await work.invites.add(replace(invite, id=InviteId(some_id(mine))), mine)
        await work.owns.put(replace(own, name=f"own-{number}"))
        await work.scripts.put(f"own-{number}", "v1", {"en": mine}, sealed=True)
        await work.outbox.add(replace(question, id=message(mine).id, client=client))
        await work.outbox.add(message(f"nobody's {number}"))
    await work.inbox.add([received(1), received(2)])


async def read(work: Work) -> Counter[str]:
    """Read everything that comes in lists, and much that comes alone; count it by table."""
    found: Counter[str] = Counter()
    found["clients"] = len(await work.clients.of(DANA))
    found["cares"] = len(await work.cares.clients_of(DANA))
    found["counselors"] = len(await work.counselors.all())
    found["operators"] = len(await work.operators.all())
    found["invites"] = len(await work.invites.of(DANA))
    found["own_checkins"] = len(await work.owns.by(DANA))
    for counselor in (DANA, EVA):
        found["drafts"] += await work.drafts.get(counselor) is not None
    for number in (0, 1):
        found["scripts"] += await work.scripts.source(f"own-{number}", "v1") is not None
    for client in (ANN, BEN):
        found["conversations"] += len(await work.conversations.latest(client, 9))
        found["words"] += len(await work.words.of(client))
        found["ratings"] += len(await work.words.ratings(client, rating.of))
        found["briefs"] += len(await work.briefs.of(client))
        found["looks"] += len(await work.looks.of(client))
        found["episodes"] += len(await work.episodes.of(client))
        for one in (0, 1):
            found["plan_versions"] += sum(
                version.client == client
                for version, _ in await work.plans.versions(PlanId(some_id(f"of {one}")))
            )
    for number in (0, 1):
        history = await work.episodes.history(EpisodeId(some_id(f"of {number}")))
        found["episode_entries"] += len(history)
    return found
