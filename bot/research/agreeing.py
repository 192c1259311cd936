"""Agreeing: what a client lets be taken out for research, as the ledger of consent has it.

Numbers and dates are, under a pseudonym, until they say no; their words only once they say yes.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


NUMBERS: Final = "numbers for research"
WORDS: Final = "words for research"
"""What the ledger calls them."""


class Line(Protocol):
    """A line of the ledger, as far as it is needed here."""

    @property
    def what(self) -> str:
        """What it is about."""
        ...

    @property
    def agreed(self) -> bool:
        """Whether that was agreed to, or withdrawn."""
        ...


class Lets(StrEnum):
    """What is taken out of what a client gave."""

    NOTHING = "nothing"
    NUMBERS = "numbers"
    WORDS = "words"
    """Numbers, and their words."""


def lets(lines: Iterable[Line]) -> Lets:
    """Say what holds after these lines, oldest first."""
    newest = {line.what: line.agreed for line in lines}
    if not newest.get(NUMBERS, True):
        return Lets.NOTHING
    return Lets.WORDS if newest.get(WORDS, False) else Lets.NUMBERS


def changes(now: Lets, wish: Lets) -> list[tuple[str, bool]]:
    """Give what is to be written in the ledger, so that a wish holds: what, and whether agreed."""
    before = {NUMBERS: now is not Lets.NOTHING, WORDS: now is Lets.WORDS}
    after = {NUMBERS: wish is not Lets.NOTHING, WORDS: wish is Lets.WORDS}
    return [(what, agreed) for what, agreed in after.items() if agreed is not before[what]]
