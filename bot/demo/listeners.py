"""Everybody who has the page open, and how they hear of changes."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiohttp import WSCloseCode, web

from bot.demo.telegram import Subscription, Telegram
from bot.demo.telegram.shapes import Json

_HEARTBEAT = 20.0


class Listeners:
    """Open sockets; each first hears all there is, then every change in order."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._sockets: set[web.WebSocketResponse] = set()

    async def join(
        self, request: web.Request, tg: Telegram, everything: Callable[[], Awaitable[Json]]
    ) -> web.WebSocketResponse:
        """Serve one socket until it closes."""
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await socket.prepare(request)
        with tg.subscribe() as changes:
            scene = await everything()
            self._sockets.add(socket)
            pump = asyncio.create_task(_pump(socket, scene, changes))
            try:
                async for _ in socket:
                    pass  # the page only listens here; leaving ends the loop
            finally:
                self._sockets.discard(socket)
                pump.cancel()
        return socket

    async def tell(self, event: Json) -> None:
        """Tell everybody something that is no change in a chat."""
        for socket in list(self._sockets):
            await _send(socket, event)

    async def close(self, _: web.Application | None = None) -> None:
        """Send everybody home; the page comes back by itself when there is a server again."""
        for socket in list(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)


async def _pump(socket: web.WebSocketResponse, scene: Json, changes: Subscription) -> None:
    await _send(socket, scene)
    async for change in changes:
        await _send(socket, change.as_json())


async def _send(socket: web.WebSocketResponse, event: Json) -> None:
    with suppress(ConnectionError):  # who has just left need not hear it
        await socket.send_json(event)
