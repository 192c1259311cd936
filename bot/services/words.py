"""Words the client wrote: an answer, a further bubble of one, or something said in between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.arrival import Arrival, Command, Edited, Sent, Tapped, Wrote
from bot.interview.conversation import Conversation, Late, Words
from bot.interview.words import words_id
from bot.message import Answering
from bot.screens import home, odd
from bot.screens.screen import screen
from bot.services import after, commands, prompts, talk, taps
from bot.services.read import read

if TYPE_CHECKING:
    from bot.services.visit import Visit

LONGEST = 3500
"""Characters of an answer that can be kept and still be quoted whole within one message."""


async def wrote(visit: Visit, text: str, arrival: Arrival) -> None:
    """Take words to be what they most surely are."""
    command = visit.house.voice.keyboard_command(text)
    if command is not None:
        await commands.obey(visit, Command(command))
        return
    asked = None
    if arrival.message is not None:
        asked = await visit.work.outbox.asked(visit.client.id, arrival.message)
    current = await visit.work.conversations.current(visit.client.id)
    if asked is not None and (current is None or asked[0] != current.id):
        earlier = await visit.work.conversations.get(asked[0])
        if earlier is not None and await _answers(visit, earlier, text, asked[1]):
            return
    if current is not None:
        turn = asked[1] if asked is not None and asked[0] == current.id else current.turn
        if await _answers(visit, current, text, turn):
            return
        if await _answers(visit, current, text, current.turn):
            return
    if odd.wordless(text):
        await visit.show(screen("odd.emoji"))
    else:
        await talk.begin(visit, "heard", given={"words": text})


async def _answers(visit: Visit, conversation: Conversation, text: str, turn: int) -> bool:
    """Let words answer the question of that turn, and say whether they could."""
    made = await read(visit, conversation, text)
    heard = await talk.hear(visit, conversation, Words(turn, text, made))
    if isinstance(heard, Late):
        return False
    if heard.occurrence is not None:
        await prompts.answered(visit, heard.occurrence)
    if heard.status is not conversation.status:
        await after.ended(visit, heard)
    return True


async def sent(visit: Visit, what: Sent, arrival: Arrival) -> None:
    """Answer something that is not words; its caption is taken like any words."""
    if what.caption:
        await wrote(visit, what.caption, arrival)
    else:
        await visit.show(odd.thing(what.thing))


async def edited(visit: Visit, what: Edited, arrival: Arrival) -> None:
    """Let an edit change the words that were kept of the message, where that is certain."""
    asked = None
    if arrival.message is not None:
        asked = await visit.work.outbox.asked(visit.client.id, arrival.message)
    conversation = None if asked is None else await visit.work.conversations.get(asked[0])
    if asked is not None and conversation is not None:
        for step, answer in conversation.answers.items():
            id_ = words_id(conversation.id, step)
            known = await visit.work.words.get(id_) if answer.turn == asked[1] else None
            if known is not None and answer.text == known.text and "\n" not in known.text:
                await visit.work.words.put(replace(known, text=what.text))
                answers = {**conversation.answers, step: replace(answer, text=what.text)}
                changed = replace(conversation, answers=answers)
                await visit.work.conversations.save(changed, conversation.turn, visit.now)
                await visit.show(screen("edit.taken"))
                return
    await visit.show(screen("edit.late"))


async def arriving(visit: Visit, arrival: Arrival) -> None:
    """Somebody who has not agreed yet is in the welcome, and nowhere else."""
    what = arrival.what
    current = await visit.work.conversations.current(visit.client.id)
    if current is None:
        await talk.begin(visit, after.WELCOME)
    elif isinstance(what, Tapped) and isinstance(what.does, Answering):
        await taps.tap(visit, what, arrival)
    elif isinstance(what, Wrote):
        await _answers(visit, current, what.text, current.turn)
    elif isinstance(what, Command) and what.name == "start":
        await talk.ask_again(visit, current)
    else:
        await visit.show(home.not_agreed())
        await talk.ask_again(visit, current)
