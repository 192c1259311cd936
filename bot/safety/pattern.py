"""A pattern: words in order, with choices, words that may be missing, and gaps.

Each part is given the places where it may begin and gives those where it may have ended, all at
once (`heard`): the cost is the number of parts, whatever the text.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.safety.heard import MANY, NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.safety.heard import Heard

    Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of several; `overdos*` stands for any that begins so."""

    any: frozenset[str]

    def after(self, here: int, heard: Heard, gaps: int) -> int:  # noqa: ARG002 - as every part's
        """Give where it may have ended, of where it may begin."""
        return (here & heard.classes[self.any]) << 1

    def anchor(self, weigh: Weigh) -> frozenset[str] | None:  # noqa: ARG002 - as every part's
        """Give words one of which must be there; None if none must."""
        return self.any

    @property
    def first(self) -> frozenset[str] | None:
        """Give the words that it begins with; None if it may begin with any, or be missing."""
        return self.any

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        first = min(self.any)
        return ({NUMBER: "3", MANY: "30"}.get(first, first.removesuffix("*")),)


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Up to so many words of any kind, within a sentence."""

    most: int
    first: None = None

    def after(self, here: int, heard: Heard, gaps: int) -> int:
        """Give where it may have ended, of where it may begin."""
        heard.steps += self.most
        for _ in range(self.most):
            here |= (here & gaps) << 1
        return here

    def anchor(self, weigh: Weigh) -> None:
        """Nothing must be there."""

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        return ()


@dataclass(frozen=True, slots=True, eq=False)
class Maybe:
    """A part that may be missing."""

    part: Part
    first: None = None

    def after(self, here: int, heard: Heard, gaps: int) -> int:
        """Give where it may have ended, of where it may begin."""
        return here | self.part.after(here, heard, gaps)

    def anchor(self, weigh: Weigh) -> None:
        """Nothing must be there."""

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        return ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Choice:
    """One of several parts; of many, only those are tried whose first word is there."""

    parts: tuple[Part, ...]
    first: frozenset[str] | None = field(init=False)
    heads: frozenset[str] = field(init=False)
    """Words with which some of its parts begin."""
    begun: Mapping[str, tuple[Part, ...]] = field(init=False)
    """Such a word → the parts that begin with it."""
    others: tuple[Part, ...] = field(init=False)

    def __post_init__(self) -> None:
        begun: defaultdict[str, list[Part]] = defaultdict(list)
        for part in self.parts:
            for word in part.first or ():
                begun[word].append(part)
        others = tuple(part for part in self.parts if part.first is None)
        object.__setattr__(self, "begun", {word: tuple(parts) for word, parts in begun.items()})
        object.__setattr__(self, "heads", frozenset(begun))
        object.__setattr__(self, "others", others)
        object.__setattr__(self, "first", None if others else self.heads)

    def after(self, here: int, heard: Heard, gaps: int) -> int:
        """Give where it may have ended, of where it may begin."""
        ended = 0
        for part in heard.live(self):
            ended |= part.after(here, heard, gaps)
        return ended

    def anchor(self, weigh: Weigh) -> frozenset[str] | None:
        """Give words one of which must be there; None if none must."""
        needed = [part.anchor(weigh) for part in self.parts]
        known = [words for words in needed if words is not None]
        return frozenset().union(*known) if len(known) == len(needed) else None

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        return self.parts[0].sample()


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Parts one after the other."""

    parts: tuple[Part, ...]

    @property
    def first(self) -> frozenset[str] | None:
        """Give the words that it begins with; None if it may begin with any, or be missing."""
        return self.parts[0].first if self.parts else None

    def after(self, here: int, heard: Heard, gaps: int) -> int:
        """Give where it may have ended, of where it may begin."""
        heard.steps += len(self.parts)
        for part in self.parts:
            here = part.after(here, heard, gaps)
            if not here:
                return 0
        return here

    def anchor(self, weigh: Weigh) -> frozenset[str] | None:
        """Give words one of which must be there, the rarest such; None if none must."""
        needed = [words for part in self.parts if (words := part.anchor(weigh)) is not None]
        return min(needed, key=lambda words: sum(map(weigh, words)), default=None)

    def sample(self) -> tuple[str, ...]:
        """Give words that it matches."""
        return tuple(word for part in self.parts for word in part.sample())


Part = Word | Gap | Maybe | Choice | Row


def vocabulary(parts: Iterable[Part]) -> frozenset[str]:
    """Give every word that stands in these, each part looked into once."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting = list(parts)
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        match part:
            case Word(any=words):
                found |= words
            case Maybe(part=inner):
                waiting.append(inner)
            case Choice(parts=inner_parts) | Row(parts=inner_parts):
                waiting.extend(inner_parts)
            case Gap():
                pass
    return frozenset(found)
