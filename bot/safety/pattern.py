"""A pattern: words in order, with choices, words that may be missing, and gaps.

Each part is given the places where it may begin and gives those where it may have ended, all at
once (`heard`): the cost is the number of parts, whatever the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.safety.heard import MANY, NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.safety.heard import Heard

    Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of several; `overdos*` stands for any that begins so."""

    any: frozenset[str]

    def after(self, here: int, heard: Heard, gaps: int) -> int:  # noqa: ARG002 - as every part's
        """Give where it may have ended, of where it may begin."""
        return (here & heard.of(self.any)) << 1

    def anchor(self, weigh: Weigh) -> frozenset[str] | None:  # noqa: ARG002 - as every part's
        """Give words one of which must be there; None if none must."""
        return self.any

    def words(self) -> Iterator[str]:
        """Give every word that stands in it."""
        yield from self.any

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        first = min(self.any)
        return ({NUMBER: "3", MANY: "30"}.get(first, first.removesuffix("*")),)


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many words of any kind, within a sentence."""

    most: int

    def after(self, here: int, heard: Heard, gaps: int) -> int:
        """Give where it may have ended, of where it may begin."""
        heard.steps += self.most
        for _ in range(self.most):
            here |= (here & gaps) << 1
        return here

    def anchor(self, weigh: Weigh) -> None:
        """Nothing must be there."""

    def words(self) -> Iterator[str]:
        """Give every word that stands in it."""
        yield from ()

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        return ()


@dataclass(frozen=True, slots=True)
class Maybe:
    """A part that may be missing."""

    part: Part

    def after(self, here: int, heard: Heard, gaps: int) -> int:
        """Give where it may have ended, of where it may begin."""
        return here | self.part.after(here, heard, gaps)

    def anchor(self, weigh: Weigh) -> None:
        """Nothing must be there."""

    def words(self) -> Iterator[str]:
        """Give every word that stands in it."""
        yield from self.part.words()

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        return ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several parts."""

    parts: tuple[Part, ...]

    def after(self, here: int, heard: Heard, gaps: int) -> int:
        """Give where it may have ended, of where it may begin."""
        ended = 0
        for part in self.parts:
            ended |= part.after(here, heard, gaps)
        return ended

    def anchor(self, weigh: Weigh) -> frozenset[str] | None:
        """Give words one of which must be there; None if none must."""
        needed = [part.anchor(weigh) for part in self.parts]
        known = [words for words in needed if words is not None]
        return frozenset().union(*known) if len(known) == len(needed) else None

    def words(self) -> Iterator[str]:
        """Give every word that stands in it."""
        yield from (word for part in self.parts for word in part.words())

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        return self.parts[0].sample()


@dataclass(frozen=True, slots=True)
class Row:
    """Parts one after the other."""

    parts: tuple[Part, ...]

    def after(self, here: int, heard: Heard, gaps: int) -> int:
        """Give where it may have ended, of where it may begin."""
        for part in self.parts:
            if not here:
                return 0
            here = part.after(here, heard, gaps)
        return here

    def anchor(self, weigh: Weigh) -> frozenset[str] | None:
        """Give words one of which must be there, the rarest such; None if none must."""
        needed = [words for part in self.parts if (words := part.anchor(weigh)) is not None]
        return min(needed, key=lambda words: sum(map(weigh, words)), default=None)

    def words(self) -> Iterator[str]:
        """Give every word that stands in it."""
        yield from (word for part in self.parts for word in part.words())

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        return tuple(word for part in self.parts for word in part.sample())


Part = Word | Gap | Maybe | Choice | Row
