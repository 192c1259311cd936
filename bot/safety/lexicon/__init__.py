"""What is listened for, in each language: a folder of rules a language, and their reader."""

from __future__ import annotations

import gc
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.safety import spelling
from bot.safety.lexicon.reader import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.safety.rule import Lexicon


def packaged() -> Mapping[str, Lexicon]:
    """Give what comes with Stillwater, by locale; a test sees that nothing is wrong in it."""
    return {locale: lexicon for locale, (lexicon, _) in _read().items()}


def problems() -> tuple[str, ...]:
    """Give everything that is wrong in the files that come with Stillwater, a sentence each."""
    return tuple(what for _, wrong in _read().values() for what in wrong)


@cache
def _read() -> Mapping[str, tuple[Lexicon, tuple[str, ...]]]:
    spellings = spelling.packaged()
    # All that is made here stays: a collector that looks through it again and again finds nothing.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _all(spellings)
    finally:
        if collects:
            gc.enable()


def _all(
    spellings: Mapping[str, spelling.Spelling],
) -> Mapping[str, tuple[Lexicon, tuple[str, ...]]]:
    return {
        folder.name: read(
            folder.name,
            {
                file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
                for file in folder.iterdir()
                if file.name.endswith(".toml")
            },
            spellings.get(folder.name, spelling.PLAIN),
        )
        for folder in sorted(files(__name__).iterdir(), key=lambda one: one.name)
        if folder.is_dir() and not folder.name.startswith("_")
    }
