"""What FindTreatment.gov answers, read as far as it can be.

{"page": 1, "totalPages": 3, "recordCount": 1088, "rows": [{
  "name1": …, "name2": …, "street1": …, "street2": …, "city": …, "state": "OR", "zip": …,
  "phone": …, "intake1": …, "hotline1": …, "website": …, "latitude": "45.5", "longitude": "-122",
  "miles": 1.2, "typeFacility": "SA" | "MH" | "OTP",
  "services": null | [{"f1": "Type of Care", "f2": "TC", "f3": "Substance use treatment; …"}]
}]}
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from bot.errors import NotAnswered
from bot.treatment.clinic import Clinic, Service
from bot.treatment.earth import Point

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.treatment.clinic import Wanted

LONGEST: Final = 160
"""Characters of one field that are taken."""
_TYPES: Final[Mapping[str, frozenset[Service]]] = {
    "SA": frozenset({Service.SUBSTANCE_USE}),
    "MH": frozenset({Service.MENTAL_HEALTH}),
    "OTP": frozenset({Service.SUBSTANCE_USE, Service.MEDICATION}),
}
_CARE, _MEDICATION, _LANGUAGE = "TC", "OM", "SL"
"""Codes of the groups of services that are read."""
_CARES: Final[Mapping[str, Service]] = {
    "substance use": Service.SUBSTANCE_USE,
    "mental health": Service.MENTAL_HEALTH,
}
_MEDICATIONS: Final = ("methadone", "buprenorphine", "naltrexone")
_SPOKEN: Final[Mapping[str, str]] = {"es": "spanish"}


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer."""

    clinics: tuple[Clinic, ...]
    all: bool
    """Whether these are all there are; else there are more beyond the farthest."""


def read(body: object, wanted: Wanted) -> Answered:
    """Read an answer; what was `wanted`, the site's own filters saw to.

    Raises:
        NotAnswered: it is none, or not one of its rows can be read.

    """
    rows = body.get("rows") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(rows, list):
        raise NotAnswered
    clinics = tuple(_clinics(rows, wanted))
    if rows and not clinics:
        raise NotAnswered
    total = _number(body.get("recordCount"))
    return Answered(clinics, all=total is not None and total <= len(rows))


def _clinics(rows: Sequence[object], wanted: Wanted) -> Iterator[Clinic]:
    for row in rows:
        if not isinstance(row, dict):
            continue
        name = _joined(row, " · ", "name1", "name2")
        at = _at(row)
        if not name or at is None:
            continue
        yield Clinic(
            name=name,
            street=_joined(row, ", ", "street1", "street2"),
            city=_text(row.get("city")),
            region=_text(row.get("state")),
            postcode=_text(row.get("zip")),
            phone=next(filter(None, (_text(row.get(of)) for of in _PHONES)), ""),
            website=_website(row),
            at=at,
            offers=frozenset(_offers(row)) | wanted.services,
            languages=frozenset(_languages(row)),
        )


_PHONES: Final = ("phone", "intake1", "hotline1")


def _at(row: Mapping[str, Any]) -> Point | None:
    lat, lng = _number(row.get("latitude")), _number(row.get("longitude"))
    if lat is None or lng is None or abs(lat) > 90 or abs(lng) > 180:  # noqa: PLR2004 - degrees
        return None
    return None if lat == lng == 0 else Point(lat, lng)


def _offers(row: Mapping[str, Any]) -> Iterator[Service]:
    yield from _TYPES.get(_text(row.get("typeFacility")).upper(), ())
    for group, said in _services(row):
        if group == _CARE:
            yield from (service for care, service in _CARES.items() if care in said)
        elif group == _MEDICATION and any(one in said for one in _MEDICATIONS):
            yield Service.MEDICATION


def _languages(row: Mapping[str, Any]) -> Iterator[str]:
    """Everybody there speaks English; other languages are named."""
    yield "en"
    said = " ".join(text for group, text in _services(row) if group == _LANGUAGE)
    yield from (code for code, name in _SPOKEN.items() if name in said)


def _services(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the groups of services by code, with what stands in each, in small letters."""
    services = row.get("services")
    for one in services if isinstance(services, list) else ():
        if isinstance(one, dict):
            yield str(one.get("f2", "")).upper(), str(one.get("f3", "")).lower()


def _website(row: Mapping[str, Any]) -> str:
    written = _text(row.get("website"))
    return written if written.startswith(("https://", "http://")) else ""


def _joined(row: Mapping[str, Any], between: str, *names: str) -> str:
    """Give what stands under some names, once each."""
    return between.join(dict.fromkeys(filter(None, (_text(row.get(one)) for one in names))))


def _text(value: object) -> str:
    """Give a text on one line, or a number as text; nothing else is one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    printable = "".join(sign if sign.isprintable() else " " for sign in str(value)[: LONGEST * 2])
    return " ".join(printable.split())[:LONGEST]


def _number(value: object) -> float | None:
    """Give a number, or one written as text; None for whatever is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None
