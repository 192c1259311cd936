"""A pretend FindTreatment.gov: around wherever it is asked about, it lists places nobody runs.

It speaks as the real one does, on loopback, so that the demo shows the whole road without a word
leaving this machine; each name says that it is made up, and no number belongs to anybody.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

PREFIX: Final = "/findtreatment"
_PATH: Final = f"{PREFIX}/locator/exportsAsJson/v2"
_MIDDLE: Final = (39.8, -98.6)
"""Where a whole state is put: its places have no distance."""
_MADE_UP: Final = (
    ("Example Harbor", "SA", (0.01, 0.02), True, True),
    ("Sample Street Clinic", "MH", (-0.02, 0.01), False, True),
    ("Placeholder House", "SA", (0.03, -0.03), False, False),
    ("Example Bridge Program", "OTP", (-0.04, 0.05), True, False),
    ("Nowhere Creek Center", "SA", (0.06, 0.04), True, True),
    ("Invented Oaks", "MH", (0.08, -0.02), False, False),
    ("Fictional Valley Recovery", "SA", (-0.10, -0.05), False, True),
    ("Pretend Lake Outpatient", "SA", (0.13, 0.09), True, False),
    ("Example Hills Clinic", "MH", (-0.2, 0.1), False, True),
    ("Make-Believe Meadows", "SA", (0.3, -0.2), False, False),
    ("Sample Coast Program", "OTP", (-0.5, -0.4), True, True),
    ("Example Far End", "SA", (0.9, 0.6), False, False),
)
"""Name, type, how far off in degrees, whether there is medication, and whether Spanish."""


def routes() -> list[web.RouteDef]:
    """Give the one address it answers at."""
    return [web.get(_PATH, _answer)]


@asynccontextmanager
async def a_directory() -> AsyncIterator[str]:
    """Serve it alone on a free port until the block is left, and give its URL."""
    app = web.Application()
    app.add_routes(routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{PREFIX}"
    finally:
        await runner.cleanup()


async def _answer(request: web.Request) -> web.Response:
    asked = request.query
    lat, lng = map(float, asked["sAddr"].split(",")) if "sAddr" in asked else _MIDDLE
    listed = [n for n in range(len(_MADE_UP)) if _fits(n, asked)]
    rows = [_row(n, lat, lng) for n in listed]
    answer = {"page": 1, "totalPages": 1, "recordCount": len(rows), "rows": rows}
    return web.json_response(answer)


def _fits(n: int, asked: Mapping[str, str]) -> bool:
    _, type_, _, medication, _ = _MADE_UP[n]
    kind = asked.get("sType")
    of_kind = kind not in {"sa", "mh"} or (kind == "mh") == (type_ == "MH")
    return of_kind and (medication or "sCodes" not in asked)


def _row(n: int, lat: float, lng: float) -> dict[str, Any]:
    name, type_, (north, east), medication, spanish = _MADE_UP[n]
    care = "Mental health treatment" if type_ == "MH" else "Substance use treatment"
    services = [{"f1": "Type of Care", "f2": "TC", "f3": care}]
    if medication:
        used = "Buprenorphine used in Treatment"
        services.append({"f1": "Opioid Medications used in Treatment", "f2": "OM", "f3": used})
    if spanish:
        services.insert(0, {"f1": "Language Services", "f2": "SL", "f3": "Spanish"})
    return {
        "name1": f"{name} (made up)",
        "name2": None,
        "street1": f"{n + 1} Example St",
        "street2": None,
        "city": f"Sampletown {n % 3 + 1}",
        "state": "",
        "zip": "",
        "phone": f"555-01{n:02}",
        "website": None,
        "latitude": f"{lat + north:.4f}",
        "longitude": f"{lng + east:.4f}",
        "typeFacility": type_,
        "services": services,
    }
