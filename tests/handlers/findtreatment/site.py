"""A FindTreatment.gov on loopback, that answers as it is told to and remembers what it was asked.

The shape of its rows is that of the real one's, as clients of it read them; every place in it is
made up.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from handlers.findtreatment.asking import PATH
from handlers.findtreatment.client import FindTreatment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

RECORDED: dict[str, Any] = {
    "page": 1,
    "totalPages": 1,
    "recordCount": 3,
    "rows": [
        {
            "_irow": 1,
            "name1": "Example Harbor",
            "name2": "Outpatient Program",
            "street1": "12 Example Way",
            "street2": "Suite 3",
            "city": "Portland",
            "state": "OR",
            "zip": "97205",
            "phone": "503-555-0101",
            "intake1": "503-555-0102",
            "hotline1": None,
            "website": "https://harbor.example",
            "latitude": "45.5190",
            "longitude": "-122.6930",
            "miles": 0.79,
            "typeFacility": "SA",
            "services": [
                {"f1": "Type of Care", "f2": "TC", "f3": "Substance use treatment"},
                {"f1": "Service Setting", "f2": "SET", "f3": "Outpatient; Regular outpatient"},
                {
                    "f1": "Opioid Medications used in Treatment",
                    "f2": "OM",
                    "f3": "Buprenorphine used in Treatment; Naltrexone used in Treatment",
                },
                {"f1": "Language Services", "f2": "SL", "f3": "Sign language; Spanish"},
            ],
        },
        {
            "_irow": 2,
            "name1": "Example Bridge Clinic",
            "name2": "",
            "street1": "300 Sample St",
            "street2": None,
            "city": "Portland",
            "state": "OR",
            "zip": "97214",
            "phone": "503-555-0110 x4",
            "website": "harbor.example",
            "latitude": 45.5152,
            "longitude": -122.6584,
            "miles": "1.9",
            "typeFacility": "MH",
            "services": [
                {
                    "f1": "Type of Care",
                    "f2": "TC",
                    "f3": "Mental health treatment; Treatment for co-occurring substance use",
                }
            ],
        },
        {
            "_irow": 3,
            "name1": "Example OTP",
            "street1": "1 Test Rd",
            "city": "Beaverton",
            "state": "OR",
            "zip": "97005",
            "phone": "503-555-0120",
            "latitude": "45.4871",
            "longitude": "-122.8037",
            "typeFacility": "OTP",
            "services": None,
        },
    ],
}


@dataclass
class Site:
    """What it answers: JSON, or raw bytes, with a status, after some seconds."""

    body: Any = field(default_factory=lambda: RECORDED)
    raw: bytes | None = None
    status: int = 200
    wait: float = 0.0
    asked: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(dict(request.query))
        self.headers.append(dict(request.headers))
        await asyncio.sleep(self.wait)
        if self.status // 100 == 3:
            return web.Response(status=self.status, headers={"Location": "/elsewhere"})
        if self.raw is not None:
            return web.Response(body=self.raw, status=self.status, content_type="text/html")
        return web.json_response(self.body, status=self.status)


@asynccontextmanager
async def a_site(site: Site | None = None) -> AsyncIterator[Site]:
    site = site or Site()
    app = web.Application()
    app.router.add_get(PATH, site.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        yield site
    finally:
        await runner.cleanup()


@asynccontextmanager
async def asking(
    site: Site, patience: float = 5.0, tick: Callable[[], float] = lambda: 0.0
) -> AsyncIterator[FindTreatment]:
    async with a_site(site), FindTreatment(site.url, patience, tick) as directory:
        yield directory
