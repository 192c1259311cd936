"""The phrases that mean danger, one TOML file a language, and their reader."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.safety.assess import Danger, Phrase, Rules, Tier
from bot.safety.normal import normal

if TYPE_CHECKING:
    from collections.abc import Mapping


def parse(text: str) -> Rules:
    """Read a language's file.

    Raises:
        ValueError: it is not TOML, or names a tier or danger that there is not.

    """
    values = tomllib.loads(text)
    phrases = (
        Phrase(Tier(tier), Danger(danger), normal(words))
        for tier in (Tier.URGENT, Tier.SOFT)
        for danger, listed in values.get(tier, {}).items()
        for words in listed
    )
    negations, between = (
        frozenset(map(normal, values.get(key, ()))) for key in ("negations", "between")
    )
    return Rules(tuple(phrases), negations, between)


@cache
def packaged() -> Mapping[str, Rules]:
    """Give the rules that come with Stillwater, by locale."""
    found = (entry for entry in files(__name__).iterdir() if entry.name.endswith(".toml"))
    return {e.name.removesuffix(".toml"): parse(e.read_text(encoding="utf-8")) for e in found}
