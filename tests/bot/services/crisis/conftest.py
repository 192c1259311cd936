"""A room in which a few plain phrases are listened for, whatever the lexicon comes to hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import pytest

from bot.safety.assess import Rules
from bot.safety.lexicon.reader import read
from bot.safety.spelling import PLAIN
from bot.services.converse import Converse
from bot.services.tick import Tick
from tests.bot.services.crisis.moment import VAGUE
from tests.bot.services.room import Room

URGENT: Final = {
    "self-harm.intent.want": ["kill myself", "want to die"],
    "self-harm.attempt.now": ["cut my wrists"],
    "overdose.took.too-much": ["too many pills"],
    "overdose-other.body.failing": ["wont wake up"],
    "withdrawal.seizure.now": ["had a seizure"],
    "violence.now.hitting": ["is hitting me"],
    "threat.intent.want": ["going to kill him"],
    "child.now.hurt": ["hurting my kid"],
    "psychosis.voices.command": ["voices tell me"],
    "medical.heart.now": ["crushing chest pain"],
    "third-person.intent.want": ["my brother wants to die"],
}
SOFT: Final = {
    "self-harm.passive.no-point": ["whats the point"],
    "overdose.risk.how-much": ["how much is too much"],
    "withdrawal.plan.alone": ["cold turkey"],
    "violence.fear.partner": ["afraid of him"],
    "threat.anger.hurt": ["could hurt him"],
    "medical.pain.odd": ["chest feels odd"],
}
MINI: Final = "format = 1\n" + "".join(
    f'[[rule]]\nid = "{id_}"\ntier = "{tier}"\nwhy = "To try."\nany = {phrases}\n'
    for tier, rules in (("urgent", URGENT), ("soft", SOFT))
    for id_, phrases in rules.items()
)


@dataclass(frozen=True, slots=True)
class Weighs:
    """A meaning that knows one sentence, and that it is heavy."""

    soft: float = 0.5
    urgent: float | None = None

    def score(self, text: str, locale: str) -> float:
        return float(text == VAGUE and locale == "en")


@pytest.fixture
def room() -> Room:
    lexicon, wrong = read("en", {"mini": MINI}, PLAIN)
    assert wrong == ()
    room = Room()
    room.house = replace(room.house, rules=Rules({"en": lexicon}, Weighs()))
    room.converse, room.tick = Converse(room.house), Tick(room.house)
    return room
