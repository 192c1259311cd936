"""A counselor gives templates and copies plans by telephone, on the whole service."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import pytest

from bot.care import Care, Session, Share
from bot.interview.phrases import packaged
from bot.people import Counselor, CounselorId
from bot.schedule.plan import PlanStatus
from tests.journeys.client import Client, meet, settled
from tests.journeys.house import House, a_house

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from bot.schedule.plan import Plan

PART = frozenset({Share.TAKING_PART})
ZONE: Final = "America/New_York"
PROMPT: Final = "It's time for your check-in."
MANY: Final = 30
LATER: Final = packaged()("en", "ticking.later")


@dataclass
class Practice:
    """A counselor with a telephone, and clients with theirs."""

    house: House
    dana: Client
    clients: list[Client]

    async def card(self, label: str = "Blue scarf") -> None:
        """Open a client's card, found by what is typed."""
        await self.dana.say("/clients")
        await self.dana.say(label)
        await self.tap(f"{label} (new)")

    async def tap(self, *labels: str) -> str:
        """Let the counselor tap keys, and give what stands there then."""
        for label in labels:
            await self.dana.tap(label)
        return self.dana.texts()[-1]

    async def plans(self, client: Client) -> list[Plan]:
        """Give the plans of a client that have not ended."""
        async with self.house.service.house.works() as work:
            found = await work.clients.by_chat(client.id)
            assert found is not None
            kept = await work.plans.of(found.id)
        return [plan for plan in kept if plan.status is not PlanStatus.ENDED]


@asynccontextmanager
async def practice(folder: Path, clients: int = 1) -> AsyncIterator[Practice]:
    """Give a counselor so many clients, the first of whom has a session in a week."""
    async with a_house(folder) as house:
        phones = [meet(house) for _ in range(clients)]
        for phone in phones:
            await settled(phone)
        dana = meet(house, name="Dana")
        now = house.clock.now()
        made = Counselor(CounselorId(uuid4().hex), dana.id, now, "Dana", zone=ZONE, settled=True)
        async with house.service.house.works() as work:
            await work.counselors.add(made)
            for n, phone in enumerate(phones):
                found = await work.clients.by_chat(phone.id)
                assert found is not None
                label = f"Client {n:02}" if n else "Blue scarf"
                care = Care(found.id, made.id, label, now, PART, sessions=_week(now))
                await work.cares.put(care)
        yield Practice(house, dana, phones)


def _week(now: datetime) -> tuple[Session, ...]:
    at = now.replace(tzinfo=None, second=0, microsecond=0)
    return tuple(Session(at + timedelta(days=days), ZONE) for days in (-1, 7))


@pytest.mark.parametrize(
    ("template", "hour", "checkins"),
    [
        ("Before and after the risky time", True, ["week-ahead", "week-review", "importance"]),
        ("Once a week", False, ["week-review"]),
        ("Around the sessions", False, ["agenda", "takeaway"]),
        ("After a hard week", False, ["people", "week-ahead", "week-review"]),
        ("Keeping in touch", False, ["week-review"]),
    ],
)
async def test_each_template_is_given_and_its_first_prompt_comes(
    template: str, checkins: list[str], tmp_path: Path, *, hour: bool
) -> None:
    async with practice(tmp_path) as here:
        await here.card()
        shown = await here.tap("Templates", template, *(("Friday", "8:00 pm") if hour else ()))
        assert "From tomorrow:" in shown
        assert (await here.tap("Save")).startswith("Saved. Blue scarf reads once")
        robin = here.clients[0]
        assert [plan.checkins[0] for plan in await here.plans(robin)] == checkins
        due = await here.house.next_prompt()
        await here.house.advance(timedelta(minutes=6))
        await robin.look()
        assert "Your counselor changed what comes when" in robin.texts()[-1]
        await here.house.advance_to(due - timedelta(seconds=1))
        await robin.look()
        assert PROMPT not in robin.texts()
        await here.house.advance_to(due)
        await robin.look()
        assert robin.texts().count(PROMPT) == 1


async def test_plans_are_copied_to_thirty_clients_whose_prompts_all_come(tmp_path: Path) -> None:
    async with practice(tmp_path, MANY + 1) as here:
        await here.card()
        await here.tap("Templates", "Before and after the risky time", "Friday", "8:00 pm", "Save")
        await here.tap("Open the card", "Copy plans")
        for page in (2, 3, 4):
            await here.tap("All on this page", LATER.format(n=page))
        await here.tap("All on this page")
        assert "for 30 clients." in await here.tap(f"Go on with {MANY}")
        assert (await here.tap("Save")).startswith(f"Saved for {MANY} clients.")
        first, *others = here.clients
        mine = [(plan.checkins, plan.cadence, plan.slots) for plan in await here.plans(first)]
        taken = {plan.id for plan in await here.plans(first)}
        for client in others:
            copied = await here.plans(client)
            assert [(plan.checkins, plan.cadence, plan.slots) for plan in copied] == mine
            taken |= {plan.id for plan in copied}
        assert len(taken) == 3 * (MANY + 1)
        due = await here.house.next_prompt()
        await here.house.live_to(due + timedelta(minutes=10))
        for client in here.clients:
            assert client.texts().count(PROMPT) == 1
