"""A counselor sets up, changes, pauses and ends a plan by telephone, on the whole service."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.care import Care, Share
from bot.people import Counselor, CounselorId
from tests.journeys.client import Client, meet, settled
from tests.journeys.house import House, a_house

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

PART = frozenset({Share.TAKING_PART})
FEW = 15
PROMPT = "It's time for your check-in."


@dataclass
class Both:
    """A counselor and their client, each with a telephone."""

    house: House
    dana: Client
    robin: Client
    taps: int = 0

    async def tap(self, *labels: str) -> str:
        """Let the counselor tap keys, and give what stands there then."""
        seen = []
        for label in labels:
            seen = await self.dana.tap(label)
            self.taps += 1
        return next(one.text for one in reversed(seen) if one.kind != "toast")

    async def prompts(self) -> int:
        """Count what the client was prompted so far."""
        await self.robin.look()
        return self.robin.texts().count(PROMPT)

    async def to(self, at: datetime) -> None:
        await self.house.advance_to(at)


@asynccontextmanager
async def both(folder: Path) -> AsyncIterator[Both]:
    """Give a client without a plan, whose counselor has their list before them."""
    async with a_house(folder) as house:
        robin, dana = meet(house), meet(house, name="Dana")
        await settled(robin)
        works, now = house.service.house.works, house.clock.now()
        async with works() as work:
            client = await work.clients.by_chat(robin.id)
            assert client is not None
            zone = "America/New_York"
            made = Counselor(
                CounselorId(uuid4().hex), dana.id, now, "Dana", zone=zone, settled=True
            )
            await work.counselors.add(made)
            await work.cares.put(Care(client.id, made.id, "Blue scarf", now, PART))
        here = Both(house, dana, robin)
        await dana.say("/clients")
        ending = "End", "End", "Back"
        await here.tap("Blue scarf (new)", "Plans", "1", *ending)
        here.taps = 0
        yield here


async def test_a_plan_is_set_up_in_a_few_taps_and_comes_when_it_says(tmp_path: Path) -> None:
    async with both(tmp_path) as here:
        shown = await here.tap(
            "New plan", "Days", "Fri", "Done", "Time", "7:00 pm", "See what it sends", "Save"
        )
        assert here.taps < FEW
        assert "every Tuesday and Friday at 7:00 pm" in shown
        due = await here.house.next_prompt()
        await here.to(due - timedelta(minutes=1))
        await here.robin.look()
        assert "Tuesday and Friday at 7:00 pm" in here.robin.texts()[-1]
        assert await here.prompts() == 0
        await here.to(due)
        assert await here.prompts() == 1


async def test_an_edit_one_minute_before_a_send_holds_it_back(tmp_path: Path) -> None:
    async with both(tmp_path) as here:
        await here.tap("New plan", "See what it sends", "Save")
        due = await here.house.next_prompt()
        await here.to(due - timedelta(minutes=1))
        await here.tap("Change", "Time", "8:00 pm", "See what it sends", "Save")
        await here.to(due + timedelta(minutes=5))
        assert await here.prompts() == 0
        assert await here.house.next_prompt() == due + timedelta(hours=2)
        await here.to(due + timedelta(hours=2))
        assert await here.prompts() == 1


async def test_a_pause_across_a_due_time_sends_nothing_of_it(tmp_path: Path) -> None:
    async with both(tmp_path) as here:
        await here.tap("New plan", "See what it sends", "Save")
        due = await here.house.next_prompt()
        await here.to(due - timedelta(minutes=1))
        await here.tap("Pause")
        await here.to(due + timedelta(hours=1))
        await here.tap("Resume")
        await here.to(due + timedelta(hours=5))
        assert await here.prompts() == 0
        assert await here.house.next_prompt() == due + timedelta(days=7) - timedelta(
            hours=1
        )  # spring


async def test_an_impossible_window_is_refused_with_one_that_works(tmp_path: Path) -> None:
    async with both(tmp_path) as here:
        await here.tap("New plan")
        await here.dana.say("17-18")
        await here.tap("Time", "How many, how far apart")
        await here.dana.say("5")
        assert "don't fit between 5:00 pm and 6:00 pm" in await here.tap("30 minutes")
        assert "twice between" in await here.tap("Use that")
        assert "March 3" in await here.tap("See what it sends")
        await here.tap("Save")
        due = await here.house.next_prompt()
        await here.to(due)
        assert await here.prompts() == 1
