"""Webhook mode over HTTP: Telegram posts, any replica takes it, and the client sees one bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.demo.telegram.faults import Duplicate
from bot.services.readiness import Door
from handlers.web.webhook import HEADER
from tests.journeys.client import meet, settled, with_goal
from tests.journeys.house import a_house
from tests.journeys.replicas import a_practice

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place
    from tests.journeys.client import Client


async def test_one_machine_is_posted_to_and_may_poll_again(tmp_path: Path) -> None:
    async with a_practice(tmp_path) as practice:
        async with practice.replica(shared=True) as house:
            robin = meet(house)
            await settled(robin)
            assert practice.tg.calls["getUpdates"] == 0
            port = practice.proxy.ports[0]
            await looked_into(port)
            assert await posted(port, {HEADER: "a guess"}) == 403
            assert house.service.heart.pulse().door is Door.WEBHOOK
        kept = len(robin.texts())
        await practice.tg.say(robin.id, "/mydata")
        await house.until(lambda: bool(practice.tg.webhook.last_error))
        async with practice.replica() as house:
            robin.house = house
            await robin.look()
            assert len(robin.texts()) == kept + 1, "what came while nobody listened is answered"
        async with practice.poller() as house:
            await house.until(lambda: house.service.entrance.door is Door.POLLING)
            robin.house = house
            await robin.say("/help")
            assert len(robin.texts()) == kept + 2
            assert practice.tg.webhook.settings is None


async def looked_into(port: int) -> None:
    async with aiohttp.ClientSession() as outside:
        for path in ("healthz", "readyz", "metrics"):
            async with outside.get(f"http://127.0.0.1:{port}/{path}") as answer:
                assert answer.status == 200


async def posted(port: int, headers: dict[str, str]) -> int:
    async with (
        aiohttp.ClientSession() as outside,
        outside.post(
            f"http://127.0.0.1:{port}/telegram", json={"update_id": 1}, headers=headers
        ) as answer,
    ):
        return answer.status


@pytest.mark.postgres
async def test_two_replicas_are_one_bot(postgres: Place, tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        plain = await conversation(meet(house))
    async with a_practice(tmp_path, postgres.url) as practice, practice.replica() as one:
        robin = meet(one)
        async with practice.replica():
            robin.house = practice
            practice.tg.faults.plan(Duplicate(), times=9)
            both = await conversation(robin)
            ports = set(practice.proxy.ports)
            assert len(ports) == 2
            assert set(practice.proxy.taken) == ports, "each has taken some"
        assert both == plain, "each line once, in its order"
        await robin.say("/help")
        assert len(robin.texts()) > len(both), "the one that is left goes on alone"


@pytest.mark.postgres
async def test_of_two_pollers_one_stands_by_and_takes_over(postgres: Place, tmp_path: Path) -> None:
    async with (
        a_practice(tmp_path, postgres.url) as practice,
        practice.poller() as one,
        practice.poller() as two,
    ):
        robin = meet(practice)
        leads, stands = one.service.entrance, two.service.entrance
        await robin.say("/start")
        assert (leads.door, stands.door) == (Door.POLLING, Door.STANDING_BY)
        leads.stop()
        await two.until(lambda: stands.door is Door.POLLING)
        said = len(robin.texts())
        await robin.choose("en")
        assert len(robin.texts()) == said + 1
        assert stands.polled is not None
        assert practice.tg.webhook.settings is None


async def conversation(robin: Client) -> list[str]:
    """Live through the welcome and the first goal, and give all that the bot said."""
    await with_goal(robin)
    await robin.say("/goal")
    return robin.texts()
