"""A look inside, as whoever runs the service has it: over HTTP, at what the service gives now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.services.gauges import Watch

if TYPE_CHECKING:
    from bot.running import Service

Series = tuple[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Look:
    """What /readyz and /metrics gave."""

    status: int
    ready: dict[str, Any]
    said: bytes
    """Every word of both."""
    figures: dict[Series, float]

    def figure(self, name: str, **labels: str) -> float:
        """Give one figure by its name behind `stillwater_`."""
        return self.figures[f"stillwater_{name}", frozenset(labels.items())]


async def look(service: Service) -> Look:
    """Look in, and ask the store anew."""
    house = service.house
    inside = replace(service.inside, watch=Watch(house.works, house.clock))
    async with TestClient(TestServer(inside.app())) as client:
        answer = await client.get("/readyz")
        ready = await answer.read()
        page = await (await client.get("/metrics")).read()
        return Look(answer.status, await answer.json(), ready + page, figures(page.decode()))


def figures(page: str) -> dict[Series, float]:
    """Read a page of /metrics, as Prometheus would."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }
