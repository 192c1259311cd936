"""Key words heard through one slip: a letter too many, too few, wrong, or two changed about.

A slip leaves a word in common with the right one once a letter is taken out of either, so looking
a word up takes no more steps than it has letters.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORTEST: Final = 6
"""Letters; in shorter words one slip away is another word."""
LONGEST: Final = 24
_END: Final = SHORTEST // 2
"""Letters of a word's beginning, or of its end, that are looked at first."""


class Near:
    """Finds the key word that a word was meant to be."""

    __slots__ = ("_heads", "_keys", "_tails")

    def __init__(self, keys: Iterable[str] = ()) -> None:
        """Take the key words; short ones are left out."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(keys):
            if len(key) >= SHORTEST:
                for left in (key, *_shorter(key)):
                    found[left].append(key)
        self._keys = dict(found)
        # One slip leaves either end of a key as it is, but for a change about in the very middle.
        own = {key for keys in found.values() for key in keys}
        self._heads = {key[:_END] for key in own}
        self._heads |= {key[: _END - 1] + key[_END] for key in own if len(key) == SHORTEST}
        self._tails = {key[0] + key[-_END:] for key in own}

    def __call__(self, word: str) -> str | None:
        """Give the key word that is one slip away and begins alike, or None."""
        if not SHORTEST - 1 <= len(word) <= LONGEST:
            return None
        if word[:_END] not in self._heads and word[0] + word[-_END:] not in self._tails:
            return None
        for left in (word, *_shorter(word)):
            for key in self._keys.get(left, ()):
                if key[0] == word[0] and _one_slip(word, key):
                    return key
        return None


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _one_slip(word: str, key: str) -> bool:
    """Say whether these are one slip apart; they share what is left without a letter."""
    if len(word) != len(key):
        return True
    differ = [at for at in range(len(word)) if word[at] != key[at]]
    if len(differ) <= 1:
        return True
    first, second = differ[0], differ[-1]
    return second == first + 1 and word[first] == key[second] and word[second] == key[first]
