"""How the words of one language are written on phones, and what they are heard as."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Spelling:
    """The spellings of one language."""

    common: frozenset[str] = frozenset()
    """Words of everyday, by which the language is known."""


PLAIN: Final = Spelling()
"""No language's: letters only are made alike."""


@cache
def packaged() -> Mapping[str, Spelling]:
    """Give the spellings that come with Stillwater, by locale."""
    found = (e for e in files(__name__).iterdir() if e.name.endswith(".toml"))
    return {e.name.removesuffix(".toml"): _read(e.read_text(encoding="utf-8")) for e in found}


def _read(text: str) -> Spelling:
    values = tomllib.loads(text)
    return Spelling(common=frozenset(values["common"].split()))
