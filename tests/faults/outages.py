"""Rounds in which the whole service is away for hours: of each plan one prompt is caught up on."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.schedule.quiet import is_quiet
from tests.faults.books import ask
from tests.faults.figures import Figures
from tests.faults.people import Settler, client_of
from tests.faults.town import town
from tests.journeys.kill_life import Life

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.town import Town

AWAY: Final = timedelta(hours=8)
ZONES: Final = (
    *("America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "Europe/Madrid"),
    *("Europe/Kyiv", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland"),
    *("Africa/Lagos", "Asia/Kathmandu", "UTC"),
)
HOURS: Final = (8, 10, 12, 14, 16, 18, 20)
"""At half past each of these something is planned, every day."""
PLAN: Final = """format = 1
title = "All day"
checkins = ["went-well"]
[cadence]
kind = "daily"
[limits]
expire_after = "6h"
""" + "".join(f'[[slots]]\nfrom = "{hour:02}:30"\nto = "{hour:02}:30"\n' for hour in HOURS)
_STEP: Final = timedelta(hours=1)
_AFTER: Final = 14
"""Hours that are watched afterwards: until everybody is awake."""
_MEANT: Final = "SELECT id, client, local_date, slot, state FROM occurrences"


async def eight_hours(folder: Path, seed: int) -> Figures:
    """End the service at any hour of a day, and begin it again eight hours later."""
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    settlers = [Settler(zone, plan=PLAN, a_day=len(HOURS)) for zone in ZONES]
    async with town(folder, settlers, dice) as place:
        await _live(place, timedelta(minutes=dice.randrange(24 * 60)))
        left = place.home.clock.now()
        place.home.clock.shift(AWAY)
        back = place.home.clock.now()
        await _live(place, _STEP * _AFTER)
        return await _judge(place, left, back)


async def _live(place: Town, for_: timedelta) -> None:
    """Let the service live for so long, an hour at a time."""
    life = Life(place.home)
    try:
        await place.rest()
        while for_ > timedelta():
            place.home.clock.shift(min(for_, _STEP))
            for_ -= _STEP
            await place.rest()
        life.ask()
        assert await life.ended() == 0
    finally:
        life.kill()


async def _judge(place: Town, left: datetime, back: datetime) -> Figures:
    """Hold what came to what was meant: its day and slot say when that was, whenever it came."""
    figures = Figures().count(plans=len(place.people))
    meant = {
        str(id_): (str(client), _wall(day, slot), str(state))
        for id_, client, day, slot, state in await ask(place.home, _MEANT)
    }
    caught_up: Counter[str] = Counter()
    for person, name in zip(place.people, ZONES, strict=True):
        zone = ZoneInfo(name)
        await person.catch_up()
        for prompt, at in person.when.items():
            client, wall, _ = meant[prompt]
            assert client == client_of(person.id)
            due = wall.replace(tzinfo=zone).astimezone(UTC)
            caught_up[client] += left < due <= back <= at
            figures.wrong["prompts in quiet hours"] += is_quiet(at, Settler().quiet, zone)
            figures.wrong["prompts before their time"] += at < due
            figures.wrong["prompts doubled"] += person.came[prompt] > 1
        mine = {id_: of for id_, of in meant.items() if of[0] == client_of(person.id)}
        for id_, (_, wall, state) in mine.items():
            due = wall.replace(tzinfo=zone).astimezone(UTC)
            if left < due <= back:
                figures.count(**{"due while away": 1, f"fate: {state}": 1})
                figures.wrong["held against the client"] += (
                    state == "missed_by_client" and id_ not in person.came
                )
    figures.count(
        **{"caught up": caught_up.total(), "prompts": sum(len(p.came) for p in place.people)}
    )
    figures.wrong["more than one caught up"] = sum(many > 1 for many in caught_up.values())
    return figures


def _wall(day: object, slot: int) -> datetime:
    local = day if isinstance(day, date) else date.fromisoformat(str(day))
    return datetime.combine(local, time(HOURS[slot], 30))
