"""Seeing inside: whether the process lives, whether it does its work and why not, and its figures.

For those who run it, on an address that nobody else reaches: nothing here names a client, and
nothing asks who is looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aiohttp import web
from prometheus_client.exposition import choose_encoder

from bot.services.readiness import parts, ready
from handlers.web.scrape import Scrape

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ports import Clock, Pool
    from bot.services.gauges import Watch
    from bot.services.readiness import Pulse
    from handlers.web.metrics import PrometheusMeters

ALIVE: Final = "/healthz"
READY: Final = "/readyz"
METRICS: Final = "/metrics"


@dataclass(frozen=True, slots=True)
class Inside:
    """Shows what goes on inside."""

    meters: PrometheusMeters
    watch: Watch
    clock: Clock
    pulse: Callable[[], Pulse]
    pool: Callable[[], Pool]

    def app(self) -> web.Application:
        """Give the application to be served."""
        made = web.Application()
        made.add_routes(self.routes())
        return made

    def routes(self) -> list[web.RouteDef]:
        """Give what it answers, for an application that answers more."""
        return [
            web.get(ALIVE, self.alive),
            web.get(READY, self.ready),
            web.get(METRICS, self.metrics),
        ]

    async def alive(self, _: web.Request) -> web.Response:
        """Answer at all: what does not is to be started anew."""
        return web.json_response({"alive": True})

    async def ready(self, _: web.Request) -> web.Response:
        """Name each part; 503 if this process should be given nothing to do."""
        seen, pulse = await self.watch.look(), self.pulse()
        found = parts(pulse, seen, self.clock.now())
        well = ready(found, pulse.door)
        told = {part.name: {"well": part.well, "says": part.says} for part in found}
        why = [f"{part.name}: {part.says}" for part in found if not part.well]
        body = {"ready": well, "parts": told, "why": why}
        return web.json_response(body, status=200 if well else 503)

    async def metrics(self, request: web.Request) -> web.Response:
        """Give every figure, as Prometheus reads them."""
        seen = await self.watch.look()
        scrape = Scrape(self.meters.registry, self.pulse(), seen, self.pool(), self.clock.now())
        encode, kind = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(scrape), headers={"Content-Type": kind})
