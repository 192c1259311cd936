"""What a counselor's dialogs about themselves know: who they are, and what there is to choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.counsel.draft import Draft
    from bot.interview.phrases import Phrases
    from bot.people import Counselor


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a key is pressed or words are typed."""

    counselor: Counselor
    now: datetime
    """Aware, UTC."""
    phrases: Phrases
    regions: Mapping[str, str]
    """Parts of the world: id → label in the counselor's language."""
    zones: Mapping[str, Mapping[str, str]]
    """Region → zone's id → label."""
    towns: Callable[[str], Sequence[str]]
    """Gives the IANA zones of towns of a name, likeliest first."""


@dataclass(frozen=True, slots=True)
class Keep:
    """A deed: keep these fields of the counselor; the dialog goes on, or is over."""

    fields: Mapping[str, Any]
    draft: Draft | None
    """How it goes on; None: it is over."""
