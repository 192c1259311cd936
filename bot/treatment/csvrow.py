"""A row of an operator's file of clinics: the clinic, or what is wrong with it."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Final

from bot.treatment.clinic import Clinic, Service
from bot.treatment.earth import Point

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NEEDED: Final = ("name", "latitude", "longitude")
TEXTS: Final[Mapping[str, int]] = {
    "name": 200, "street": 200, "city": 80, "region": 40, "postcode": 16, "phone": 40,
    "website": 300,
}  # fmt: skip
"""Columns of text, and how many characters one may have."""
COLUMNS: Final = (*TEXTS, "latitude", "longitude", "services", "languages")
SERVICES: Final[Mapping[str, Service]] = {
    **{service.value: service for service in Service},
    **dict.fromkeys(("sa", "su"), Service.SUBSTANCE_USE),
    "mh": Service.MENTAL_HEALTH,
    **dict.fromkeys(("otp", "bu", "nu", "mu", "mm"), Service.MEDICATION),
}
"""What may stand under `services`: our words, and the codes that US directories use."""
_BETWEEN: Final = re.compile(r"[\s,;|]+")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_DIGIT: Final = re.compile(r"[0-9]")


class BadRow(Exception):  # noqa: N818 - a happening, as its siblings in bot.errors
    """A row that is no clinic; says why."""


def header(cells: Sequence[str]) -> Sequence[str]:
    """Read the names of the columns; raises BadRow that says what is wrong with them."""
    names = [cell.strip().lower() for cell in cells]
    if missing := [name for name in NEEDED if name not in names]:
        raise BadRow(f"the first line names no column {', '.join(missing)}")
    twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    if twice:
        raise BadRow(f"the first line names {', '.join(twice)} twice")
    return names


def clinic(names: Sequence[str], cells: Sequence[str]) -> Clinic:
    """Read one row; columns of other names are left alone. Raises BadRow with every reason."""
    if len(cells) != len(names):
        raise BadRow(f"{len(cells)} cells stand under {len(names)} columns")
    row = {name: " ".join(cell.split()) for name, cell in zip(names, cells, strict=True)}
    if reasons := list(_wrong(row)):
        raise BadRow("; ".join(reasons))
    texts = {name: row.get(name, "") for name in TEXTS}
    return Clinic(
        **texts,
        at=Point(_degrees(row["latitude"], 90), _degrees(row["longitude"], 180)),
        offers=frozenset(SERVICES[one] for one in _listed(row, "services")),
        languages=frozenset(_listed(row, "languages")),
    )


def _wrong(row: Mapping[str, str]) -> Iterator[str]:
    if not row["name"]:
        yield "name is empty"
    for name, most in TEXTS.items():
        if len(row.get(name, "")) > most:
            yield f"{name} is longer than {most} characters"
    phone, website = row.get("phone", ""), row.get("website", "")
    if not phone and not website:
        yield "neither phone nor website says how to reach them"
    if phone and not _DIGIT.search(phone):
        yield "phone has no digit"
    if website and not website.startswith(("https://", "http://")):
        yield "website begins with neither https:// nor http://"
    yield from _misplaced(row)
    yield from (f"services knows no {one!r}" for one in _listed(row, "services") - SERVICES.keys())
    odd = (one for one in sorted(_listed(row, "languages")) if not _LANGUAGE.fullmatch(one))
    yield from (f"languages: {one!r} is no code such as es" for one in odd)


def _misplaced(row: Mapping[str, str]) -> Iterator[str]:
    places = {}
    for name, most in (("latitude", 90), ("longitude", 180)):
        try:
            places[name] = _degrees(row[name], most)
        except ValueError:
            yield f"{name} is no number from -{most} to {most}"
    if list(places.values()) == [0, 0]:
        yield "latitude and longitude are both 0, which is in the sea"


def _degrees(written: str, most: int) -> float:
    """Read degrees; raises ValueError beyond `most` either way."""
    degrees = float(written)
    if not isfinite(degrees) or abs(degrees) > most:
        raise ValueError(written)
    return degrees


def _listed(row: Mapping[str, str], name: str) -> set[str]:
    return {one for one in _BETWEEN.split(row.get(name, "").lower()) if one}
