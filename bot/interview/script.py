"""What a check-in is: steps with ids, and words beside them, frozen and versioned.

A script holds structure only; every word stands in `Script.words[locale]` under a line id:
`<step>.say.<n>`, `<step>.ask`, `<step>.choice.<option>`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

END: Final = "end"
"""The name of no step: where a check-in is over."""
SKIP: Final = "skip"
"""The answer of somebody who passes; usable as a key of `next`."""
STOP: Final = "stop"
"""The button that ends a check-in early."""


class Kind(StrEnum):
    """What kept words are, as the step that asked knows it."""

    GOAL = "goal"
    REASON = "reason"
    VALUE = "value"
    STRENGTH = "strength"
    SUPPORT = "support"
    STEP = "step"
    OBSTACLE = "obstacle"
    TAKEAWAY = "takeaway"
    AGENDA = "agenda"
    NOTE = "note"


class Skill(StrEnum):
    """The motivational-interviewing skill a line shows, for the fidelity count (MITI 4 terms)."""

    OPEN = "open question"
    CLOSED = "closed question"
    SIMPLE = "simple reflection"
    COMPLEX = "complex reflection"
    AFFIRMATION = "affirmation"
    SUMMARY = "summary"
    AUTONOMY = "autonomy"
    SEEKING = "seeking collaboration"
    INFORMATION = "information with permission"
    STRUCTURE = "structure"


class Effect(StrEnum):
    """What tapping a choice does to words already kept or given."""

    STILL = "still"
    """They still hold."""
    LET_GO = "let go"
    """They come back no more."""
    WORTH = "worth seeing"
    """They may be mirrored later."""
    NOT_MINE = "not mine"
    """Somebody else's idea: kept, never mirrored."""
    FORGET = "forget"
    """They are not kept at all."""


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


@dataclass(frozen=True, slots=True)
class Choose(Said):
    """Asks for one of its options."""

    choices: tuple[str, ...] = ()
    acts: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)
    sets: str | None = None
    """The setting or profile word that the chosen option's id becomes."""
    typed: str | None = None
    """A reader (`zone`, `time`, `risky`) of words that match no option: what it reads answers."""


@dataclass(frozen=True, slots=True)
class Pick(Said):
    """Asks for several of many, shown page by page."""

    choices: tuple[str, ...] = ()
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


Step = Say | Ruler | Choose | Pick | Listen | Pause | Fork
Question = Ruler | Choose | Pick | Listen


@dataclass(frozen=True, slots=True)
class Script:
    """One version of one check-in, with its words in every language it has."""

    name: str
    version: str
    """Hash of source and translations."""
    first: str
    steps: Mapping[str, Step]
    words: Mapping[str, Mapping[str, str]]
    """Locale → line id → text with `{slots}`; `title` and `about` are line ids too."""
    listed: bool = True
    """Whether it stands in the client's own list of check-ins."""
    exempt: bool = False
    """Consent and the like: longer than a check-in's lines may be, and without skip."""
    given: tuple[str, ...] = ()
    """Names of the words it begins with: whoever begins it gives them."""
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Line id → the slots its text holds, in any language."""
    heard: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Question → what somebody may type at it, as `hearing.plain` has it → the option meant."""
    source: Mapping[str, str] = field(default_factory=dict)
    """The files as written: locale → TOML text; what the store keeps."""
