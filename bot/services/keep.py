"""What a turn keeps, put into the store: words, ratings, settings, and what was done to words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview.render import spoken
from bot.interview.script import Effect, Listen, Script
from bot.interview.thin import thin
from bot.interview.turn import Acted, Kept, Line, RatingKept, Setting, WordsKept
from bot.interview.words import Held, KeptWords, Rating, acted, words_id
from bot.services.settle import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.interview.conversation import Conversation, WordsId
    from bot.services.visit import Visit


async def keep(visit: Visit, script: Script, conversation: Conversation, kept: Kept) -> None:
    """Put one thing that was kept into the store."""
    match kept:
        case WordsKept():
            text = spoken(kept, script, visit.house.voice.phrases, visit.client.locale)
            if not _thin(script, kept, text):
                await _words(visit, conversation, kept, text)
        case RatingKept():
            await visit.work.words.rate(
                Rating(
                    client=visit.client.id,
                    of=kept.of,
                    value=kept.value,
                    at=visit.now,
                    conversation=conversation.id,
                    step=kept.step,
                )
            )
        case Setting():
            await settle(visit, conversation, kept)
        case Acted(words=None, step=str(step)):
            if kept.effect is Effect.WORTH:
                await _asked_for(visit, script, conversation, step)
            await act(visit, words_id(conversation.id, step), kept.effect)
        case Acted(words=str(words)):
            await act(visit, words, kept.effect)


async def act(visit: Visit, words: WordsId, effect: Effect) -> None:
    """Do to kept words what the client tapped; words that are gone stay gone."""
    if effect is Effect.FORGET:
        await visit.work.words.forget(words)
        return
    known = await visit.work.words.get(words)
    if known is not None and known.client == visit.client.id:
        await visit.work.words.put(acted(known, effect))


async def note_shown(visit: Visit, lines: Iterable[Line]) -> None:
    """Note which kept words are being mirrored now."""
    for quoted in (line.quoted for line in lines):
        known = None if quoted is None else await visit.work.words.get(quoted.id)
        if known is not None:
            await visit.work.words.put(replace(known, shown_at=visit.now))


def _thin(script: Script, kept: WordsKept, text: str) -> bool:
    """Say whether words leave too little to be kept (CONTENT.md, rule 6).

    What the client said is a goal or a note is one, however short.
    """
    asked = script.steps.get(kept.step)
    labelled = not isinstance(asked, Listen) or asked.keeps is None
    return not labelled and thin(text, kept.kind)


async def _asked_for(visit: Visit, script: Script, conversation: Conversation, step: str) -> None:
    """Keep what was too thin to be kept unasked: the client has just said it should come back."""
    asked, answer = script.steps.get(step), conversation.answers.get(step)
    known = await visit.work.words.get(words_id(conversation.id, step))
    if known is None and isinstance(asked, Listen) and asked.keeps and answer and answer.text:
        kept = WordsKept(step, asked.keeps, answer.text, worth_seeing=True)
        await visit.work.words.put(_new(visit, conversation, kept, answer.text))


async def _words(visit: Visit, conversation: Conversation, kept: WordsKept, text: str) -> None:
    """Keep words; a further bubble of the same answer changes the text and nothing else."""
    known = await visit.work.words.get(words_id(conversation.id, kept.step))
    words = known or _new(visit, conversation, kept, text)
    await visit.work.words.put(replace(words, text=text, kind=kept.kind))


def _new(visit: Visit, conversation: Conversation, kept: WordsKept, text: str) -> KeptWords:
    return KeptWords(
        id=words_id(conversation.id, kept.step),
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
    )
