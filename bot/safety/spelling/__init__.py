"""How the words of a language are written on phones, and what they are heard as.

Spellings are listed, one file a language; beside them a few key words are heard through any one
letter too many, too few, wrong or changed about (`near`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bot.safety.known import Known
from bot.safety.near import Near

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Spelling:
    """The spellings of one language."""

    common: frozenset[str] = frozenset()
    """Words of everyday, by which the language is known."""
    known: Known = field(default_factory=Known)
    """Words that are themselves, common ones among them."""
    words: Mapping[str, str] = field(default_factory=dict)
    """As it is written → as it is heard."""
    phrases: Mapping[Words, Words] = field(default_factory=dict)
    """Words written apart or together → as they are heard."""
    emoji: Mapping[int, str] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    """What may stand right behind a number."""
    answers: frozenset[str] = frozenset()
    """Words that, before a comma, are a sentence."""
    near: Near = field(default_factory=Near)

    def knowing(self, words: Iterable[str]) -> Spelling:
        """Give these spellings with more words that are themselves."""
        more = self.known.words.union(words) - self.words.keys()
        return replace(self, known=Known(more, self.words))


PLAIN: Final = Spelling()
"""No language's: letters only are made alike."""


def texts() -> Mapping[str, str]:
    """Give the files that come with Stillwater, by locale."""
    found = sorted(files(__name__).iterdir(), key=lambda entry: entry.name)
    return {
        entry.name.removesuffix(".toml"): entry.read_text(encoding="utf-8")
        for entry in found
        if entry.name.endswith(".toml")
    }


@cache
def packaged() -> Mapping[str, Spelling]:
    """Give the spellings that come with Stillwater, by locale."""
    return {locale: parse(text) for locale, text in texts().items()}


def parse(text: str) -> Spelling:
    """Read a language's file.

    Raises:
        ValueError: it is not TOML.
        KeyError: something is missing.

    """
    values = tomllib.loads(text)
    common, keys, apart, known = (
        frozenset(values[key].split()) for key in ("common", "keys", "apart", "known")
    )
    words = {written: heard for heard, many in values["words"].items() for written in many.split()}
    phrases = {
        tuple(written.split()): tuple(heard.split())
        for heard, many in values["phrases"].items()
        for written in many
    }
    return Spelling(
        common=common,
        known=Known((common | keys | apart | known).union(words.values()) - words.keys(), words),
        words=words,
        phrases=phrases,
        emoji={ord(sign): f" {word} " for sign, word in values["emoji"].items()},
        units=frozenset(values["units"].split()),
        answers=frozenset(values["answers"].split()),
        near=Near(keys),
    )
