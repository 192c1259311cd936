"""What a client wrote, weighed: whether it sounds as if somebody is in danger now.

It only ever points to people; it diagnoses nothing, and it misses things: help is one tap away
whatever it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from bot.safety.danger import Danger, Tier
from bot.safety.excuses import excused
from bot.safety.finding import Hit, hits
from bot.safety.heard import END, Heard
from bot.safety.normal import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.safety.rule import Lexicon

__all__ = ["CLEAR", "Assessment", "Danger", "Meaning", "Rules", "Tier", "assess"]

WINDOW: Final = 3
"""How many messages are weighed together: plans are spread over turns."""
LONGEST: Final = 4096
"""Characters of a message."""
OVERLAP: Final = 256
"""Characters that two pieces of a longer text share."""
TAIL: Final = 512
"""Characters of an earlier message that something may go on from."""
_TELLING: Final = 5
"""A text of fewer words is of any language."""
_KNOWN: Final = 0.35
"""The share of a text's words that must be a language's for the text to be in it."""
_PRESSING: Final = tuple(Danger)


class Meaning(Protocol):
    """Weighs what a text means, beside what its words are."""

    @property
    def soft(self) -> float:
        """The score from which help is offered."""

    @property
    def urgent(self) -> float | None:
        """The score from which it cannot wait; None if that is for the rules alone to say."""

    def score(self, text: str, locale: str) -> float:
        """Give how much a text sounds as if somebody has to see it, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is listened for."""

    languages: Mapping[str, Lexicon] = field(repr=False)
    """Locale → what is listened for in it; written out, patterns of patterns fill the memory."""
    meaning: Meaning | None = None
    """None if only rules are used."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What it sounds like."""

    tier: Tier
    dangers: tuple[Danger, ...] = ()
    """The most pressing first."""
    rules: tuple[str, ...] = ()
    """The ids of what was met; never words."""
    score: float | None = None
    """What the meaning's weight was, 0 to 1; None if it was not weighed."""

    @property
    def danger(self) -> Danger | None:
        """Give the most pressing danger, if the rules know it."""
        return next(iter(self.dangers), None)


CLEAR: Final = Assessment(Tier.NONE)


def assess(heard: Sequence[str], locale: str, rules: Rules) -> Assessment:
    """Weigh the last messages, newest last; only what the newest one says or completes counts.

    Every language is tried, the client's own first: people switch when it gets hard. A text longer
    than Telegram has them is weighed in pieces, and counts as its worst.
    """
    *before, newest = (*(one[-TAIL:] for one in heard[-WINDOW:-1]), *(heard[-1:] or [""]))
    if len(newest) > LONGEST:
        pieces = (newest[at : at + LONGEST] for at in range(0, len(newest), LONGEST - OVERLAP))
        return max((assess([piece], locale, rules) for piece in pieces), key=_badness)
    own_first = sorted(rules.languages, key=lambda name: name != locale)
    found: list[tuple[Hit, Tier]] = []
    known: list[bool] = []
    for lexicon in map(rules.languages.__getitem__, own_first):
        said = words(newest, lexicon.spelling)
        whole = words(" ".join([*before, newest]), lexicon.spelling) if before else said
        text = Heard(whole, max(0, len(whole) - len(said)), lexicon.stems)
        found += excused(list(hits(text, lexicon)), text, lexicon)
        known.append(_knows(said, lexicon))
    if not any(known):
        found = [(hit, Tier.SOFT) for hit, _ in found]
    found.sort(key=lambda one: (-one[1].weight, _PRESSING.index(one[0].rule.danger)))
    by_rules = Assessment(
        tier=found[0][1] if found else Tier.NONE,
        dangers=tuple(dict.fromkeys(hit.rule.danger for hit, _ in found)),
        rules=tuple(dict.fromkeys(hit.rule.id for hit, _ in found)),
    )
    return by_rules if rules.meaning is None else _meant(newest, locale, rules.meaning, by_rules)


def _badness(found: Assessment) -> int:
    return found.tier.weight


def _meant(text: str, locale: str, meaning: Meaning, found: Assessment) -> Assessment:
    """Let the meaning raise what the rules found; it never lowers it."""
    score = meaning.score(text, locale)
    raised = Tier.SOFT if score >= meaning.soft else Tier.NONE
    if meaning.urgent is not None and score >= meaning.urgent:
        raised = Tier.URGENT
    tier = max(found.tier, raised, key=lambda one: one.weight)
    return Assessment(tier, found.dangers, found.rules, score)


def _knows(said: Sequence[str], lexicon: Lexicon) -> bool:
    """Say whether this may be in a language, as far as its words tell."""
    letters = [word for word in said if word != END]
    known = sum(word in lexicon.spelling.known or word.isdecimal() for word in letters)
    return len(letters) < _TELLING or known >= _KNOWN * len(letters)
