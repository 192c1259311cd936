"""The files of people to call, read, with every problem in them at once."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bot.safety.resources import ANYWHERE, SOURCE, Country, Directory, Way

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NUMBER: Final = re.compile(r"\+?[0-9]+(?: [0-9]+)*")
_KEYS: Final = frozenset(
    {"names", "verified", "source", "review_by", "call", "text", "url", "emergency"}
)


def read(texts: Mapping[str, str]) -> tuple[Directory, tuple[str, ...]]:
    """Read the files (country → TOML text); give the directory and what is wrong, a sentence each.

    A way that is wrong is left out, so that what is right can still be shown.
    """
    problems: list[str] = []
    countries = {}
    for id_, text in sorted(texts.items()):
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{id_}: this is not TOML: {error}")
            continue
        country = _country(id_, values, problems)
        needed = {way.emergency for way in country.ways}
        if needed != {True, False}:
            problems.append(f"{id_}: it needs somebody who comes and somebody who listens")
            continue
        countries[id_] = country
    if ANYWHERE not in countries:
        problems.append(f"{ANYWHERE}: those without a country of their own have nobody to call")
    return Directory(countries), tuple(problems)


@cache
def packaged() -> Directory:
    """Give the people to call that come with Stillwater; a test sees that nothing is wrong."""
    found = (
        e for e in (files("bot") / "safety" / "resources").iterdir() if e.name.endswith(".toml")
    )
    texts = {e.name.removesuffix(".toml"): e.read_text(encoding="utf-8") for e in found}
    return read(texts)[0]


def _country(id_: str, values: Mapping[str, object], problems: list[str]) -> Country:
    zones, ways = values.get("zones", []), values.get("ways", {})
    if not isinstance(zones, list) or not isinstance(ways, dict):
        problems.append(f"{id_}: zones is a list, and ways is a table of tables")
        return Country(id_, (), ())
    good = []
    for name, way in ways.items():
        wrong = list(_wrong(way))
        problems += [f"{id_}.{name}: {what}" for what in wrong]
        if not wrong:
            good.append(Way(id=name, **way))
    # Whoever comes stands first: in danger nobody reads a list.
    good.sort(key=lambda way: not way.emergency)
    return Country(id_, tuple(map(str, zones)), tuple(good))


def _wrong(way: object) -> Iterator[str]:
    if not isinstance(way, dict):
        yield "this is not a table"
        return
    if extra := sorted(way.keys() - _KEYS):
        yield f"nobody asks for {', '.join(extra)}"
    names = way.get("names")
    if not isinstance(names, dict) or not names.get(SOURCE) or not all(map(_said, names.values())):
        yield "names needs at least an English name"
    for key in ("call", "text"):
        number = way.get(key)
        if number is not None and not (isinstance(number, str) and _NUMBER.fullmatch(number)):
            yield f"{key} is no number in quotation marks, as it is dialled"
    for key in ("url", "source"):
        link = way.get(key)
        if not (link is None and key == "url") and not str(link).startswith("https://"):
            yield f"{key} is no https:// address"
    yield from _dates(way.get("verified"), way.get("review_by"))
    emergency = way.get("emergency", False)
    if not isinstance(emergency, bool):
        yield "emergency is true or false"
    elif not emergency and not any(way.get(key) for key in ("call", "text", "url")):
        yield "it needs call, text or url"


def _dates(verified: object, review_by: object) -> Iterator[str]:
    # A TOML date with a time is a date to isinstance, and not a day.
    if type(verified) is not date or type(review_by) is not date:
        yield "verified and review_by are days, as 2026-01-31"
    elif review_by <= verified:
        yield "review_by is not after verified"


def _said(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip())
