"""The invitation that awaits a counselor on a fresh stage."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.demo.clock import ShiftedClock
from bot.demo.hosting import serve_stage
from bot.demo.stage import Stage
from bot.demo.telegram import Telegram
from tests.bot.demo.conftest import Demo
from tests.bot.demo.small_bot import TOKEN


@dataclass
class Links:
    """Makes a counselor's links, and remembers them."""

    made: list[str] = field(default_factory=list)

    async def __call__(self) -> str:
        self.made.append(f"k-{len(self.made)}")
        return f"https://t.me/stillwater_bot?start={self.made[-1]}"


@dataclass
class Opened:
    """A demo that is served, from its page's side."""

    tg: Telegram
    http: aiohttp.ClientSession

    async def invited(self) -> list[str]:
        async with self.http.get("/demo/state") as answer:
            return [chat["name"] for chat in (await answer.json())["chats"] if chat["invited"]]

    async def be_invited(self, person: int) -> tuple[int, Any]:
        async with self.http.post(f"/demo/people/{person}/invitation", json={}) as answer:
            return answer.status, await answer.json() if answer.ok else None


@asynccontextmanager
async def opened(folder: Path, links: Callable[[], Awaitable[str]] | None) -> AsyncIterator[Opened]:
    """Serve a demo that keeps what happened, until the block is left."""
    clock = ShiftedClock(None, lambda: datetime.now(UTC))
    tg = Telegram(folder, clock.now, TOKEN)
    quiet = Demo(tg, clock)
    stage = Stage(tg, clock, quiet.next_prompt, quiet.moved, counselor_link=links)
    async with serve_stage(stage, 0) as url, aiohttp.ClientSession(url) as http:
        yield Opened(tg, http)


async def test_a_counselor_is_invited_once_and_over_a_restart(tmp_path: Path) -> None:
    links = Links()
    for _ in range(2):
        async with opened(tmp_path, links) as demo:
            assert [who.first_name for who in demo.tg.people()] == ["Ana", "Dana"]
            assert await demo.invited() == ["Dana (counselor)"]
    assert links.made == []
    async with opened(tmp_path, links) as demo:
        ana, dana = (who.id for who in demo.tg.people())
        assert await demo.be_invited(ana) == (404, None)
        status, chat = await demo.be_invited(dana)
        assert (status, chat["invited"], chat["started"]) == (200, False, True)
        assert [seen.text for seen in demo.tg.chat(dana)] == ["/start k-0"]
        assert await demo.be_invited(dana) == (404, None)
    async with opened(tmp_path, links) as demo:
        assert await demo.invited() == []
    assert links.made == ["k-0"]


async def test_a_stage_that_makes_no_invitations_has_none(tmp_path: Path) -> None:
    async with opened(tmp_path, None) as demo:
        assert await demo.invited() == []
        for who in demo.tg.people():
            assert await demo.be_invited(who.id) == (404, None)
