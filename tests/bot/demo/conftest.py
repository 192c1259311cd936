from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page

from bot.demo.clock import ShiftedClock
from bot.demo.hosting import serve_stage
from bot.demo.stage import PAGE, Stage
from bot.demo.telegram import Telegram
from tests.bot.demo.browser import opened
from tests.bot.demo.small_bot import TOKEN, SmallBot, running

COUNSELOR_CODE = "k-7Qm_0123456789abcdefg"


@dataclass
class Demo:
    """A stage that is served, and how often its clock was said to have moved."""

    tg: Telegram
    clock: ShiftedClock
    url: str = ""
    due: datetime | None = None
    zones: dict[int, str] = field(default_factory=dict)
    knocks: int = 0

    async def next_prompt(self) -> datetime | None:
        return self.due

    async def moved(self) -> None:
        self.knocks += 1

    async def zone_of(self, person: int) -> str | None:
        return self.zones.get(person)

    @property
    def person(self) -> int:
        return self.tg.people()[0].id


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    """A stage without a bot."""
    clock = ShiftedClock(None, lambda: datetime.now(UTC))
    tg = Telegram(None, clock.now, TOKEN)
    served = Demo(tg, clock)
    stage = Stage(tg, clock, served.next_prompt, served.moved, served.zone_of)
    async with serve_stage(stage, 0) as url:
        served.url = url
        yield served


@dataclass
class Lived:
    """A stage with the small bot behind it."""

    stage: Stage
    bot: SmallBot
    url: str


@pytest.fixture
async def lived() -> AsyncIterator[Lived]:
    """A stage on which the small bot plays."""
    clock = ShiftedClock(None, lambda: datetime.now(UTC))
    tg = Telegram(None, clock.now, TOKEN)
    bot = SmallBot(clock)

    async def zone_of(person: int) -> str | None:
        return "America/New_York" if tg.chat(person) else None

    async def counselor_link() -> str:
        return f"https://t.me/stillwater_bot?start={COUNSELOR_CODE}"

    stage = Stage(tg, clock, bot.next_prompt, bot.moved, zone_of, counselor_link=counselor_link)
    photo = (PAGE / "sample.png").read_bytes()
    async with serve_stage(stage, 0) as url, running(bot, url, photo):
        yield Lived(stage, bot, url)


@pytest.fixture
async def page(lived: Lived) -> AsyncIterator[Page]:
    """The page, opened in a real Chromium."""
    async with opened(lived.url) as page:
        yield page
