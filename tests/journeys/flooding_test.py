"""A flood, over the whole road: nobody else waits, and whoever is in danger in it gets the card."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.services.flood import Budget
from tests.journeys.canary_search import forms, found, number
from tests.journeys.canary_test import MARK
from tests.journeys.client import meet, settled
from tests.journeys.house import a_house
from tests.journeys.inside import look

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.client import Client
    from tests.journeys.house import House

TOLD: Final = "more than I can read"
CARD: Final = "Thank you for writing that"
BUDGET: Final = Budget(burst=20)


async def floods(house: House, client: Client, count: int) -> None:
    """Let somebody write so much that others have to fetch it in several batches."""
    for n in range(count):
        await house.tg.say(client.id, f"{MARK} {n}")


def told(client: Client, what: str) -> int:
    return sum(what in text for text in client.texts())


async def test_a_flood_holds_up_nobody_and_in_it_danger_is_heard(tmp_path: Path) -> None:
    async with a_house(tmp_path, budget=BUDGET) as house:
        ann, ben = meet(house), meet(house, "es", "Ben")
        await settled(ann)
        house.clock.shift(BUDGET.pause)
        before = len(ann.texts())
        await floods(house, ann, 250)
        seen = await ben.say("/start")
        assert seen, "he is answered as ever"
        await house.settle()
        assert told(ann, TOLD) == 1
        card = next(text for text in ann.texts() if TOLD in text)
        assert "988" in card
        assert len(ann.texts()) - before <= BUDGET.burst + 1
        await ann.look()

        await ann.say("/help")
        assert "988" in ann.texts()[-1]
        assert told(ann, TOLD) == 1

        house.clock.shift(BUDGET.helps)
        await floods(house, ann, 60)
        await house.tg.say(ann.id, "i want to kill myself tonight")
        await floods(house, ann, 60)
        await ann.look()
        assert told(ann, CARD) == 1
        assert told(ann, TOLD) == 1

        house.clock.shift(BUDGET.pause + timedelta(seconds=1))
        assert await ann.say("/goals"), "and then they are read as ever"
        async with house.service.house.works() as work:
            assert await work.inbox.open() == 0
            assert await work.inbox.set_aside() == []
        needles = {*forms(MARK), *number(ann.id)}
        assert found(tmp_path, needles, ("master.key",)) == []
        inside = await look(house.service)
        assert inside.unknown == set()
        assert [needle for needle in needles if needle in inside.said] == []
        assert inside.figure("updates_received_total", kind="message", became="left out") > 300
        assert inside.figure("sends_total", purpose="crisis", became="sent") >= 1
        assert inside.figure("inbox", state="waiting") == 0
