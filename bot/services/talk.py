"""A client in a check-in: an event goes through the engine, and what comes of it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.interview import engine
from bot.interview.conversation import (
    Begin,
    Conversation,
    ConversationId,
    Event,
    Late,
    Status,
    Stop,
    Turn,
)
from bot.message import Purpose
from bot.ports import Timer, TimerKind
from bot.screens.screen import line
from bot.services.keep import keep, note_shown
from bot.services.recall import recall

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.arrival import Tapped
    from bot.interview.script import Script
    from bot.services.visit import Visit

OPEN_FOR: Final = timedelta(hours=12)
"""How long a question waits for its answer; after that, words are no longer taken for one."""


async def begin(
    visit: Visit,
    name: str,
    *,
    given: Mapping[str, str] | None = None,
    occurrence: str | None = None,
    purpose: Purpose = Purpose.REPLY,
) -> Conversation:
    """Begin a check-in; one that is still open makes room for it."""
    await leave(visit)
    script = visit.house.library[name]
    id_ = ConversationId(uuid4().hex)
    fresh = engine.begin(id_, visit.client.id, script, await recall(visit, script))
    fresh = replace(fresh, occurrence=occurrence)
    await visit.work.conversations.add(fresh, visit.now)
    turn = engine.step(script, fresh, Begin(given or {}))
    return await _follow(visit, script, fresh, turn, purpose=purpose)


async def hear(
    visit: Visit,
    conversation: Conversation,
    event: Event,
    *,
    tapped: Tapped | None = None,
    message: int | None = None,
) -> Conversation | Late:
    """Let one event happen to a conversation; say why if it came too late for that."""
    script = await visit.house.script(visit.work, conversation.script, conversation.version)
    turn = engine.step(script, conversation, event)
    if turn.late is not None:
        return turn.late
    if tapped is not None and message is not None and not turn.redraw and tapped.text:
        chosen = visit.text(line("chosen", choice=tapped.label))
        await visit.send(f"{tapped.text}\n\n{chosen}", edits=message)
    return await _follow(visit, script, conversation, turn, edits=message)


async def leave(visit: Visit) -> None:
    """Close the check-in that is open, if one is, without a word about it."""
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None:
        await hear(visit, current, Stop(by_client=False))


async def ask_again(visit: Visit, conversation: Conversation) -> None:
    """Put the open question once more, for somebody who lost sight of it."""
    script = await visit.house.script(visit.work, conversation.script, conversation.version)
    await _say(visit, script, engine.again(script, conversation))


async def _follow(
    visit: Visit,
    script: Script,
    before: Conversation,
    turn: Turn,
    *,
    edits: int | None = None,
    purpose: Purpose = Purpose.REPLY,
) -> Conversation:
    """Keep what came of an event, say what is to be said, and set the time for what comes next."""
    after, work = turn.conversation, visit.work
    await work.conversations.save(after, before.turn, visit.now)
    for kept in turn.kept:
        await keep(visit, script, after, kept)
    await note_shown(visit, turn.lines)
    if turn.said:
        await work.conversations.rest(visit.client.id, turn.said, visit.now)
    await _say(visit, script, turn, edits=edits if turn.redraw else None, purpose=purpose)
    await _wait(visit, script, turn)
    return after


async def _say(
    visit: Visit,
    script: Script,
    turn: Turn,
    *,
    edits: int | None = None,
    purpose: Purpose = Purpose.REPLY,
) -> None:
    after = turn.conversation
    text, buttons = visit.house.voice.turn(turn, script, visit.client.locale, visit.today)
    if not text and not buttons:
        return
    await visit.send(
        "" if turn.redraw else text,
        buttons,
        edits=edits,
        purpose=purpose,
        conversation=after.id,
        turn=after.turn,
        occurrence=after.occurrence,
    )


async def _wait(visit: Visit, script: Script, turn: Turn) -> None:
    """Set when a pause ends or an open question closes; at most one timer a conversation."""
    after, timers = turn.conversation, visit.work.timers
    if after.status is not Status.WAITING:
        await timers.drop(conversation=after.id)
    elif turn.wait is not None or not script.exempt:
        due = visit.now + (turn.wait or OPEN_FOR)
        await timers.set(
            Timer(after.id, visit.client.id, TimerKind.LAPSE, due, after.id, after.turn)
        )
