"""A check-in as a record: each question as it was put, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.freeze import to_data
from bot.interview.render import Tongue
from bot.interview.slots import fill
from bot.interview.turn import Line
from bot.mydata.gathered import titled
from bot.mydata.record import taken
from bot.mydata.said import Answer, Checkin

if TYPE_CHECKING:
    from bot.interview.conversation import Answer as Given
    from bot.interview.conversation import Conversation
    from bot.interview.script import Script
    from bot.mydata.gathered import Gathered
    from bot.ports import Sat


def checkin(sat: Sat, gathered: Gathered) -> Checkin:
    """Give the record of one conversation."""
    had = sat.conversation
    script = gathered.scripts.get((had.script, had.version))
    title = gathered.title(had.script) if script is None else titled(script, gathered.locale)
    answers = sorted(had.answers.items(), key=lambda one: one[1].turn)
    return taken(
        Checkin,
        had,
        title=title,
        began_at=sat.began_at,
        moved_at=sat.moved_at,
        emptied_at=sat.emptied_at,
        step=had.at,
        answers=tuple(_answer(step, given, had, script, gathered) for step, given in answers),
        remembered=to_data(had)["memory"],
    )


def _answer(
    step: str, given: Given, had: Conversation, script: Script | None, gathered: Gathered
) -> Answer:
    if script is None or step not in script.steps:
        return taken(Answer, given, step=step, question=None, chosen=())
    tongue = Tongue(gathered.phrases, gathered.locale, script.words)
    words = script.words.get(gathered.locale) or script.words["en"]

    def said(line: str) -> str | None:
        return tongue.line(Line(line, fill(script, had, line))) if line in words else None

    chosen = (said(f"{step}.choice.{option}") for option in given.options)
    return taken(
        Answer,
        given,
        step=step,
        question=said(f"{step}.ask"),
        chosen=tuple(one for one in chosen if one is not None),
    )
