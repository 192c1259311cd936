"""A client in a check-in: an event goes through the engine, and what comes of it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.errors import Unreadable
from bot.interview import engine
from bot.interview.conversation import Conversation, ConversationId, Status
from bot.interview.events import Begin, Event, Lapse, Late, Stop, Words
from bot.interview.steps import Pause
from bot.message import Purpose
from bot.services import alone, belonging, choosing, hard, stuck
from bot.services.chosen import chosen
from bot.services.follow import follow, say
from bot.services.read import read
from bot.services.recall import recall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.arrival import Tapped
    from bot.interview.conversation import WordsId
    from bot.interview.turn import Turn
    from bot.services.visit import Visit


async def begin(
    visit: Visit,
    name: str,
    *,
    given: Mapping[str, str] | None = None,
    occurrence: str | None = None,
    purpose: Purpose = Purpose.REPLY,
    expires_at: datetime | None = None,
    id_: ConversationId | None = None,
    about: WordsId | None = None,
    picked: bool = False,
    past: frozenset[str] = frozenset(),
) -> Conversation:
    """Begin a check-in; one that is still open makes room for it.

    `about` is the goal that it goes on with, or the one that the client `picked`; `past` are the
    check-ins that went on to this one before they asked anything.

    Raises:
        LookupError: there is no such check-in for this client.

    """
    await leave(visit)
    script = await visit.checkin(name)
    if script is None:
        raise LookupError(name)
    await hard.before(visit, name)
    memory = await recall(visit, script, about, picked=picked)
    fresh = engine.begin(id_ or _new_id(), visit.client.id, script, memory)
    fresh = replace(fresh, occurrence=occurrence)
    await visit.work.conversations.add(fresh, visit.now)
    turn = engine.step(script, fresh, Begin(given or {}))
    begun = await follow(visit, script, fresh, turn, purpose=purpose, expires_at=expires_at)
    past |= {name}
    next_ = None if turn.goes is None or turn.goes in past else await visit.checkin(turn.goes)
    if next_ is None:
        return begun
    goal = await belonging.of(visit, script, begun)
    if not await choosing.fits(visit, next_, goal, asked=True):
        return begun
    # Whoever follows the prompt that began this answers the check-in it went on to.
    return await begin(
        visit,
        next_.name,
        occurrence=occurrence,
        purpose=purpose,
        expires_at=expires_at,
        about=goal,
        past=past,
    )


async def go_on(visit: Visit, ended: Conversation) -> None:
    """Begin the check-in that the one which has just ended leads to, about the same goal.

    Where that does not fit the client, they are shown what does.
    """
    name, visit.goes = visit.goes, None
    next_ = None if name is None else await visit.checkin(name)
    if next_ is None:
        return
    script = await visit.house.script(visit.work, ended.script, ended.version)
    goal = await belonging.of(visit, script, ended)
    if await choosing.fits(visit, next_, goal, asked=True):
        await begin(visit, next_.name, about=goal)
    else:
        await choosing.show(visit, refused=True)


async def renewed(visit: Visit, lapsed: Conversation) -> Turn:
    """Give the turn that put the first question of a check-in that lapsed there, not kept again."""
    script = await visit.house.script(visit.work, lapsed.script, lapsed.version)
    fresh = engine.begin(_new_id(), lapsed.client, script, lapsed.memory)
    fresh = replace(fresh, occurrence=lapsed.occurrence)
    return engine.step(script, fresh, Begin())


async def leave(visit: Visit) -> None:
    """Close the check-in that is open, if one is, without a word about it."""
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None:
        await hear(visit, current, Stop(by_client=False))


async def hear(
    visit: Visit,
    conversation: Conversation,
    event: Event,
    *,
    tapped: Tapped | None = None,
    message: int | None = None,
) -> Conversation | Late:
    """Let one event happen to a conversation; say why if it came too late for that."""
    try:
        script = await visit.house.script(visit.work, conversation.script, conversation.version)
    except Unreadable:
        if conversation.status is Status.WAITING:
            raise
        return Late.OVER
    turn = await alone.instead(visit, engine.step(script, conversation, event))
    if turn.late is not None:
        return turn.late
    if tapped is not None and not turn.redraw:
        await chosen(visit, tapped, message)
    visit.goes = turn.goes
    after = await follow(visit, script, conversation, turn, edits=message)
    await stuck.heard(visit, after)
    return after


async def ask_again(visit: Visit, conversation: Conversation) -> None:
    """Put the open question once more, for somebody who lost sight of it."""
    script = await visit.house.script(visit.work, conversation.script, conversation.version)
    await say(visit, script, engine.again(script, conversation))


async def fits(visit: Visit, conversation: Conversation, text: str) -> bool:
    """Say whether words fit an answer of the open question; nothing happens."""
    script = await visit.house.script(visit.work, conversation.script, conversation.version)
    made = await read(visit, conversation, text)
    turn = engine.step(script, conversation, Words(conversation.turn, text, made))
    return turn.conversation.misses <= conversation.misses


async def resumed(visit: Visit, conversation: Conversation) -> Conversation | None:
    """End the wait of a check-in that the client began, if it stands in one: they are back.

    What they wrote answers nothing, so the next question meets it. None: it waits for nothing.
    """
    script = await visit.house.script(visit.work, conversation.script, conversation.version)
    waits = script.on_demand and isinstance(script.steps.get(conversation.at or ""), Pause)
    came = await hear(visit, conversation, Lapse(conversation.turn)) if waits else Late.TURN
    return None if isinstance(came, Late) else came


def _new_id() -> ConversationId:
    return ConversationId(uuid4().hex)
