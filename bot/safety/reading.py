"""The files of people to call, read, with every problem in them at once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.safety import entry, overlay
from bot.safety.resources import ANYWHERE, Country, Directory

if TYPE_CHECKING:
    from collections.abc import Mapping


def read(texts: Mapping[str, str], over: str = "") -> tuple[Directory, tuple[str, ...]]:
    """Read the files (country → TOML text); give the directory and what is wrong, a sentence each.

    A way that is wrong is left out, so that what is right can still be shown. `over` is the
    operator's own file, as `overlay` has it.
    """
    problems: list[str] = []
    raw = {
        id_: values for id_, text in sorted(texts.items()) if (values := _toml(id_, text, problems))
    }
    if own := _toml("resources", over, problems):
        raw, odd = overlay.laid(raw, own)
        problems += odd
    countries = {}
    for id_, values in raw.items():
        country = _country(id_, values, problems)
        if {way.emergency for way in country.ways} != {True, False}:
            problems.append(f"{id_}: it needs somebody who comes and somebody who listens")
            continue
        countries[id_] = country
    if ANYWHERE not in countries:
        problems.append(f"{ANYWHERE}: those without a country of their own have nobody to call")
    return Directory(countries), tuple(problems)


@cache
def texts() -> Mapping[str, str]:
    """Give the files that come with Stillwater, by country."""
    found = (
        e for e in (files("bot") / "safety" / "resources").iterdir() if e.name.endswith(".toml")
    )
    return {e.name.removesuffix(".toml"): e.read_text(encoding="utf-8") for e in found}


@cache
def packaged() -> Directory:
    """Give the people to call that come with Stillwater; a test sees that nothing is wrong."""
    return read(texts())[0]


def _toml(id_: str, text: str, problems: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        toml = isinstance(error, tomllib.TOMLDecodeError)
        problems.append(f"{id_}: this is not TOML{f': {error}' if toml else ' that can be read'}")
        return {}


def _country(id_: str, values: Mapping[str, Any], problems: list[str]) -> Country:
    zones, ways = values.get("zones", []), values.get("ways", {})
    if not isinstance(zones, list) or not isinstance(ways, dict):
        problems.append(f"{id_}: zones is a list, and ways is a table of tables")
        return Country(id_, (), ())
    good = []
    for name, written in ways.items():
        wrong = list(entry.wrong(written)) if isinstance(written, dict) else ["this is not a table"]
        problems += [f"{id_}.{name}: {what}" for what in wrong]
        if not wrong:
            good.append(entry.way(name, written))
    # Whoever comes stands first: in danger nobody reads a list.
    good.sort(key=lambda way: not way.emergency)
    return Country(id_, tuple(map(str, zones)), tuple(good))
