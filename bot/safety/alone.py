"""Goals that would be dangerous to pursue alone: what they sound like, and why.

Stopping alcohol or sedatives at once, stopping prescribed medicine, eating nothing or punishing
the body can kill; with a doctor each can be made safer. Such a goal is nobody's to cheer for here.
It is told by rules in the lexicon's own notation, in any language; it misses things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.safety.finding import met
from bot.safety.heard import Heard
from bot.safety.normal import words
from bot.safety.pattern import vocabulary
from bot.safety.rule import ends
from bot.safety.spelling import PLAIN, Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.safety.rule import Rule


class Alone(StrEnum):
    """What should not be done alone."""

    STOPPING = "stopping"
    """Alcohol after heavy drinking, or sedatives, from one day to the next."""
    MEDICINE = "medicine"
    """Prescribed medicine, methadone and buprenorphine among it."""
    BODY = "body"
    """Not eating, fasting for days, purging, exercise as punishment."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Aims:
    """What is listened for in the goals of one language."""

    rules: tuple[Rule, ...]
    """Their ids begin with one of `Alone` and a point."""
    spelling: Spelling = PLAIN
    """It knows every word that stands in a pattern, too."""
    stems: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        patterns = [one for rule in self.rules for one in (*rule.patterns, *rule.unless)]
        known = vocabulary(one.row for one in patterns)
        object.__setattr__(self, "spelling", self.spelling.knowing(known))
        object.__setattr__(self, "stems", frozenset(one for one in known if one.endswith("*")))


def alone(text: str, languages: Iterable[Aims]) -> Alone | None:
    """Say what somebody would do alone who did what this says; None: nothing that is known."""
    for aims in languages:
        heard = Heard(words(text, aims.spelling), 0, aims.stems)
        for rule in aims.rules:
            if _means(rule, heard):
                return Alone(rule.id.partition(".")[0])
    return None


def _means(rule: Rule, heard: Heard) -> bool:
    found = met(rule, heard.whole, heard, heard.gaps)
    return bool(found) and not ends(rule.unless, heard.whole, heard, heard.gaps)
