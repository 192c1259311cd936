"""Words as the rules hear them: where each stands, as the bits of one whole number.

Bit *i* of a word's number is set if the word stands at place *i*. A pattern then walks all places
at once, a word at a time, and costs the same however often its words come: there is nothing to
go back to, so there is no text that blows it up.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.safety.pattern import Choice, Part
    from bot.safety.rule import Pattern

END: Final = "|"
"""What stands for the end of a sentence."""
NUMBER: Final = "#"
"""What every number is heard as, beside itself."""
MANY: Final = "##"
"""What a number of two digits or more is heard as."""

LONGEST: Final = 24
"""Letters of the longest stem."""


class _Classes(dict[frozenset[str], int]):
    """Where any of some words stands, looked up once for all who ask."""

    def __init__(self, places: Mapping[str, int]) -> None:
        self._places = places
        self._vocabulary = frozenset(places)

    def __missing__(self, words: frozenset[str]) -> int:
        found = 0
        for word in words & self._vocabulary:
            found |= self._places[word]
        self[words] = found
        return found


class Heard:
    """One text in normal form, made ready for the patterns of one language."""

    __slots__ = (
        "_live",
        "classes",
        "gaps",
        "length",
        "met",
        "newest",
        "newest_ends",
        "places",
        "steps",
        "vocabulary",
        "whole",
    )

    def __init__(self, words: Sequence[str], newest: int, stems: Collection[str]) -> None:
        """Take the words, where among them the newest message begins, and stems (`overdos*`)."""
        places: dict[str, int] = {}
        for at, word in enumerate(words):
            places[word] = places.get(word, 0) | 1 << at
        for word in tuple(places):
            for alias in _aliases(word, stems):
                places[alias] = places.get(alias, 0) | places[word]
        self.length = len(words)
        self.places = places
        self.vocabulary = frozenset(places)
        self.whole = (2 << self.length) - 1
        """Every place, and the one after the last."""
        self.newest = self.whole ^ ((1 << newest) - 1)
        """The places of the newest message, and the one after its last word."""
        self.newest_ends = self.newest & (self.newest << 1)
        """The places where something may end that the newest message says or completes."""
        self.gaps = ~places.get(END, 0) & self.whole
        """What a gap may pass over: anything but the end of a sentence."""
        self.steps = 0
        """What was done with these words so far: trying a part of a pattern is a step."""
        self.classes = _Classes(places)
        """Words → the places where any of them stands."""
        self.met: dict[int, list[Pattern]] = {}
        """By the number of a list of patterns: those that are met anywhere."""
        self._live: dict[int, tuple[Part, ...]] = {}

    def live(self, choice: Choice) -> tuple[Part, ...]:
        """Give the parts of a choice whose first word is there, and those of no certain one."""
        found = self._live.get(id(choice))
        if found is None:
            found = choice.others
            if heads := choice.heads & self.vocabulary:
                begun = (choice.begun[head] for head in heads)
                found = tuple({id(part): part for part in chain(found, *begun)}.values())
            self._live[id(choice)] = found
        self.steps += len(found)
        return found


def spread(places: int, by: int, *, back: bool = False) -> int:
    """Give these places and up to so many after them, or before them."""
    done = 0
    while done < by:
        step = min(done or 1, by - done)
        places |= places >> step if back else places << step
        done += step
    return places


def _aliases(word: str, stems: Collection[str]) -> Iterable[str]:
    if word.isdecimal():
        yield NUMBER
        if len(word) > 1:
            yield MANY
    for length in range(2, min(len(word), LONGEST) + 1):
        if (stem := word[:length] + "*") in stems:
            yield stem
