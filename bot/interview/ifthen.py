"""If-then plans: what the client does when, put together from the words they are kept as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.interview.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.interview.words import KeptWords

PARTS: Final = frozenset({Kind.CUE, Kind.OBSTACLE})
"""Kinds that are part of an if-then plan where one was made in the same conversation."""


@dataclass(frozen=True, slots=True)
class IfThen:
    """A plan: if the cue, then this; its state (held, still, shown_at) is that of `plan`."""

    plan: KeptWords
    cue: KeptWords | None = None
    obstacle: KeptWords | None = None


def plans(words: Iterable[KeptWords]) -> tuple[IfThen, ...]:
    """Put each plan's words beside the newest cue and obstacle of the same conversation."""
    every = tuple(words)
    parts = sorted((one for one in every if one.kind in PARTS), key=lambda one: (one.at, one.id))
    beside = {(one.conversation, one.kind): one for one in parts}
    return tuple(
        IfThen(
            plan,
            cue=beside.get((plan.conversation, Kind.CUE)),
            obstacle=beside.get((plan.conversation, Kind.OBSTACLE)),
        )
        for plan in every
        if plan.kind is Kind.PLAN
    )
