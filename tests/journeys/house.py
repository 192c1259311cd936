"""The whole service for a journey: the real store, bot and sender, a pretend Telegram, its clock.

Nothing runs by the real time: the clock stands still and is moved, and `settle` returns once
everything that was to happen has happened.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.app import serving
from bot.config import Config, Directory, Http, Safety, Security, Storage
from bot.config import Telegram as Account
from bot.demo.clock import ShiftedClock
from bot.demo.telegram import Telegram, serve
from bot.listening import Meaning
from bot.ports import OutboxState
from bot.services.flood import Budget
from bot.services.rates import Limits
from storage.masterkey import new_master_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.running import Service

TOKEN = "7654321:CANARY-token-of-nobody"
MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Ten in the morning in New York."""
PATIENCE = 10.0
"""Real seconds, for what takes milliseconds."""
UNHURRIED = Limits(chat_burst=1e9, all_burst=1e9)
"""By a clock that stands, a chat's share of messages would never come back."""
PATIENT = Budget(burst=1e9)
"""Nor would its share of what is read."""
OPEN = (OutboxState.PENDING, OutboxState.LEASED, OutboxState.SENDING)


@dataclass(slots=True)
class House:
    """The service, running."""

    tg: Telegram
    clock: ShiftedClock
    service: Service

    async def settle(self) -> None:
        """Wait until all that arrived is handled, all that is due has happened, all is sent."""
        async with asyncio.timeout(PATIENCE):
            await self.tg.settled()
            while not await self._quiet():
                await asyncio.sleep(0.001)
                await self.tg.settled()

    async def advance(self, by: timedelta) -> None:
        """Move the clock, and let everything due happen."""
        self.clock.shift(by)
        await self.service.knock()
        await self.settle()

    async def advance_to(self, instant: datetime) -> None:
        """Move the clock to an aware instant."""
        await self.advance(instant - self.clock.now())

    async def live_to(self, instant: datetime) -> None:
        """Live on to an aware instant: whatever is due until then happens when it is due."""
        while (due := await self.next_due()) is not None and due < instant:
            await self.advance_to(max(due, self.clock.now()))
        await self.advance_to(max(instant, self.clock.now()))

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for something that has no event."""
        async with asyncio.timeout(PATIENCE):
            while not true():  # noqa: ASYNC110 - as the docstring says
                await asyncio.sleep(0.001)

    async def next_prompt(self) -> datetime:
        """Give when the next prompt comes; aware, UTC."""
        due = await self.service.next_prompt()
        assert due is not None
        return due

    async def next_due(self) -> datetime | None:
        """Give when the next of anything is due; aware, UTC."""
        async with self.service.house.works() as work:
            return await work.timers.next_due()

    async def _quiet(self) -> bool:
        if self.service.processor.depth:
            return False
        async with self.service.house.works() as work:
            waits = await work.outbox.depth()
            due = await work.timers.next_due()
        if any(waits.get(state, 0) for state in OPEN):
            self.service.deliver.wake()
            return False
        return due is None or due > self.clock.now()


def config(folder: Path, url: str, store: str = "", directory: str = "") -> Config:
    """Give a configuration of its own in a folder, with a fresh master key.

    `store` is the URL of another database than the folder's own, `directory` that of something
    that speaks as FindTreatment.gov does.
    """
    key = folder / "master.key"
    if not key.exists():
        new_master_key(key)
    return Config(
        telegram=Account(token=SecretStr(TOKEN), api_base_url=url),
        storage=Storage(url=store or f"sqlite:///{folder / 'stillwater.db'}"),
        security=Security(master_key_file=key),
        safety=Safety(meaning=Meaning.OFF),  # it takes a second to load, each time
        directory=Directory(url=directory or f"{url}/nobody"),
        http=Http(port=0),
    )


@asynccontextmanager
async def a_house(
    folder: Path,
    at: datetime = MONDAY,
    *,
    real: Callable[[], datetime] | None = None,
    store: str = "",
    directory: str = "",
    budget: Budget = PATIENT,
) -> AsyncIterator[House]:
    """Run the whole service in a folder, from an instant on; the clock stands until it is moved."""
    clock = ShiftedClock(None, real or (lambda: at))
    tg = Telegram(None, clock.now, TOKEN)
    async with (
        serve(tg) as server,
        serving(
            config(folder, server.base_url, store, directory), clock, UNHURRIED, budget
        ) as service,
    ):
        yield House(tg, clock, service)
