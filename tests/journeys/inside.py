"""A look inside, as whoever runs the service has it: over HTTP, at what the service gives now."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot import version
from bot.ports import Depths, Pool, Waits
from bot.services.gauges import Seen, Watch
from bot.services.readiness import Door, Pulse
from handlers.web.metrics import PrometheusMeters
from handlers.web.scrape import Scrape

if TYPE_CHECKING:
    from yarl import URL

    from bot.running import Service

Series = tuple[str, frozenset[tuple[str, str]]]
BEGAN: Final = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Look:
    """What /readyz and /metrics gave."""

    status: int
    ready: dict[str, Any]
    said: bytes
    """Every word of both."""
    figures: dict[Series, float]

    @property
    def unknown(self) -> set[Series]:
        """Give what was not there before anything happened: labels that say whom it happened to."""
        return self.figures.keys() - every_series()

    def figure(self, name: str, **labels: str) -> float:
        """Give one figure by its name behind `stillwater_`."""
        return self.figures[f"stillwater_{name}", frozenset(labels.items())]


@cache
def every_series() -> frozenset[Series]:
    """Give every series that there can be, as they are before anything has happened."""
    seen = Seen(Depths(*[Waits()] * len(fields(Depths))), Waits(), Waits())
    pulse = Pulse(Door.POLLING, BEGAN)
    meters = PrometheusMeters(version.number())
    scrape = Scrape(meters.registry, pulse, seen, Pool(0, 1), BEGAN)
    return frozenset(figures(generate_latest(scrape).decode()))


async def look(service: Service) -> Look:
    """Look in, and ask the store anew."""
    house = service.house
    inside = replace(service.inside, watch=Watch(house.works, house.clock))
    async with TestServer(inside.app()) as server:
        return await look_at(server.make_url("/"))


async def look_at(url: URL) -> Look:
    """Look into a process where it shows what goes on inside."""
    async with ClientSession(url) as session:
        async with session.get("/readyz") as answer:
            status, ready = answer.status, await answer.read()
        async with session.get("/metrics") as answer:
            page = await answer.read()
    return Look(status, json.loads(ready), ready + page, figures(page.decode()))


def figures(page: str) -> dict[Series, float]:
    """Read a page of /metrics, as Prometheus would."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }
