"""Places: which time zone a town is in, by its name. Looked up here; nothing leaves the machine.

Source of the towns: GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from zoneinfo import available_timezones

from bot.interview.hearing import plain
from bot.settings import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_LAST: Final = 99
"""Where a zone's own name stands, behind all the towns that have it."""


class Towns:
    """The towns that come with Stillwater."""

    def zones(self, town: str) -> Sequence[str]:
        """Give the IANA zones of towns of that name, likeliest first; empty if there is none.

        A zone's own name, and what stands before a comma ("Portland, Oregon"), will do as well.
        """
        name = plain(town)
        found = _towns().get(name) or _towns().get(plain(town.split(",", maxsplit=1)[0]))
        if found:
            return found
        try:
            return (zone_of(town.strip().replace(" ", "_")),)
        except ValueError:
            return ()


@cache
def _towns() -> Mapping[str, tuple[str, ...]]:
    ranked: dict[str, list[tuple[int, str]]] = {}
    text = (files("bot") / "places" / "towns.tsv").read_text(encoding="utf-8")
    for row in text.splitlines():
        if row.startswith("#"):
            continue
        zone, _, names = row.partition("\t")
        for entry in names.split(","):
            name, _, rank = entry.partition("/")
            ranked.setdefault(name, []).append((int(rank or 1), zone))
    for zone in available_timezones():
        area, _, city = zone.rpartition("/")
        if area and area != "Etc":  # "New York" is a zone's name, and no town in the list is
            ranked.setdefault(plain(city), []).append((_LAST, zone))
    return {
        name: tuple(dict.fromkeys(zone for _, zone in sorted(zones)))
        for name, zones in ranked.items()
    }
