"""Towns as an operator's clinics name them: outside the United States nothing else knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.hearing import plain
from bot.treatment.earth import Point
from bot.treatment.spot import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.treatment.clinic import Clinic

MANY: Final = 8
"""Towns that are offered for one name."""
MARK: Final = "#"
"""What a town's key begins with, before the beginning of the least id of its clinics."""
_SHORT: Final = 12


def code_of(postcode: str) -> str:
    """Give a postcode as it is looked up."""
    return plain(postcode).replace(" ", "")


def meant(clinic: Clinic, text: str, *, begun: bool = False) -> bool:
    """Whether a name or postcode is that of a clinic's town, or (`begun`) begins its name."""
    name, town = plain(text), plain(clinic.city)
    if text.startswith(MARK):
        return clinic.id.startswith(text.removeprefix(MARK)) and len(text) > _SHORT
    if not name or not town:
        return False
    return town.startswith(name) if begun else name == town or code_of(text) == of(clinic)


def of(clinic: Clinic) -> str:
    """Give a clinic's postcode as it is looked up."""
    return code_of(clinic.postcode)


def spots(clinics: Iterable[Clinic]) -> Sequence[Spot]:
    """Give the towns that clinics are in, each in the midst of its clinics; the largest first."""
    towns: dict[tuple[str, str], list[Clinic]] = {}
    for one in clinics:
        if one.at is not None and one.city:
            towns.setdefault((plain(one.city), plain(one.region)), []).append(one)
    by_size = sorted(towns.items(), key=lambda town: (-len(town[1]), town[0]))
    return tuple(_spot(rows) for _, rows in by_size)[:MANY]


def _spot(rows: Sequence[Clinic]) -> Spot:
    first = min(rows, key=lambda one: one.id)
    places = [one.at for one in rows if one.at is not None]
    lats, lngs = sorted(at.lat for at in places), sorted(at.lng for at in places)
    name = f"{first.city}, {first.region}" if first.region else first.city
    middle = Point(lats[len(lats) // 2], lngs[len(lngs) // 2])
    return Spot(f"{MARK}{first.id[:_SHORT]}", name, middle)
