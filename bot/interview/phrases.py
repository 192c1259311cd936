"""The shared words: every phrase that belongs to no single check-in, by language and id.

`bot/words/<locale>.toml` and, beside it, `<part>.<locale>.toml` nest tables; an id is their keys
joined by dots. Every language has exactly the same ids, each with the same `{slots}`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bot.errors import ScriptError
from bot.interview.slots import PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCE: Final = "en"
"""The language everything is written in first."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The shared words in every language there is."""

    words: Mapping[str, Mapping[str, str]]
    """Locale → id → text."""

    def __call__(self, locale: str, id_: str) -> str:
        """Give a phrase; raises LookupError that names an unknown id."""
        try:
            return self.words[self.nearest(locale)][id_]
        except KeyError:
            raise LookupError(f"The shared words have no {id_!r}") from None

    def nearest(self, locale: str | None) -> str:
        """Give the language there is for a wanted one: `es-MX` is `es`, unknown is English."""
        language = (locale or "").partition("-")[0].lower()
        return language if language in self.words else SOURCE

    def has(self, id_: str) -> bool:
        """Whether there is a phrase of that id."""
        return id_ in self.words[SOURCE]


def parse(texts: Mapping[str, str]) -> Phrases:
    """Read the files: by `<locale>` or `<part>.<locale>`, their TOML text.

    Raises:
        ScriptError: with every id that two files of a language have, and every id or slot that
            one language has and another lacks.

    """
    words: dict[str, dict[str, str]] = {}
    problems = []
    for name, text in texts.items():
        known = words.setdefault(name.rpartition(".")[2], {})
        read = dict(_flat(tomllib.loads(text)))
        problems += [f"bot/words: {id_} is in two files" for id_ in sorted(read.keys() & known)]
        known |= read
    problems += [
        f"bot/words: {id_} is not the same in every language"
        for id_ in sorted(set().union(*words.values()))
        if len({_slots(of.get(id_)) for of in words.values()}) > 1
    ]
    if problems:
        raise ScriptError(problems)
    return Phrases(words)


@cache
def packaged() -> Phrases:
    """Give the shared words that come with Stillwater."""
    folder = files("bot") / "words"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return parse({e.name.removesuffix(".toml"): e.read_text(encoding="utf-8") for e in found})


def _flat(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield above + key, value
        elif isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")


def _slots(text: str | None) -> frozenset[str] | None:
    return None if text is None else frozenset(PATTERN.findall(text))
