"""What a check-in is: steps with ids, and words beside them, frozen and versioned.

A script holds structure only; every word stands in `Script.words[locale]` under a line id:
`<step>.say.<n>`, `<step>.ask`, `<step>.choice.<option>`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

END: Final = "end"
"""The name of no step: where a check-in is over."""
SKIP: Final = "skip"
"""The answer of somebody who passes; usable as a key of `next`."""
STOP: Final = "stop"
"""The button that ends a check-in early."""
WORDS: Final = "words"
"""The reader that takes what is written as it is."""


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
    CUE = "cue"
    """When an if-then plan begins: "if …"."""
    PLAN = "plan"
    """What the client then does; with its cue (and obstacle) of the same conversation, the plan."""
    SIGN = "sign"
    """How they would know that it goes well: a part of a change plan."""


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
    CHANGED = "changed"
    """They no longer hold as they were put; asked again, the client puts them anew."""
    REACHED = "reached"
    """A goal that is reached: kept, and mirrored no more."""
    RESTS = "rests"
    """A goal that rests until the client takes it up again."""
    WORKING = "working"
    """A goal that is being worked on (again)."""
    HIDE = "hide"
    """Kept, out of sight: not mirrored, not listed, not shared."""
    HELPED = "helped"
    """An if-then plan that was tried and helped."""
    PARTLY = "partly"
    """One that was tried and helped a little, or not."""
    NO_OCCASION = "no occasion"
    """One whose moment did not come."""
    FORGOT = "forgot"
    """One that was not thought of in its moment."""


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


class Readiness(StrEnum):
    """Where the client says they are with a goal, in the order of `Choose.measures`."""

    NOT_THINKING = "not-thinking"
    TWO_MINDS = "two-minds"
    GETTING_READY = "getting-ready"
    DOING_IT = "doing-it"
    KEEPING_GOING = "keeping-going"


@dataclass(frozen=True, slots=True)
class Gate:
    """When a check-in is offered: readiness gates evocation (CONTENT.md, rules 6 and 8)."""

    at: frozenset[Readiness] = frozenset()
    """Offered where the client is at one of these (or `importance` says so); empty: anywhere."""
    importance: int | None = None
    """Or where the newest importance is at most this."""
    never: frozenset[Readiness] = frozenset()
    """Not offered at these, whatever else holds."""
    rests: timedelta | None = None
    """At most once within this time."""
    needs: Kind | None = None
    """Only when words of this kind may be mirrored now."""
    after_slip: bool = True
    """False: not within seven days of a slip."""


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
    on_goal: bool = False
    """It is about one goal of the client's: what it keeps and measures belongs to that goal."""
    on_demand: bool = False
    """Only ever begun by the client, and its lines may repeat (an urge, a slip)."""
    gate: Gate = field(default_factory=Gate)
    """When it is offered at all."""
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Line id → the slots its text holds, in any language."""
    heard: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Question → what somebody may type at it, as `hearing.plain` has it → the option meant."""
    source: Mapping[str, str] = field(default_factory=dict)
    """The files as written: locale → TOML text; what the store keeps."""
