"""What is written while all holds: an answer to the question, or anything else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot import course
from bot.episode import Mark
from bot.interview.hearing import hear, plain
from bot.message import Purpose
from bot.people import HELD
from bot.screens import crisis_talk
from bot.services.crisis import answering, episodes, holding
from bot.services.crisis.answering import Answer
from bot.services.crisis.here import here
from bot.services.engaged import may_wait

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.visit import Visit

LABELS: Final[Mapping[str, Mark]] = {
    "crisis.yes": Mark.YES,
    "crisis.sometimes": Mark.SOMETIMES,
    "crisis.unsure": Mark.SOMETIMES,
    "crisis.no": Mark.NO,
    "crisis.meant-else": Mark.NO,
}
IN_BETWEEN: Final = "heard"
"""The script that asks what words written in between are: it waits as any check-in does."""


async def answered(visit: Visit, text: str) -> bool:
    """Take words for what they answer, or answer them while all holds; say whether that was it.

    They are kept nowhere, and a check-in that waits does not hear them.
    """
    if not visit.client.mirror_rests(visit.now):
        return False
    episode, history = await episodes.current(visit)
    if episode is not None and course.waits_for_answer(episode, history, visit.now):
        mark = meant(visit, text)
        if mark is not None:
            await answering.answer(visit, episode, Answer(mark, episode.danger))
            return True
    since = visit.client.profile.get(HELD)
    if since is None or await _settles(visit):
        return False
    danger = course.UNNAMED if episode is None else episode.danger
    last = course.shown_at(history) or datetime.fromisoformat(since)
    near = visit.now - last < course.ANSWERABLE
    on = await holding.ways_on(visit)
    shown = crisis_talk.written(danger, await here(visit), on, near=near)
    await visit.show(shown, purpose=Purpose.CRISIS)
    return True


async def _settles(visit: Visit) -> bool:
    """Say whether a setting asks for words just now: one that the client has gone to meanwhile."""
    current = await visit.work.conversations.current(visit.client.id)
    if current is None or current.script == IN_BETWEEN:
        return False
    return await may_wait(visit, current)


def meant(visit: Visit, text: str) -> Mark | None:
    """Give which answer words are, by the labels of the keys, in any language."""
    voice = visit.house.voice
    labels = {
        plain(voice.phrases(locale, id_)): mark.value
        for locale in voice.phrases.words
        for id_, mark in LABELS.items()
    }
    said = hear(labels, text)
    return None if said is None else Mark(said)
