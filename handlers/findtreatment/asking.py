"""What FindTreatment.gov is asked: the parameters of one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.errors import NotAnswered
from bot.treatment.clinic import FAR, Service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.treatment.clinic import Ask

PATH: Final = "/locator/exportsAsJson/v2"
ROWS: Final = 400
"""Rows of one answer, of which the nearest are shown: the site knows the place only roughly."""
_IN_STATE, _WITHIN_METRES = "0", "2"
_REACH: Final = round((FAR + 10) * 1000)
"""Metres from the rounded place, so that all that is near the real one is within."""
_MEDICATION: Final = "OTP,BU,NU,MU"
"""Opioid treatment programs; buprenorphine, naltrexone, methadone used in treatment."""
_KINDS: Final[Mapping[Service | None, str]] = {
    Service.SUBSTANCE_USE: "sa",
    Service.MENTAL_HEALTH: "mh",
    None: "both",
}
STATES: Final[Mapping[str, int]] = {
    "ME": 1, "MI": 2, "MA": 3, "MT": 4, "NY": 5, "NC": 6, "OH": 7, "PA": 8, "RI": 9, "TN": 10,
    "TX": 11, "NV": 12, "NJ": 13, "UT": 14, "WA": 15, "WI": 16, "MD": 18, "AL": 19, "AK": 20,
    "AZ": 21, "AR": 22, "CA": 23, "CO": 24, "CT": 25, "DE": 26, "DC": 27, "FL": 28, "GA": 29,
    "HI": 30, "ID": 31, "IL": 32, "IN": 33, "IA": 34, "KS": 35, "KY": 36, "LA": 37, "MN": 38,
    "MS": 39, "MO": 40, "NE": 41, "NH": 42, "NM": 43, "ND": 44, "OK": 45, "OR": 46, "SC": 47,
    "SD": 48, "VT": 49, "VA": 50, "WV": 51, "WY": 52,
}  # fmt: skip
"""The site's own numbers of states; no other numbering has these."""


def parameters(ask: Ask) -> Mapping[str, str]:
    """Write a question; a place leaves here rounded, and nothing else of the client does.

    Raises:
        NotAnswered: the site has no number for the region.

    """
    written = {"sType": _KINDS[ask.wanted.kind], "pageSize": str(ROWS), "page": "1", "sort": "0"}
    if ask.wanted.medication:
        written["sCodes"] = _MEDICATION
    if ask.at is not None:
        at = ask.at.rounded
        near = {"limitType": _WITHIN_METRES, "limitValue": str(_REACH)}
        return {"sAddr": f"{at.lat:.1f},{at.lng:.1f}", **near, **written}
    if ask.region not in STATES:
        raise NotAnswered
    return {"limitType": _IN_STATE, "limitValue": str(STATES[ask.region]), **written}
