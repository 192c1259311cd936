"""Forgetting a part: one thing, one goal or one day leaves every place where it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview.blotting import REWORD, Blot, blotted, picked, says, without, wordings
from bot.services import talk
from bot.services.crisis import window
from bot.services.forgetting.going import Kept
from bot.services.mine import EVER
from bot.services.notes import SLIPPED, STUCK, slipped_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.conversation import Conversation
    from bot.message import Message
    from bot.services.forgetting.going import Going
    from bot.services.visit import Visit


async def read(visit: Visit) -> Kept:
    """Read all that the client said and that is kept."""
    work, client = visit.work, visit.client.id
    return Kept(
        words=await work.words.of(client),
        ratings=await work.words.rated(client, EVER),
        told=await work.words.told(client, EVER),
        talks=await work.holdings.conversations(client),
        episodes={
            one.id: (one, await work.episodes.history(one.id))
            for one in await work.episodes.of(client)
        },
        zone=visit.zone,
    )


async def forget(visit: Visit, going: Going) -> None:
    """Forget it for good; what is not there any more is nothing to forget."""
    work, client = visit.work, visit.client.id
    blot = await _blot(visit, going)
    await _leave(visit, going, blot)
    for words in going.words:
        await work.words.forget(words.id)
    for rating in going.ratings:
        await work.words.unrate(rating.conversation, rating.step)
    for told in going.told:
        await work.words.untell(told)
    for sat in await work.holdings.conversations(client):
        one, left = sat.conversation, blotted(sat.conversation, blot)
        if one.id in going.conversations:
            await work.timers.drop(conversation=one.id)
            await work.conversations.forget(one.id)
        elif left != one:
            await work.conversations.save(left, one.turn, sat.moved_at)
    for episode in going.episodes:
        await work.episodes.put(replace(episode, words=()))
    await _unquote(visit, blot)
    await visit.change(profile=_profile(visit, going, blot))


async def _blot(visit: Visit, going: Going) -> Blot:
    talks = [sat.conversation for sat in await visit.work.holdings.conversations(visit.client.id)]
    ids = frozenset(one.id for one in going.words)
    return Blot(
        words=ids,
        texts=wordings(talks, ids, (one.text for one in going.words)),
        ratings=frozenset((one.conversation, one.step) for one in going.ratings),
        picks=picked(talks, ids),
    )


async def _leave(visit: Visit, going: Going, blot: Blot) -> None:
    """Close the check-in that is open, where it has been told, or is about, what goes."""
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None and (current.id in going.conversations or _holds(current, blot)):
        await talk.leave(visit)


def _holds(current: Conversation, blot: Blot) -> bool:
    about = current.memory.goal is not None and current.memory.goal in blot.words
    return about or blotted(current, blot).answers != current.answers


async def _unquote(visit: Visit, blot: Blot) -> None:
    """Let briefs that are kept quote it no more, and messages that have not left not leave."""
    for brief in await visit.work.briefs.of(visit.client.id):
        left = without(brief.text, blot.texts)
        if left != brief.text:
            await visit.work.briefs.put(replace(brief, text=left))
    for posted in await visit.work.holdings.messages(visit.client.id):
        if posted.message is not None and _says(posted.message, blot):
            await visit.work.outbox.forget(posted.id)


def _says(message: Message, blot: Blot) -> bool:
    labels = (button.label for row in message.buttons for button in row)
    return any(says(text, blot.texts) for text in (message.text, *labels))


def _profile(visit: Visit, going: Going, blot: Blot) -> Mapping[str, str]:
    """Give the profile without last messages that say it, and without notes of the day."""
    profile = dict(visit.client.profile)
    heard = window.heard(profile, visit.now)
    if going.day is not None or not heard or any(_began(text, blot) for text in heard):
        profile = dict(window.without(profile))
    if profile.get(REWORD, "").partition(".")[2] in blot.words:
        del profile[REWORD]
    slipped = slipped_at(visit.client)
    if slipped is not None and slipped.astimezone(visit.zone).date() == going.day:
        del profile[SLIPPED]
    if going.day is not None and profile.get(STUCK) == going.day.isoformat():
        del profile[STUCK]
    return profile


def _began(text: str, blot: Blot) -> bool:
    """Say whether a message says it, as far as it was noted."""
    return says(text, blot.texts) or any(one[: window.LONGEST] == text for one in blot.texts)
