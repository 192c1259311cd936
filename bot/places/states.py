"""The states of the United States and what lies with them, by the names people give them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from bot.interview.hearing import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMES: Final[Mapping[str, str]] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "PR": "Puerto Rico", "GU": "Guam", "VI": "U.S. Virgin Islands", "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
}  # fmt: skip
"""By postal abbreviation."""
ISLANDS: Final = frozenset({"PR", "GU", "VI", "AS", "MP"})
"""Those that are no states."""
_ALSO: Final[Mapping[str, str]] = {
    "tejas": "TX", "nueva york": "NY", "nuevo mexico": "NM", "luisiana": "LA", "misisipi": "MS",
    "misuri": "MO", "pensilvania": "PA", "nueva jersey": "NJ", "nuevo hampshire": "NH",
    "carolina del norte": "NC", "carolina del sur": "SC", "dakota del norte": "ND",
    "dakota del sur": "SD", "virginia occidental": "WV", "d c": "DC", "distrito de columbia": "DC",
    "virgin islands": "VI", "islas virgenes": "VI", "samoa americana": "AS",
    "new york state": "NY", "washington state": "WA", "estado de nueva york": "NY",
    "estado de washington": "WA",
}  # fmt: skip


def named(text: str) -> Sequence[str]:
    """Give the abbreviation of the state of that name, alone; empty if there is none."""
    found = _names().get(plain(text))
    return () if found is None else (found,)


@cache
def _names() -> Mapping[str, str]:
    own = {plain(name): code for code, name in NAMES.items()}
    return {code.lower(): code for code in NAMES} | own | dict(_ALSO)
