"""Seeing inside over HTTP: alive, ready and why not, and figures in which nobody is named."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.errors import StoreError
from bot.ports import Pool, Received
from bot.services.gauges import WITHIN, Watch
from bot.services.readiness import Door, Pulse
from handlers.web.health import Inside
from handlers.web.metrics import PrometheusMeters
from storage.memory import MemoryStore
from tests.handlers.house import NOON
from tests.journeys.inside import figures

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import web

    from bot.ports import Work

HOUR = timedelta(hours=1)
WELL = Pulse(Door.POLLING, NOON - HOUR, NOON, NOON)


@dataclass
class Place:
    """A store and a process, as they are made to be."""

    store: MemoryStore = field(default_factory=MemoryStore)
    away: bool = False
    hangs: bool = False
    opened: int = 0
    at: datetime = NOON
    pulse: Pulse = WELL

    def now(self) -> datetime:
        return self.at

    @asynccontextmanager
    async def works(self) -> AsyncIterator[Work]:
        self.opened += 1
        if self.away:
            raise StoreError("the disk is full")
        if self.hangs:
            await asyncio.Event().wait()
        async with self.store.works() as work:
            yield work

    async def get(self, path: str, within: float = WITHIN) -> tuple[int, Any]:
        """Look in once."""
        watch = Watch(self.works, self, within=within)
        inside = Inside(PrometheusMeters("7"), watch, self, lambda: self.pulse, lambda: Pool(3, 20))
        async with client(inside) as looks, looks.get(path) as answer:
            json = answer.content_type == "application/json"
            return answer.status, await (answer.json() if json else answer.text())


def client(inside: Inside) -> TestClient[web.Request, web.Application]:
    return TestClient(TestServer(inside.app()))


@pytest.fixture
def place() -> Place:
    return Place()


async def test_it_is_alive_whatever_ails_it(place: Place) -> None:
    place.away = True
    assert await place.get("/healthz") == (200, {"alive": True})
    assert not place.opened


async def test_it_is_ready_and_says_how_each_part_does(place: Place) -> None:
    status, told = await place.get("/readyz")
    assert (status, told["ready"], told["why"]) == (200, True, [])
    assert told["parts"] == {
        "database": {"well": True, "says": "answers"},
        "updates": {"well": True, "says": "polling; the last poll ended 0 s ago"},
        "scheduler": {"well": True, "says": "the last knock came 0 s ago"},
        "timers": {"well": True, "says": "nothing is due"},
        "outbox": {"well": True, "says": "nothing is unsent"},
    }


async def test_a_store_that_is_away_is_named_and_nothing_is_told_of_what_waits(
    place: Place,
) -> None:
    place.away = True
    status, told = await place.get("/readyz")
    assert (status, told["ready"]) == (503, False)
    assert told["why"][0] == "database: the disk is full"
    status, page = await place.get("/metrics")
    found = figures(page)
    assert status == 200
    assert found["stillwater_database_up", frozenset()] == 0
    assert not any(name == "stillwater_inbox" for name, _ in found)


async def test_a_store_that_hangs_is_not_waited_for(place: Place) -> None:
    place.hangs = True
    status, told = await place.get("/readyz", within=0.01)
    assert status == 503
    assert told["why"][0] == "database: the database has not answered for 0 s"


async def test_who_looks_often_is_told_what_was_seen_last(place: Place) -> None:
    watch = Watch(place.works, place)
    inside = Inside(PrometheusMeters("7"), watch, place, lambda: place.pulse, lambda: Pool(0, 1))
    async with client(inside) as looks:
        paths = ["/readyz", "/metrics"] * 5
        answers = await asyncio.gather(*(looks.get(path) for path in paths))
        assert {answer.status for answer in answers} == {200}
    assert place.opened == 1
    assert await replace(watch, every=0.0).look() == await watch.look()
    assert place.opened == 2


async def test_what_waits_is_in_the_figures_with_its_age(place: Place) -> None:
    async with place.store.works() as work:
        await work.inbox.add([Received(1, 12345, "CANARY", NOON - HOUR)])
    _, page = await place.get("/metrics")
    found = figures(page)
    waiting = frozenset({("state", "waiting")})
    assert found["stillwater_inbox", waiting] == 1
    assert found["stillwater_inbox_oldest_seconds", waiting] == HOUR.total_seconds()
    assert found["stillwater_pool_connections", frozenset()] == 3
    assert found["stillwater_leader", frozenset()] == 1
    assert found["stillwater_last_poll_timestamp_seconds", frozenset()] == NOON.timestamp()
    assert "CANARY" not in page
    assert "12345" not in page
    assert any(("version", "7") in labels for name, labels in found if name.endswith("build_info"))
    assert found["process_resident_memory_bytes", frozenset()] > 0


async def test_both_of_prometheus_formats_are_whole(place: Place) -> None:
    watch = Watch(place.works, place)
    inside = Inside(PrometheusMeters("7"), watch, place, lambda: place.pulse, lambda: Pool(0, 1))
    accept = "application/openmetrics-text; version=1.0.0"
    async with client(inside) as looks, looks.get("/metrics", headers={"Accept": accept}) as one:
        assert one.content_type == "application/openmetrics-text"
        page = await one.text()
    assert page.endswith("# EOF\n")
    assert page.count("# EOF") == 1


async def test_nothing_else_is_there(place: Place) -> None:
    for path in ("/", "/readyz/", "/telegram", "/metrics/x"):
        status, _ = await place.get(path)
        assert status == 404
