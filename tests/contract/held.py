"""A client of whom something is held in every place there is, each thing marked to be found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.brief import Brief, BriefId, Part
from bot.care import Session, Share
from bot.counsel.draft import Draft
from bot.episode import Entry, Mark
from bot.interview.conversation import Answer, ConversationId, Memory, Recalled, Status, WordsId
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held, KeptWords, Rating, Told
from bot.looks import Look, Seen
from bot.message import Delivered, MessageId
from bot.ports import Consent, OutboxState, Timer, TimerKind
from bot.schedule.occurrences import Move, Place, Skip, State
from tests.contract import safety_test, share_test
from tests.contract.care_test import DANA, EVA, care, dana, eva
from tests.contract.examples import (
    ANN,
    LEASE,
    MINUTE,
    NOW,
    ann,
    ben,
    goal,
    plan,
    prompt,
    question,
    some_id,
)
from tests.contract.examples import talk as sits

if TYPE_CHECKING:
    from bot.people import ClientId
    from bot.ports import Work, Works

HOUR: Final = timedelta(hours=1)
ODD: Final = "<script>alert(1)</script> & “quoted” \ud83d \x00 \u202emark"
"""What no page may take for anything but words."""
robin = replace(
    ann,
    name="mark-name",
    profile={"thing": "mark-thing", "heard": '[["2026-03-14T09:26:53+00:00", "mark-heard"]]'},
)
talk = replace(
    sits,
    script="importance",
    answers={"rate": Answer(1, number=7), "why": Answer(2, f"mark-answer {ODD}")},
    memory=Memory(
        words={Kind.GOAL: Recalled(WordsId("1"), "mark-remembered", date(2026, 3, 1))},
        profile={"thing": "mark-known"},
    ),
)
other = replace(
    talk,
    id=ConversationId(some_id("other")),
    status=Status.DONE,
    turn=5,
    version="v2",
    script="best",
)
reason = KeptWords(
    id=WordsId(some_id("reason")),
    client=ANN,
    kind=Kind.REASON,
    text=f"mark-reason {ODD}",
    at=NOW + HOUR,
    on=date(2026, 3, 15),
    script="importance",
    step="why",
    conversation=talk.id,
    held=Held.HELD,
    goal=goal.id,
    shown=True,
)
marked_goal = replace(goal, text="mark-goal", goal=None)
told = (
    Told(goal.id, ANN, Effect.STILL, NOW + MINUTE),
    Told(reason.id, ANN, Effect.WORTH, NOW + HOUR),
)
rated = (
    Rating(ANN, "importance", 4, NOW, talk.id, "rate", goal.id),
    Rating(ANN, "craving", 9, NOW + MINUTE, other.id, "how-strong"),
)
consents = (
    Consent(ANN, "taking part", "mark-consent", "es", NOW),
    Consent(ANN, "sharing counts", "v7", "en", NOW + HOUR, agreed=False),
    Consent(ANN, f"showing words {reason.id}", "v8", "en", NOW + HOUR),
)
marked_plan = replace(plan, title="mark-plan")
later_plan = replace(marked_plan, version=2, checkins=("best",))
evening = replace(prompt, local_date=date(2026, 3, 20), due_at=NOW + 6 * HOUR, checkin="best")
brief = replace(share_test.brief, text=f"mark-brief {ODD}")
read = Brief(
    BriefId(some_id("read")),
    ANN,
    EVA,
    frozenset({Part.GOALS}),
    "mark-read",
    NOW + HOUR,
    NOW + 2 * HOUR,
)
episode = replace(safety_test.episode, words=(f"mark-words {ODD}",))
entries = (Entry(Mark.BEGAN, NOW), Entry(Mark.TOLD, NOW + MINUTE, DANA))
looks = (Look(ANN, DANA, Seen.CARD, NOW), Look(ANN, EVA, Seen.BRIEF, NOW + HOUR))
timers = (
    Timer("mark-timer", ANN, TimerKind.LAPSE, NOW, talk.id, 3, "mark-of", DANA),
    Timer("mark-later", ANN, TimerKind.SESSION, NOW + HOUR),
)
waiting = replace(question, text=f"mark-waiting {ODD}", deletes=(3, 4), document_name="a.zip")
sent = replace(question, id=MessageId(some_id("sent")), edits=None, turn=4, expires_at=None)
about = replace(waiting, id=MessageId(some_id("about")), chat=dana.chat, text="mark-about")
draft = Draft(DANA, "plan", "mark-step", 6, ANN, {"entered": "mark-draft"})
label = replace(
    care,
    label="mark-label",
    sharing=frozenset({Share.COUNTS, Share.GOALS}),
    sessions=(Session(datetime(2026, 4, 7, 15), "Europe/Madrid"),),  # noqa: DTZ001 - its zone is beside it
)


async def hold(works: Works) -> ClientId:
    """Let all of it be held; return whose it is."""
    async with works() as work:
        for client in (robin, ben):
            await work.clients.add(client)
        for counselor in (dana, eva):
            await work.counselors.add(counselor)
        for consent in consents:
            await work.consents.add(consent)
        await work.cares.put(label)
        await _talk(work)
        await _plan(work)
        await _share(work)
        await _traffic(work)
    return robin.id


async def _talk(work: Work) -> None:
    await work.conversations.add(other, NOW - HOUR)
    await work.conversations.add(talk, NOW)
    await work.conversations.save(talk, talk.turn, NOW + MINUTE)
    await work.conversations.rest(ANN, ["mark-script/mark-line"], NOW)
    for words in (marked_goal, reason):
        await work.words.put(words)
    for one in told:
        await work.words.tell(one)
    for rating in rated:
        await work.words.rate(rating)


async def _plan(work: Work) -> None:
    await work.plans.put(marked_plan, NOW)
    await work.plans.put(later_plan, NOW + MINUTE)
    await work.plans.change(plan.id, Place(date(2026, 3, 24), 0, 0), Skip())
    moved = Move(datetime(2026, 3, 28, 20, 15))  # noqa: DTZ001 - a wall time
    await work.plans.change(plan.id, Place(date(2026, 3, 27), 0, 0), moved)
    for occurrence in (prompt, evening):
        id_ = await work.plans.materialise(occurrence, NOW)
        assert id_ is not None
        await work.plans.mark(id_, State.SENT, NOW + HOUR, f"mark-detail-{occurrence.checkin}")


async def _share(work: Work) -> None:
    for one in (brief, read):
        await work.briefs.put(one)
    await work.looks.add(looks)
    await work.owns.put(share_test.own)
    await work.owns.give(share_test.own.name, {ANN, ben.id})
    await work.drafts.put(draft)
    await work.episodes.put(episode)
    for entry in entries:
        await work.episodes.note(episode.id, entry)


async def _traffic(work: Work) -> None:
    await work.incoming.add(ANN, 71, NOW)
    for timer in timers:
        await work.timers.set(timer)
    await work.outbox.add(sent)
    (leased,) = await work.outbox.lease(NOW, 1, LEASE)
    await work.outbox.sending(leased.message.id)
    await work.outbox.sent(leased.message.id, Delivered(100, NOW + MINUTE))
    for message in (waiting, about):
        await work.outbox.add(message)
    await work.outbox.lease(NOW, 5, LEASE)
    await work.outbox.again(waiting.id, datetime(2026, 3, 14, 12, tzinfo=UTC), repeat=True)
    await work.outbox.close(about.id, OutboxState.UNCERTAIN, NOW + HOUR)
