"""The steps a check-in is made of, and what each answer leads to; every word stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from bot.interview.terms import Effect, Kind, Skill

END: Final = "end"
"""The name of no step: where a check-in is over."""
SKIP: Final = "skip"
"""The answer of somebody who passes; usable as a key of `next`."""
STOP: Final = "stop"
"""The button that ends a check-in early."""
WORDS: Final = "words"
"""The reader that takes what is written as it is."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way on: taken when the answer is `option`, or a number from `low` to `high`."""

    to: str
    option: str | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """Where a step leads: the first case that fits, else `default`."""

    default: str | None = None
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """What one choice does: an effect, or keeping earlier words as a kind."""

    effect: Effect | None = None
    keep_as: Kind | None = None
    of: str | None = None
    """The step whose words are meant; None: the words this step quotes."""


@dataclass(frozen=True, slots=True)
class Said:
    """What every step that speaks has in common."""

    id: str
    next: Next
    skill: Skill
    quote: Kind | None = None
    """Mirror kept words of this kind, with their date, before speaking."""
    otherwise: str | None = None
    """The step to take when there is nothing to mirror."""


@dataclass(frozen=True, slots=True)
class Say(Said):
    """Says one of its variants and goes on; left out if a slot is empty or every variant rests."""

    variants: int = 1


@dataclass(frozen=True, slots=True)
class Ruler(Said):
    """Asks for a whole number on a scale."""

    low: int = 0
    high: int = 10
    measures: str | None = None
    """The rating it keeps: `importance`, `confidence`, `craving`, …"""
    beside: tuple[str, ...] = ()
    """Answers that are no number, on buttons below the scale."""


@dataclass(frozen=True, slots=True)
class Choose(Said):
    """Asks for one of its options."""

    choices: tuple[str, ...] = ()
    acts: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)
    sets: str | None = None
    """The setting or profile word that the chosen option's id becomes."""
    typed: str | None = None
    """A reader (`zone`, `time`, `risky`, …) of words that match no option: what it reads answers.

    `words` takes whatever is written as it is."""
    keeps: Kind | None = None
    """The kind that words taken as they are are kept as; the options are not."""
    measures: str | None = None
    """The rating it keeps: the place of the chosen option among `choices`, from 0."""


@dataclass(frozen=True, slots=True)
class Pick(Said):
    """Asks for several of many, shown page by page."""

    choices: tuple[str, ...] = ()
    among: str | None = None
    """An earlier `Pick`: what was picked there is offered here, with the labels it has there."""
    at_least: int = 0
    at_most: int = 10
    page: int = 12
    keeps: Kind | None = None
    sets: str | None = None


@dataclass(frozen=True, slots=True)
class Listen(Said):
    """Asks an open question and takes the client's own words."""

    keeps: Kind | None = None
    sets: str | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Waits, then goes on."""

    id: str
    next: Next
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Fork:
    """Says nothing; branches on a slot."""

    id: str
    next: Next
    on: str


@dataclass(frozen=True, slots=True)
class Go:
    """Says nothing; this check-in is over, and another begins at once."""

    id: str
    next: Next
    to: str
    """The name of the check-in that begins."""


Question = Ruler | Choose | Pick | Listen
Step = Say | Question | Pause | Fork | Go


def takes_words(step: Step | None) -> TypeGuard[Listen | Choose]:
    """Say whether a step takes whatever is written as it is."""
    return isinstance(step, Listen) or (isinstance(step, Choose) and step.typed == WORDS)
