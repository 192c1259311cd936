"""What a client wrote, weighed: whether it sounds as if somebody is in danger now.

It only ever points to people; it diagnoses nothing, and it misses things: help is one tap away
whatever it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol

from bot.safety.danger import Danger, Tier
from bot.safety.excuses import excused
from bot.safety.finding import Hit, hits
from bot.safety.heard import END, Heard
from bot.safety.normal import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.safety.rule import Lexicon

__all__ = ["CLEAR", "Assessment", "Danger", "Meaning", "Rules", "Tier", "assess"]

WINDOW: Final = 3
"""How many messages are weighed together: plans are spread over turns."""
_TELLING: Final = 5
"""A text of fewer words is of any language."""
_KNOWN: Final = 0.3
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

    languages: Mapping[str, Lexicon]
    """Locale → what is listened for in it."""
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

    Every language is tried, the client's own first: people switch when it gets hard.
    """
    window = heard[-WINDOW:]
    if not window:
        return CLEAR
    own_first = sorted(rules.languages, key=lambda name: name != locale)
    found = list(chain.from_iterable(_found(window, rules.languages[name]) for name in own_first))
    if _foreign(window[-1], rules.languages):
        found = [(hit, Tier.SOFT) for hit, _ in found]
    found.sort(key=lambda one: (-one[1].weight, _PRESSING.index(one[0].rule.danger)))
    by_rules = Assessment(
        tier=found[0][1] if found else Tier.NONE,
        dangers=tuple(dict.fromkeys(hit.rule.danger for hit, _ in found)),
        rules=tuple(dict.fromkeys(hit.rule.id for hit, _ in found)),
    )
    return (
        by_rules if rules.meaning is None else _meant(window[-1], locale, rules.meaning, by_rules)
    )


def _found(window: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[Hit, Tier]]:
    said = words(" ".join(window), lexicon.spelling)
    newest = said if len(window) == 1 else words(window[-1], lexicon.spelling)
    text = Heard(said, max(0, len(said) - len(newest)), lexicon.stems)
    yield from excused(list(hits(text, lexicon)), text, lexicon)


def _meant(text: str, locale: str, meaning: Meaning, found: Assessment) -> Assessment:
    """Let the meaning raise what the rules found; it never lowers it."""
    score = meaning.score(text, locale)
    raised = Tier.SOFT if score >= meaning.soft else Tier.NONE
    if meaning.urgent is not None and score >= meaning.urgent:
        raised = Tier.URGENT
    tier = max(found.tier, raised, key=lambda one: one.weight)
    return Assessment(tier, found.dangers, found.rules, score)


def _foreign(text: str, languages: Mapping[str, Lexicon]) -> bool:
    """Say whether this is in none of these languages, as far as its words tell."""
    shares = []
    for lexicon in languages.values():
        said = [word for word in words(text, lexicon.spelling) if word != END]
        if len(said) < _TELLING or not lexicon.spelling.common:
            return False
        shares.append(sum(word in lexicon.spelling.common for word in said) / len(said))
    return max(shares, default=1) < _KNOWN
