"""What a turn keeps, put into the store: words, ratings, settings, and what was done to words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.interview.covering import covered
from bot.interview.render import spoken
from bot.interview.steps import takes_words
from bot.interview.terms import Effect, Kind
from bot.interview.thin import thin
from bot.interview.turn import Acted, Kept, Line, RatingKept, Setting, WordsKept, mirrored
from bot.interview.words import Held, KeptWords, Rating, Told, acted, words_id
from bot.services import belonging
from bot.services.settle import settle
from bot.services.weighing import put, said_anew

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.interview.conversation import Conversation, WordsId
    from bot.interview.script import Script
    from bot.services.visit import Visit

TELLS_NOTHING: Final = frozenset({Effect.WORTH, Effect.HIDE, Effect.FORGET})
"""What is done to words and says nothing of them; what is hidden is nobody's to hear of."""


async def keep(visit: Visit, script: Script, conversation: Conversation, kept: Kept) -> None:
    """Put one thing that was kept into the store."""
    match kept:
        case WordsKept():
            text = spoken(kept, script, visit.house.voice.phrases, visit.client.locale)
            if not _thin(script, kept, text):
                await _words(visit, script, conversation, kept, text)
                await belonging.succeed(visit, script, conversation)
        case RatingKept():
            await visit.work.words.rate(
                Rating(
                    client=visit.client.id,
                    of=kept.of,
                    value=kept.value,
                    at=visit.now,
                    conversation=conversation.id,
                    step=kept.step,
                    goal=await belonging.of(visit, script, conversation),
                )
            )
        case Setting():
            await settle(visit, conversation, kept)
        case Acted(words=None, step=str(step)):
            if kept.effect is Effect.WORTH:
                await _asked_for(visit, script, conversation, step)
            await _act(visit, words_id(conversation.id, step), kept.effect)
        case Acted(words=str(words)):
            await _act(visit, words, kept.effect)
            await belonging.succeed(visit, script, conversation)


async def act(visit: Visit, words: WordsId, effect: Effect) -> None:
    """Do to kept words what the client tapped outside a check-in; one that is open forgets them."""
    await _act(visit, words, effect)
    known = await visit.work.words.get(words)
    if known is None or known.held is not Held.HELD:
        await _cover(visit, words)


async def _act(visit: Visit, words: WordsId, effect: Effect) -> None:
    """Do to kept words what the client tapped; words that are gone stay gone."""
    known = await visit.work.words.get(words)
    if known is None or known.client != visit.client.id:
        return
    if effect is Effect.FORGET:
        await visit.work.words.forget(words)
        return
    await put(visit, acted(known, effect))
    if effect not in TELLS_NOTHING:
        await visit.work.words.tell(Told(words, visit.client.id, effect, visit.now))


async def _cover(visit: Visit, words: WordsId) -> None:
    """Let the check-in that is open show these words no more: they were let go of beside it."""
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None:
        left = replace(current, memory=covered(current.memory, lambda one: one.id != words))
        await visit.work.conversations.save(left, current.turn, visit.now)


async def note_shown(visit: Visit, lines: Iterable[Line]) -> None:
    """Note which kept words are being mirrored now, and why these."""
    for shown in mirrored(lines):
        known = await visit.work.words.get(shown.id)
        if known is not None:
            await visit.work.words.put(replace(known, shown_at=visit.now, why=shown.why))


def _thin(script: Script, kept: WordsKept, text: str) -> bool:
    """Say whether words leave too little to be kept (CONTENT.md, rule 6).

    What the client said is a goal or a note is one, however short.
    """
    asked = script.steps.get(kept.step)
    own_words = takes_words(asked) and asked.keeps is not None
    return own_words and thin(text, kept.kind)


async def _asked_for(visit: Visit, script: Script, conversation: Conversation, step: str) -> None:
    """Keep what was too thin to be kept unasked: the client has just said it should come back."""
    asked, answer = script.steps.get(step), conversation.answers.get(step)
    known = await visit.work.words.get(words_id(conversation.id, step))
    if known is None and takes_words(asked) and asked.keeps and answer and answer.text:
        kept = WordsKept(step, asked.keeps, answer.text, worth_seeing=True)
        await put(visit, await _new(visit, script, conversation, kept, answer.text))


async def _words(
    visit: Visit, script: Script, conversation: Conversation, kept: WordsKept, text: str
) -> None:
    """Keep words; a further bubble of the same answer changes the text and nothing else."""
    known = await visit.work.words.get(words_id(conversation.id, kept.step, *kept.options))
    if known is None and kept.options and await _lies_there(visit, kept.kind, text):
        return
    words = known or await _new(visit, script, conversation, kept, text)
    await visit.work.words.put(said_anew(replace(words, kind=kept.kind), text))
    if kept.kind is Kind.GOAL:
        await belonging.adopt(visit, words.id, conversation.id)


async def _lies_there(visit: Visit, kind: Kind, text: str) -> bool:
    """Say whether the same was picked before and is held: a card picked again is no second one."""
    words = await visit.work.words.of(visit.client.id)
    return any(one.kind is kind and one.text == text and one.held is Held.HELD for one in words)


async def _new(
    visit: Visit, script: Script, conversation: Conversation, kept: WordsKept, text: str
) -> KeptWords:
    return KeptWords(
        id=words_id(conversation.id, kept.step, *kept.options),
        client=visit.client.id,
        kind=kept.kind,
        text=text,
        at=visit.now,
        on=visit.today,
        script=conversation.script,
        step=kept.step,
        conversation=conversation.id,
        held=Held.HELD,
        worth_seeing=kept.worth_seeing,
        goal=None if kept.kind is Kind.GOAL else await belonging.of(visit, script, conversation),
    )
