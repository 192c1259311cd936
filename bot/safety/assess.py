"""What a client wrote, weighed: whether it sounds as if somebody is in danger now.

It only ever points to people; it diagnoses nothing. A list of plain, unmistakable phrases: a first
seam, for which a miss must be expected. Help is one tap away whatever it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.safety.normal import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Tier(StrEnum):
    """How soon help is shown."""

    URGENT = "urgent"
    """At once, before anything else."""
    SOFT = "soft"
    """Help is pointed to, and the mirror holds for a while."""
    NONE = "none"


class Danger(StrEnum):
    """Which danger it sounds like."""

    SELF_HARM = "self-harm"
    OVERDOSE = "overdose"
    WITHDRAWAL = "withdrawal"
    """A seizure or delirium after stopping."""
    VIOLENCE = "violence"
    """Toward the client or from them."""
    CHILD = "child"
    MEDICAL = "medical"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that mean danger wherever they stand."""

    tier: Tier
    danger: Danger
    words: str
    """In normal form."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The phrases of one language."""

    phrases: tuple[Phrase, ...] = ()
    negations: frozenset[str] = frozenset()
    """Words that, before a phrase, make an urgent one soft: a no is not clearance."""
    between: frozenset[str] = frozenset()
    """Words that may stand between a negation and what it negates."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What it sounds like."""

    tier: Tier
    danger: Danger | None = None


CLEAR: Final = Assessment(Tier.NONE)
_DENIABLE: Final = frozenset({Danger.SELF_HARM, Danger.VIOLENCE})
"""Where a negation softens: "no, she can't breathe" is no denial."""


def assess(heard: Sequence[str], locale: str, rules: Mapping[str, Rules]) -> Assessment:
    """Weigh the last messages, newest last; only what the newest one says or completes counts.

    Every language is tried, the client's own first: people switch when it gets hard.
    """
    earlier, whole = normal(" ".join(heard[:-1])), normal(" ".join(heard))
    found = [
        assessment
        for language in sorted(rules, key=lambda name: name != locale)
        for assessment in _found(whole, len(earlier), rules[language])
    ]
    urgent = (a for a in found if a.tier is Tier.URGENT)
    return next(urgent, found[0] if found else CLEAR)


def _found(text: str, earlier: int, rules: Rules) -> Iterator[Assessment]:
    padded = f" {text} "
    for phrase in rules.phrases:
        # One that ends within the earlier messages was weighed when they came.
        at = padded.find(f" {phrase.words} ", max(0, earlier - len(phrase.words) + 1))
        while at >= 0:
            denied = phrase.danger in _DENIABLE and _negated(padded[:at].split(), rules)
            yield Assessment(Tier.SOFT if denied else phrase.tier, phrase.danger)
            at = padded.find(f" {phrase.words} ", at + 1)


def _negated(before: list[str], rules: Rules) -> bool:
    last = next((word for word in reversed(before) if word not in rules.between), "")
    return last in rules.negations
