"""The stage: the page, and what it asks and hears over HTTP.

`GET /demo/state` gives all there is, `/demo/events` (WebSocket) the same and then every change;
a POST is one deed of one person, or a move of the clock.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from aiohttp import web
from pydantic import BaseModel

from bot.demo import scene
from bot.demo.clock import ShiftedClock
from bot.demo.deeds import DEEDS, Gathering, Newcomer
from bot.demo.listeners import Listeners
from bot.demo.moves import Move
from bot.demo.telegram import Telegram
from bot.demo.telegram.refusals import Refusal
from bot.demo.telegram.shapes import Json

PAGE = Path(__file__).with_name("page")
_Shape = TypeVar("_Shape", bound=BaseModel)


async def _unknown(_: int) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Stage:
    """What the page plays on.

    `next_prompt` gives the instant of the next prompt planned for anybody, None without one;
    `moved` is awaited after the clock moved on, so that the service knocks at once; `zone_of`
    gives the IANA zone that a Telegram user settled with the service; `zone` is the service's.
    `counselor_link` makes a counselor's one-time invitation and gives its link, once it is opened;
    without it a fresh stage invites nobody.
    """

    tg: Telegram
    clock: ShiftedClock
    next_prompt: Callable[[], Awaitable[datetime | None]]
    moved: Callable[[], Awaitable[None]]
    zone_of: Callable[[int], Awaitable[str | None]] = _unknown
    zone: str = "UTC"
    counselor_link: Callable[[], Awaitable[str]] | None = None
    listeners: Listeners = field(default_factory=Listeners)

    def routes(self) -> list[web.AbstractRouteDef]:
        """Give the page and its API."""
        return [
            web.get("/", self._index),
            web.static("/page", PAGE),
            web.get("/demo/state", self._state),
            web.get("/demo/clock", self._tell_time),
            web.get("/demo/events", self._events),
            web.get("/demo/files/{id}", self._file),
            web.get("/demo/people/{person}/commands", self._commands),
            web.post("/demo/people", self._add),
            web.post("/demo/groups", self._gather),
            web.post("/demo/people/{person}/invitation", self._be_invited),
            web.post("/demo/people/{person}/{deed}", self._act),
            web.post("/demo/clock", self._move),
        ]

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _state(self, _: web.Request) -> web.Response:
        return web.json_response(await self._all())

    async def _tell_time(self, _: web.Request) -> web.Response:
        return web.json_response(await self._time())

    async def _events(self, request: web.Request) -> web.WebSocketResponse:
        return await self.listeners.join(request, self.tg, self._all)

    async def _commands(self, request: web.Request) -> web.Response:
        chat = request.query.get("chat")
        listed = scene.commands(self.tg, self._person(request), int(chat) if chat else None)
        return web.json_response(listed)

    async def _file(self, request: web.Request) -> web.Response:
        try:
            path = self.tg.files.describe(request.match_info["id"])["file_path"]
        except Refusal as unknown:
            raise web.HTTPNotFound from unknown
        kind = "image/png" if path.startswith("photo") else "application/octet-stream"
        return web.Response(body=self.tg.files.read(path), content_type=kind)

    async def _add(self, request: web.Request) -> web.Response:
        newcomer = (await _read(request, Newcomer)).act(self.tg)
        return await self._show(scene.person(self.tg, newcomer) | {"messages": []})

    async def _gather(self, request: web.Request) -> web.Response:
        group = (await _read(request, Gathering)).act(self.tg)
        return await self._show(scene.group(group) | {"messages": []})

    async def _act(self, request: web.Request) -> web.Response:
        person = self._person(request)
        shape = DEEDS.get(request.match_info["deed"])
        if shape is None:
            raise web.HTTPNotFound
        said = await (await _read(request, shape)).act(self.tg, person)
        await self._show(scene.person(self.tg, self.tg.person(person)))
        return web.json_response(said)

    async def _be_invited(self, request: web.Request) -> web.Response:
        person = self._person(request)
        if self.counselor_link is None or not scene.invited(self.tg, self.tg.person(person)):
            raise web.HTTPNotFound
        link = urlsplit(await self.counselor_link())
        (payload,) = parse_qs(link.query)["start"]
        await self.tg.open_link(person, payload)
        return await self._show(scene.person(self.tg, self.tg.person(person)))

    async def _move(self, request: web.Request) -> web.Response:
        move = await _read(request, Move)
        planned = await self.next_prompt() if move.next_prompt else None
        now = self.clock.now()
        self.clock.shift(move.target(now, planned) - now)
        await self.moved()
        time = await self._time()
        await self.listeners.tell({"kind": "clock", "clock": time})
        return web.json_response(time)

    async def _show(self, chat: Json) -> web.Response:
        """Tell everybody who listens that a chat is there or is different."""
        await self.listeners.tell({"kind": "chat", "chat": chat})
        return web.json_response(chat)

    async def _all(self) -> Json:
        time = await self._time()
        return {"kind": "state", "bot": self.tg.bot, "clock": time, "chats": scene.chats(self.tg)}

    async def _time(self) -> Json:
        """Give the clock, and what may change unseen: zones, and what the bot says of itself."""
        planned = await self.next_prompt()
        return {
            "now": self.clock.now().isoformat(),
            "ahead": self.clock.offset.total_seconds(),
            "zone": self.zone,
            "next_prompt": planned and planned.isoformat(),
            "people": {
                who.id: {
                    "zone": await self.zone_of(who.id),
                    "description": scene.description(self.tg, who),
                }
                for who in self.tg.people()
            },
        }

    def _person(self, request: web.Request) -> int:
        named = request.match_info["person"]
        if not named.isdecimal() or int(named) not in self.tg.world.people:
            raise web.HTTPNotFound
        return int(named)


async def _read(request: web.Request, shape: type[_Shape]) -> _Shape:
    return shape.model_validate_json(await request.text())
