"""One address for the whole demo: the page, its API and the pretend Telegram's Bot API."""

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web
from pydantic import ValidationError

from bot.demo import clinics, guard, scene
from bot.demo.stage import Stage
from bot.demo.telegram import MAX_BODY, CannotDoThat, routes
from bot.errors import ConfigError

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

HOST = "127.0.0.1"


class PortTaken(ConfigError):  # noqa: N818 - a happening, as its siblings in bot.errors
    """Another program has this port."""

    def __init__(self, port: int) -> None:
        """Name the port, and the way round."""
        super().__init__(
            f"Port {port} is taken by another program (perhaps a demo that still runs). "
            f"Stop it, or choose another port: PORT={port + 1} make demo"
        )


@asynccontextmanager
async def serve_stage(stage: Stage, port: int = 8080) -> AsyncIterator[str]:
    """Serve on loopback until the block is left, and give the URL, without a slash at its end.

    It is the page's address and the bot's `api_base_url` alike; port 0 takes a free one. Somebody
    is there to be when nobody is yet. Opens `stage.tg` and closes it after.

    Raises:
        PortTaken: another program has this port.

    """
    if not stage.tg.people():
        scene.people(stage.tg, counselor=stage.counselor_link is not None)
    app = web.Application(client_max_size=MAX_BODY, middlewares=[guard.only_here, _plainly])
    app.add_routes([*routes(stage.tg), *stage.routes(), *clinics.routes()])
    app.on_response_prepare.append(guard.dress)
    app.on_shutdown.append(stage.listeners.close)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await _listen(runner, port)
        await stage.tg.open()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await stage.listeners.close()
        await stage.tg.close()
        await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as refused:
        if refused.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(port) from refused


@web.middleware
async def _plainly(request: web.Request, handler: "Handler") -> web.StreamResponse:
    """Say what a person can't do now in words the page can show."""
    try:
        return await handler(request)
    except ValidationError as wrong:
        problem = wrong.errors(include_url=False, include_input=False)[0]["msg"]
    except (CannotDoThat, ValueError) as wrong:
        problem = str(wrong)
    return web.json_response({"problem": problem[:1].upper() + problem[1:]}, status=400)
