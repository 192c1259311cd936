"""What is listened for, in each language: a folder of rules a language, and their reader."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import kept
from bot.safety import spelling
from bot.safety.lexicon.reader import read
from bot.safety.pattern import Maybe, Row, Word
from bot.safety.rule import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.safety.rule import Lexicon

Texts = dict[str, dict[str, str]]
CODE: Final = Path(__file__).parents[1]
"""The room whose code makes what is kept."""


@cache
def packaged() -> Mapping[str, Lexicon]:
    """Give what comes with Stillwater, by locale; a test sees that nothing is wrong in it."""
    texts, spellings = _texts(), spelling.texts()
    spelt = {"spelling": spellings}
    said = (
        part
        for folder, names in (*texts.items(), *spelt.items())
        for name, text in names.items()
        for part in (folder, name, text)
    )
    key = kept.key(said, CODE)
    return kept.once(lambda: _lexicons(texts, spellings), key, kept.beside(__file__), Made())


class Made:
    """Has small records made as they were at first, in half the time; and equal sets only once."""

    def __init__(self) -> None:
        self._sets: dict[Any, Any] = {}

    def __call__(self, what: object) -> Any:  # noqa: ANN401 - as pickle has it
        """Give a record's class and what that is given; leave all else to pickle."""
        if isinstance(what, Word | Maybe | Row | Pattern):
            parts = (getattr(what, field.name) for field in fields(what))
            return type(what), tuple(self._shared(part) for part in parts)
        return kept.as_pickle_does(what)

    def _shared(self, part: object) -> object:
        return self._sets.setdefault(part, part) if isinstance(part, frozenset) else part


@cache
def problems() -> tuple[str, ...]:
    """Give everything that is wrong in the files that come with Stillwater, a sentence each."""
    with kept.undisturbed():
        found = _read(_texts(), spelling.texts())
    return tuple(what for _, wrong in found.values() for what in wrong)


def _texts() -> Texts:
    """Give the files, by locale and name."""
    return {
        folder.name: {
            file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
            for file in sorted(folder.iterdir(), key=lambda one: one.name)
            if file.name.endswith(".toml")
        }
        for folder in sorted(files(__name__).iterdir(), key=lambda one: one.name)
        if folder.is_dir() and not folder.name.startswith("_")
    }


def _lexicons(texts: Texts, spellings: Mapping[str, str]) -> Mapping[str, Lexicon]:
    return {locale: lexicon for locale, (lexicon, _) in _read(texts, spellings).items()}


def _read(
    texts: Texts, spellings: Mapping[str, str]
) -> Mapping[str, tuple[Lexicon, tuple[str, ...]]]:
    return {
        locale: read(
            locale,
            texts[locale],
            spelling.parse(spellings[locale]) if locale in spellings else spelling.PLAIN,
        )
        for locale in texts
    }
