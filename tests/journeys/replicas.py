"""Equal replicas for a journey: several services on one store, and a proxy that is posted to."""

from __future__ import annotations

import socket
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from bot.app import serving
from bot.config import Http, Mode
from bot.demo.clock import ShiftedClock
from bot.demo.telegram import Telegram, serve
from tests.journeys.house import MONDAY, PATIENT, TOKEN, UNHURRIED, House, config

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@dataclass(slots=True)
class Proxy:
    """Hands each post to the next replica in turn, and to the one after where nobody listens."""

    ports: list[int] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    """Which port took each post."""
    _turn: count[int] = field(default_factory=count)

    async def posted(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), dict(request.headers)
        async with aiohttp.ClientSession() as onward:
            for _ in self.ports:
                port = self.ports[next(self._turn) % len(self.ports)]
                try:
                    url = f"http://127.0.0.1:{port}{request.path}"
                    async with onward.post(url, data=body, headers=headers) as answer:
                        self.taken.append(port)
                        return web.Response(status=answer.status)
                except aiohttp.ClientConnectorError:
                    continue
                except aiohttp.ClientError:
                    break  # whoever took it died over it; it is posted again
        return web.Response(status=502)


@dataclass(slots=True)
class Practice:
    """Replicas with one Telegram and one clock."""

    tg: Telegram
    clock: ShiftedClock
    proxy: Proxy
    url: str
    """Where Telegram posts."""
    base_url: str
    folder: Path
    store: str
    houses: list[House] = field(default_factory=list)

    async def settle(self) -> None:
        """Wait until all that arrived is handled, wherever it was."""
        for house in self.houses:
            await house.settle()

    @asynccontextmanager
    async def poller(self) -> AsyncIterator[House]:
        """Run one more that polls, or stands by, within the block."""
        plain = config(self.folder, self.base_url, self.store)
        async with serving(plain, self.clock, UNHURRIED, PATIENT) as service:
            house = House(self.tg, self.clock, service)
            self.houses.append(house)
            yield house
            self.houses.remove(house)

    @asynccontextmanager
    async def replica(self, *, shared: bool = False) -> AsyncIterator[House]:
        """Run one more within the block; `shared`: it is looked into where it is posted to."""
        port = free_port()
        plain = config(self.folder, self.base_url, self.store)
        account = plain.telegram.model_copy(update={"mode": Mode.WEBHOOK, "webhook_url": self.url})
        http = Http(port=port if shared else 0, webhook_port=port)
        hooked = plain.model_copy(update={"telegram": account, "http": http})
        async with serving(hooked, self.clock, UNHURRIED, PATIENT) as service:
            house = House(self.tg, self.clock, service)
            await house.until(lambda: bool(self.tg.webhook.settings))
            self.houses.append(house)
            self.proxy.ports.append(port)
            try:
                yield house
            finally:
                self.houses.remove(house)
        self.proxy.ports.remove(port)


@asynccontextmanager
async def a_practice(folder: Path, store: str = "") -> AsyncIterator[Practice]:
    """Open a Telegram and a proxy; replicas come and go."""
    clock = ShiftedClock(None, lambda: MONDAY)
    tg, proxy = Telegram(None, clock.now, TOKEN, patience=0.01), Proxy()
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serve(tg))
        url = await stack.enter_async_context(posted_to(proxy))
        yield Practice(tg, clock, proxy, url, server.base_url, folder, store)


@asynccontextmanager
async def posted_to(proxy: Proxy) -> AsyncIterator[str]:
    """Let a proxy listen within the block; give the address that Telegram posts to."""
    app = web.Application()
    app.router.add_post("/{path:.*}", proxy.posted)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        port = free_port()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield f"http://127.0.0.1:{port}/telegram"
    finally:
        await runner.cleanup()


def free_port() -> int:
    """Give a port of loopback that nobody has at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
