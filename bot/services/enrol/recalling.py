"""Recalling: what is on its way to a counselor and not shared any more is taken back.

A brief that was sent is agreed to by its own preview, so what it holds needs no switch to be on; a
switch that is turned off takes its part out of a brief that has not left. An alert is never taken
back: where its words go, it leaves without them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.alerting import reading
from bot.brief import BriefId, Part
from bot.care import Share
from bot.counsel import brief as written
from bot.looks import Seen
from bot.message import MessageId, Press, Purpose
from bot.services.alerts import thread
from bot.services.briefing.gathering import gather
from bot.services.counsel import briefs, overviews
from bot.services.counsel.call import Call
from bot.services.enrol.recalled import Recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.care import Care
    from bot.message import Message
    from bot.people import Counselor
    from bot.services.visit import Visit

TELLS: Final[Mapping[Share, frozenset[Seen]]] = {
    Share.TAKING_PART: frozenset(Seen) - {Seen.ALERT},
    Share.COUNTS: frozenset({Seen.LIST, Seen.CARD}),
    Share.RATINGS: frozenset({Seen.RATINGS}),
    Share.GOALS: frozenset({Seen.GOALS}),
    Share.WORDS: frozenset({Seen.WORDS}),
    Share.HARD_PLAN: frozenset({Seen.HARD_PLAN}),
    Share.ALERT_WORDS: frozenset(),
}
"""What is told by each."""
PARTS: Final[Mapping[Share, frozenset[Part]]] = {
    Share.TAKING_PART: frozenset(Part),
    Share.COUNTS: frozenset({Part.COUNTS}),
    Share.RATINGS: frozenset({Part.RATINGS}),
    Share.GOALS: frozenset({Part.GOALS, Part.PLANS}),
    Share.WORDS: frozenset({Part.REASONS}),
}
"""And which parts a brief that has not left loses with each; what they bring stays in it."""


async def recall(visit: Visit, care: Care, what: AbstractSet[Share]) -> Recalled:
    """Take back what tells of these; `care` is as it is from now on."""
    if Share.ALERT_WORDS in what:
        await _wordless(visit, care)
    counselor = await visit.work.counselors.get(care.counselor)
    seen = frozenset[Seen]().union(*(TELLS[one] for one in what)) - {Seen.BRIEF}
    if counselor is None:
        return Recalled.NONE
    taken = await visit.work.outbox.recall(counselor.chat, care.client, seen)
    digests = (one for one in taken if one.purpose is Purpose.DIGEST)
    if any((care.client, Seen.LIST) in one.tells for one in digests):
        await overviews.again(Call(visit.house, visit.work, counselor, visit.now))
    parts = frozenset[Part]().union(*(PARTS.get(one, ()) for one in what))
    return await _briefs(visit, care, counselor, parts) if parts else Recalled.NONE


async def _briefs(
    visit: Visit, care: Care, counselor: Counselor, parts: AbstractSet[Part]
) -> Recalled:
    """Take these parts out of a brief that has not left; one of which nothing is left is void."""
    work, came = visit.work, Recalled.NONE
    taken = await work.outbox.recall(counselor.chat, care.client, {Seen.BRIEF})
    unsent = [one for one in taken if one.purpose is Purpose.DIGEST]
    if parts == frozenset(Part):
        for id_ in _named(unsent):
            await work.briefs.drop(id_)
            came = Recalled.DROPPED
        return came
    kept = {id_: await work.briefs.get(id_) for id_ in _named(unsent)}
    for brief in kept.values():
        if brief is None or not brief.parts & parts:
            continue
        matter = await gather(visit, care)
        on = (brief.parts - parts) & frozenset(matter.parts)
        if not on:
            await work.briefs.drop(brief.id)
            came = Recalled.DROPPED
            continue
        text = visit.house.voice.say(written.whole(matter, on), counselor.locale, visit.today)
        less = replace(brief, parts=on, text=text, sent_at=visit.now)
        await work.briefs.put(less)
        await briefs.bring(visit, care, less, matter, replaces=False)
        came = Recalled.LESS
    if came is Recalled.NONE:
        chart = Part.RATINGS in parts
        await _on_their_way(visit, [one for one in taken if not (chart and one.picture)])
    return came


def _named(messages: Iterable[Message]) -> list[BriefId]:
    """Give the briefs that these messages bring, by the keys that stand under them."""
    keys = (key.does for one in messages for row in one.buttons for key in row)
    found = (one.argument for one in keys if isinstance(one, Press) and one.action == "brief-copy")
    return [BriefId(one) for one in dict.fromkeys(found)]


async def _on_their_way(visit: Visit, taken: Sequence[Message]) -> None:
    """Let go on what need not have been stopped."""
    for one in taken:
        await visit.work.outbox.add(replace(one, id=MessageId(uuid4().hex)))


async def _wordless(visit: Visit, care: Care) -> None:
    """Let an alert that has not left go without the words."""
    episode = await visit.work.episodes.current(care.client)
    if episode is None:
        return
    history = await visit.work.episodes.history(episode.id)
    alert = await thread.read(visit, episode, replace(care, sharing=frozenset()))
    for call in await thread.told(visit, {one.by for one in history if one.by is not None}):
        if await visit.work.outbox.recall(call.chat, care.client, {Seen.ALERT}):
            await call.show(reading.screen(alert, call.zone), purpose=Purpose.ALERT)
