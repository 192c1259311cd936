"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import asyncio
import inspect
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.demo.telegram.core import Core
from bot.demo.telegram.faults import Broken, CallFault, Late, Reset, Silence, TooMany
from bot.demo.telegram.fields import Fields
from bot.demo.telegram.methods import METHODS
from bot.demo.telegram.methods.method import Method
from bot.demo.telegram.refusals import NOT_FOUND, UNAUTHORIZED, Refusal, too_many
from bot.demo.telegram.shapes import Json

MAX_BODY = 55 * 1024 * 1024  # an application that mounts the routes needs this client_max_size
_HOST = "127.0.0.1"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_LOOK_AGAIN = 0.05
_NAMES = {500: "Internal Server Error", 502: "Bad Gateway"}


def routes(tg: Core) -> list[web.RouteDef]:
    """Make the routes, for an aiohttp application made with `client_max_size=MAX_BODY`."""
    server = _Server(tg)
    return [
        web.get("/bot{token}/{method}", server.call),
        web.post("/bot{token}/{method}", server.call),
        web.get("/file/bot{token}/{path:.+}", server.file),
    ]


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that runs. Behind `base_url` stand `/bot<token>/…` and `/file/bot<token>/…`."""

    base_url: str


@asynccontextmanager
async def serve(tg: Core) -> AsyncIterator[Serving]:
    """Serve on loopback, on a free port. `tg` is opened before and closed after."""
    app = web.Application(client_max_size=MAX_BODY)
    app.add_routes(routes(tg))
    app.router.add_route("*", "/{rest:.*}", _nowhere)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, _HOST, 0).start()
        await tg.open()
        yield Serving(f"http://{_HOST}:{runner.addresses[0][1]}")
    finally:
        await tg.close()
        await runner.cleanup()


class _Server:
    def __init__(self, tg: Core) -> None:
        self.tg = tg

    async def call(self, request: web.Request) -> web.Response:
        try:
            self._authorize(request)
            method = METHODS.get(request.match_info["method"].lower())
            if method is None:
                raise NOT_FOUND
            self.tg.calls[method.name] += 1
            return await self._struck(request, method)
        except Refusal as refusal:
            return _refused(refusal)

    async def file(self, request: web.Request) -> web.Response:
        try:
            self._authorize(request)
        except Refusal as refusal:
            return _refused(refusal)
        content = self.tg.files.read(request.match_info["path"])
        if content is None:
            return _refused(NOT_FOUND)
        return web.Response(body=content, content_type="application/octet-stream")

    def _authorize(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not _TOKEN.fullmatch(token):
            raise NOT_FOUND
        if token != self.tg.token:
            raise UNAUTHORIZED

    async def _struck(self, request: web.Request, method: Method) -> web.Response:
        """Carry the call out, with whatever trouble is due."""
        if self.tg.faults.latency:
            await asyncio.sleep(self.tg.faults.latency)
        fault = self.tg.faults.strike(method.name)
        if fault is None:
            return _granted(await self._act(request, method))
        fields = await Fields.of(request)
        result = None
        taken = isinstance(fault, Late) or getattr(fault, "taken", False)
        try:
            result = await self._act(request, method, fields) if taken else None
        finally:
            self._log(fault, method, fields, result)
        return await _trouble(fault, request, result)

    async def _act(
        self, request: web.Request, method: Method, fields: Fields | None = None
    ) -> object:
        fields = fields or await Fields.of(request)
        if self.tg.strict:
            fields.refuse_unknown(method.fields)
        result = method.act(self.tg, fields)
        return await result if inspect.isawaitable(result) else result

    def _log(self, fault: CallFault, method: Method, fields: Fields, result: object) -> None:
        chat_id = fields.chat_id() if fields.has("chat_id") else None
        message_id = result.get("message_id") if isinstance(result, dict) else None
        self.tg.faults.note(fault, method.name, chat_id, message_id)


async def _trouble(fault: CallFault, request: web.Request, result: object) -> web.Response:
    """Show the caller a fault; `result` is there if the call was carried out."""
    match fault:
        case TooMany(retry_after):
            return _refused(too_many(retry_after))
        case Broken(code):
            return _refused(Refusal(code, _NAMES.get(code, "Service Unavailable")))
        case Reset():
            if request.transport is not None:
                request.transport.abort()
        case Silence():
            while request.transport is not None and not request.transport.is_closing():  # noqa: ASYNC110 - aiohttp has no event for a client that left
                await asyncio.sleep(_LOOK_AGAIN)
        case Late(seconds):
            await asyncio.sleep(seconds)
    return _granted(result)


async def _nowhere(_: web.Request) -> web.Response:
    return _refused(NOT_FOUND)


def _granted(result: object) -> web.Response:
    return _answer({"ok": True, "result": result}, 200)


def _refused(refusal: Refusal) -> web.Response:
    return _answer(refusal.as_json(), refusal.code)


def _answer(body: Json, status: int) -> web.Response:
    written = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(body=written, status=status, content_type="application/json")
