"""The pretend Telegram, watched: told of each call as it arrives, is carried out, is answered."""

from __future__ import annotations

from contextlib import asynccontextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from aiohttp import web

from bot.demo.telegram import MAX_BODY, routes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.demo.telegram import Telegram


class Phase(StrEnum):
    """How far a call has come."""

    ARRIVED = "arrived"
    """Telegram has the request and did nothing yet."""
    TAKEN = "taken"
    """It was carried out, and the answer has not left."""
    ANSWERED = "answered"
    """The answer is on its way."""


class Watch:
    """Tells one listener of every call, by method and phase; what it returns ends the call there.

    A caller who is dead at `ARRIVED` is not served: its request counts as lost on the way.
    """

    def __init__(self) -> None:
        self.tell: Callable[[str, Phase], bool] = lambda _method, _phase: False

    @web.middleware
    async def middleware(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        method = request.match_info.get("method", "")
        if self.tell(method, Phase.ARRIVED):
            return _cut(request)
        response = await self.hears(request, handler)
        if self.tell(method, Phase.TAKEN):
            return _cut(request)
        self.tell(method, Phase.ANSWERED)
        return response

    async def hears(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Let it be carried out; whoever wants to know more of it than its method comes in here."""
        return await handler(request)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


@asynccontextmanager
async def served(tg: Telegram, watch: Watch) -> AsyncIterator[str]:
    """Serve on loopback until the block is left, and give the base URL."""
    app = web.Application(client_max_size=MAX_BODY, middlewares=[watch.middleware])
    app.add_routes(routes(tg))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        await tg.open()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await tg.close()
        await runner.cleanup()
