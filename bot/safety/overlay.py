"""The operator's own file over ours: per country, ways added, mended, signed or hidden.

A table for each country (`us`, or a name of its own with `zones`): `hide` lists ways of ours,
`[us.ways.<id>]` adds one or stands over ours key by key. To sign an entry of ours, write only its
`verified_by` and the next `review_by`. A number of one's own needs a `source` of one's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.safety.entry import HOUSE, LINKS, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping

Raw = dict[str, dict[str, Any]]
_MEANS: Final = {*NUMBERS, *LINKS}
_KEYS: Final = {"zones", "hide", "ways"}


def laid(ours: Mapping[str, dict[str, Any]], own: Mapping[str, Any]) -> tuple[Raw, list[str]]:
    """Lay the operator's file over ours, as they were read from TOML; give what is wrong with it.

    Countries of the operator's own stand first, so that their zones go before ours.
    """
    problems: list[str] = []
    mended: Raw = {}
    for id_, values in own.items():
        if not _is_country(values):
            problems.append(f"{id_}: a country is a table of {', '.join(sorted(_KEYS))}")
            continue
        mended[id_] = _country(id_, ours.get(id_, {}), values, problems)
    new = {id_: values for id_, values in mended.items() if id_ not in ours}
    return {**new, **ours, **mended}, problems


def _is_country(values: object) -> bool:
    if not isinstance(values, dict) or values.keys() - _KEYS:
        return False
    ways, hide = values.get("ways", {}), values.get("hide", [])
    listed = isinstance(hide, list) and all(isinstance(name, str) for name in hide)
    return listed and isinstance(ways, dict)


def _country(
    id_: str, ours: Mapping[str, Any], own: Mapping[str, Any], problems: list[str]
) -> dict[str, Any]:
    ways, hide = dict(ours.get("ways", {})), own.get("hide", [])
    problems += [
        f"{id_}.{name}: there is no such entry to hide" for name in hide if name not in ways
    ]
    ways = {name: way for name, way in ways.items() if name not in hide}
    for name, written in own.get("ways", {}).items():
        if not isinstance(written, dict):
            problems.append(f"{id_}.{name}: this is not a table")
        elif written.keys() & _MEANS and "source" not in written:
            problems.append(f"{id_}.{name}: a number or address of your own needs your own source")
        else:
            ways[name] = _over(ways.get(name, {}), written)
    return {**ours, "ways": ways, **({"zones": own["zones"]} if "zones" in own else {})}


def _over(ours: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    if "source" in own:
        # What we said of our source says nothing of theirs, nor does a signature under it.
        kept = {k: v for k, v in ours.items() if k not in {"source_says", "verified_by"}}
        return {**kept, "source_kind": HOUSE, **own}
    return {**ours, **own}
