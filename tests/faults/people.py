"""People who are clients already: each with a plan, as the planner itself sets it up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.app import make_house
from bot.opening import open_store
from bot.people import Caps, Client, ClientId, Quiet, Standing
from bot.schedule.plan import PlanId
from bot.schedule.planfile import parse
from bot.services.replan import replan
from bot.services.visit import Visit
from tests.journeys.kill_life import Life

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.demo.telegram import Telegram
    from tests.journeys.kill_life import Home

DAILY: Final = """format = 1
title = "Every evening"
checkins = ["went-well"]
[cadence]
kind = "daily"
[[slots]]
from = "18:00"
to = "18:00"
[limits]
expire_after = "12h"
"""


@dataclass(frozen=True, slots=True)
class Settler:
    """How somebody lives: where, when they sleep, and by which plan."""

    zone: str = "America/New_York"
    quiet: Quiet = field(default_factory=Quiet)
    plan: str = DAILY
    a_day: int = 1
    """The most prompts that they want on a day."""


def client_of(person: int) -> ClientId:
    """Name the client that somebody on Telegram is."""
    return ClientId(f"{person:032x}")


async def migrate(home: Home) -> None:
    """Make a new store; in a process of its own, since one process makes one at a time."""
    store = open_store(home.config)
    await store.migrate()
    await store.close()


async def settle_in(home: Home, tg: Telegram, settlers: Sequence[Settler]) -> list[int]:
    """Let so many be clients of a new store, and give their Telegram ids."""
    people = [tg.add_person(f"Robin {n}").id for n in range(len(settlers))]
    made = Life(home, migrate)
    assert await made.ended() == 0, "The store was not made: see its log"
    store = open_store(home.config)
    house = await make_house(home.config, store, home.clock, lambda: None, lambda: "")
    for person, settler in zip(people, settlers, strict=True):
        tg.world.change_person(person, started=True)
        now = home.clock.now()
        client = Client(
            client_of(person),
            person,
            created_at=now,
            zone=settler.zone,
            standing=Standing.ACTIVE,
            consent="1",
            adult=True,
            quiet=settler.quiet,
            caps=Caps(settler.a_day),
            enrolled_at=now,
            seen_at=now,
        )
        today = now.astimezone(client.zoneinfo).date()
        plan = parse(
            settler.plan, plan=PlanId(client.id), client=client.id, start=today - timedelta(days=1)
        )
        async with store.works() as work:
            await work.clients.add(client)
            await work.plans.put(plan, now)
            await replan(Visit(house, work, client, now))
    await store.close()
    return people
