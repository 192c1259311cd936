"""What is listened for, in each language: a folder of rules a language, and their reader."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.safety import spelling
from bot.safety.lexicon import kept
from bot.safety.lexicon.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.safety.rule import Lexicon

Texts = dict[str, dict[str, str]]


@cache
def packaged() -> Mapping[str, Lexicon]:
    """Give what comes with Stillwater, by locale; a test sees that nothing is wrong in it."""
    texts, spellings = _texts(), spelling.texts()
    spelt = {"spelling": spellings}
    key = kept.key(
        part
        for folder, names in (*texts.items(), *spelt.items())
        for name, text in names.items()
        for part in (folder, name, text)
    )
    with _undisturbed():
        found: Mapping[str, Lexicon] | None = kept.find(key) if key else None
        if found is None:
            found = {locale: lexicon for locale, (lexicon, _) in _read(texts, spellings).items()}
            if key:
                kept.keep(key, found)
    return found


@cache
def problems() -> tuple[str, ...]:
    """Give everything that is wrong in the files that come with Stillwater, a sentence each."""
    with _undisturbed():
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


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector off: all that is made here stays, and it would look through it in vain.

    Half a million small things, in every full collection: each would hold up whoever writes.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()
