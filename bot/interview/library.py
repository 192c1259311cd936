"""The library: every check-in that comes with Stillwater, by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from bot import kept
from bot.interview.parse import parse
from bot.interview.phrases import SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.script import Script


@cache
def library() -> Mapping[str, Script]:
    """Give the packaged check-ins, by name in alphabetical order."""
    texts = sources()
    said = (
        part for name in sorted(texts) for pair in texts[name].items() for part in (name, *pair)
    )
    key = kept.key(said, Path(__file__).parent)
    return kept.once(lambda: read(texts), key, kept.beside(__file__))


def read(texts: Mapping[str, Mapping[str, str]]) -> Mapping[str, Script]:
    """Read check-ins from their files: name → locale → TOML text."""
    return {name: parse(name, texts[name]) for name in sorted(texts)}


def sources() -> dict[str, dict[str, str]]:
    """Give the packaged files: name → locale → TOML text."""
    found: dict[str, dict[str, str]] = {}
    for entry in (files("bot") / "checkins").iterdir():
        name, *locale, ending = entry.name.split(".")
        if ending == "toml":
            text = entry.read_text(encoding="utf-8")
            found.setdefault(name, {})[locale[0] if locale else SOURCE] = text
    return found
