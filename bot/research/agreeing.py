"""Agreeing: under what name the ledger has it that a client's words may be used for research."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.ports import Consent

WORDS: Final = "words for research"


def agreed(lines: Iterable[Consent]) -> bool:
    """Say what holds after these lines, oldest first; without one, their words are left out."""
    return {line.what: line.agreed for line in lines}.get(WORDS, False)
