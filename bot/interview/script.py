"""What a check-in is: steps with ids, and words beside them, frozen and versioned.

A script holds structure only; every word stands in `Script.words[locale]` under a line id:
`<step>.say.<n>`, `<step>.ask`, `<step>.choice.<option>`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from bot.interview.steps import Step
    from bot.interview.terms import Kind, Readiness


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
