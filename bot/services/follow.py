"""What follows from a turn: it is kept, it is said, and the time is set for what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Conversation, Status
from bot.interview.steps import Ruler
from bot.interview.turn import Turn, WordsKept
from bot.interview.words import words_id
from bot.message import Button, Press, Purpose
from bot.people import Standing
from bot.ports import Timer, TimerKind
from bot.screens.screen import line
from bot.services.crisis import window
from bot.services.keep import keep, note_shown

if TYPE_CHECKING:
    from datetime import datetime

    from bot.interview.script import Script
    from bot.services.visit import Visit

CRAVING: Final = "craving"
OPEN_FOR: Final = timedelta(hours=12)
"""How long a question waits for its answer; after that, words are no longer taken for one."""
FOR_NOW: Final = timedelta(hours=1)
"""The same for how strong a craving is: that is asked of this hour, and of no other."""


async def follow(
    visit: Visit,
    script: Script,
    before: Conversation,
    turn: Turn,
    *,
    edits: int | None = None,
    purpose: Purpose = Purpose.REPLY,
    expires_at: datetime | None = None,
) -> Conversation:
    """Keep what came of an event, say what is to be said, and set the time for what comes next."""
    after, work = await _without_unkept(visit, script, turn), visit.work
    await work.conversations.save(after, before.turn, visit.now)
    for kept in turn.kept:
        await keep(visit, script, after, kept)
    await note_shown(visit, turn.lines)
    if turn.said:
        await work.conversations.rest(visit.client.id, turn.said, visit.now)
    edits = edits if turn.redraw else None
    await say(visit, script, turn, edits=edits, purpose=purpose, expires_at=expires_at)
    if after.turn != before.turn:
        await _wait(visit, script, turn)
    return after


async def _without_unkept(visit: Visit, script: Script, turn: Turn) -> Conversation:
    """Give the conversation as it is kept: at its end, what it was given and nobody kept goes."""
    after = turn.conversation
    if after.status is Status.WAITING:
        return after
    now = {kept.step for kept in turn.kept if isinstance(kept, WordsKept)}
    gone = {
        step
        for step in set(script.given) - now
        if await visit.work.words.get(words_id(after.id, step)) is None
    }
    if gone:
        await visit.change(profile=window.without(visit.client.profile))
    left = {step: answer for step, answer in after.answers.items() if step not in gone}
    return replace(after, answers=left)


async def say(
    visit: Visit,
    script: Script,
    turn: Turn,
    *,
    edits: int | None = None,
    purpose: Purpose = Purpose.REPLY,
    expires_at: datetime | None = None,
) -> None:
    """Say what a turn says; a change of buttons alone takes its place on screen."""
    after = turn.conversation
    text, buttons = visit.house.voice.turn(turn, script, visit.client.locale, visit.today)
    if not text and not buttons:
        return
    if purpose is Purpose.PROMPT and after.occurrence is not None:
        later = Press("later", after.occurrence)
        buttons = (*buttons, (Button(visit.text(line("prompt.later")), later),))
    await visit.send(
        "" if turn.redraw else text,
        buttons,
        edits=edits,
        purpose=purpose,
        conversation=after.id,
        turn=after.turn,
        occurrence=after.occurrence,
        expires_at=expires_at,
    )


async def _wait(visit: Visit, script: Script, turn: Turn) -> None:
    """Set when a pause ends or an open question closes; one timer a conversation, of its turn.

    The welcome waits for as long as it takes.
    """
    after, timers = turn.conversation, visit.work.timers
    await timers.drop(conversation=after.id)
    if after.status is not Status.WAITING or visit.client.standing is Standing.ARRIVING:
        return
    asked = script.steps[after.at or script.first]
    of_now = isinstance(asked, Ruler) and asked.measures == CRAVING
    due = visit.now + (turn.wait or (FOR_NOW if of_now else OPEN_FOR))
    id_ = f"lapse:{after.id}:{after.turn}"
    lapse = Timer(id_, visit.client.id, TimerKind.LAPSE, due, after.id, after.turn)
    await timers.set(lapse)
