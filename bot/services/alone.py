"""Somebody puts into words what would be dangerous to do alone: they are asked, and not cheered.

The words are kept as they were put. Whatever the check-in would have made of them is not said;
once for each danger the client is asked whether they would like to know more, and told of people
who can make it safer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview.conversation import Status
from bot.interview.turn import Setting, WordsKept
from bot.interview.words import AIMS
from bot.safety.danger import Danger, Tier
from bot.services import reworded
from bot.services.weighing import danger

if TYPE_CHECKING:
    from bot.interview.turn import Kept, Turn
    from bot.safety.alone import Alone
    from bot.safety.assess import Assessment
    from bot.services.visit import Visit


def tells(of: Alone) -> str:
    """Name the small script that asks leave to tell of a danger."""
    return f"alone-{of}"


async def asked_for(visit: Visit, found: Assessment, text: str) -> bool:
    """Say whether what is heard softly is the very goal that was asked for: it has its own way.

    A plan to stop something at once is told of here, with leave; whatever else is heard is not.
    """
    if found.tier is not Tier.SOFT or set(found.dangers) != {Danger.WITHDRAWAL}:
        return False
    if visit.owner is None or visit.client.held or danger(text) is None:
        return False
    current = await visit.work.conversations.current(visit.client.id)
    if current is None:
        return False
    if (old := await reworded.old(visit, current)) is not None:
        return old.kind in AIMS
    script = await visit.house.script(visit.work, current.script, current.version)
    return getattr(script.steps.get(current.at or ""), "keeps", None) in AIMS


async def instead(visit: Visit, turn: Turn) -> Turn:
    """Give a turn as it is, or in place of what it says one that leads to what is to be known.

    What it keeps is kept. The check-in is over: there is nothing to evoke.
    """
    for kept in turn.kept:
        text = await _meant(visit, turn, kept)
        found = danger(text) if text else None
        if found is not None:
            over = replace(turn.conversation, status=Status.DONE, at=None)
            silent = replace(turn, conversation=over, lines=(), options=(), redraw=False)
            return replace(silent, said=(), wait=None, goes=tells(found))
    return turn


async def _meant(visit: Visit, turn: Turn, kept: Kept) -> str:
    """Give the words if they say what somebody means to do; those on buttons are ours."""
    match kept:
        case WordsKept(kind=kind, text=text) if kind in AIMS:
            return text
        case Setting(name="words", value=text):
            old = await reworded.old(visit, turn.conversation)
            return text if old is not None and old.kind in AIMS else ""
        case _:
            return ""
