"""Rounds in which the clock jumps, or a night of a summer-time change goes by."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from whenever import ZonedDateTime

from bot.people import Quiet
from tests.faults.books import ask, instant
from tests.faults.figures import Figures
from tests.faults.people import DAILY, Settler
from tests.faults.town import town
from tests.journeys.kill_life import BEGAN, Life

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.town import Town

HOUR: Final = timedelta(hours=1)
PEOPLE: Final = 3
AWAKE: Final = Quiet(Quiet().end, Quiet().end)
NIGHTS: Final = (
    (datetime(2026, 3, 7, 12, tzinfo=UTC), "America/New_York"),
    (datetime(2026, 10, 31, 12, tzinfo=UTC), "America/New_York"),
    (datetime(2026, 3, 28, 12, tzinfo=UTC), "Europe/Madrid"),
    (datetime(2026, 10, 24, 12, tzinfo=UTC), "Europe/Madrid"),
)
"""Noons before the clocks change, and where."""
TIMES: Final = ("01:30", "02:30")
_MEANT: Final = "SELECT local_date, due_at, client, state FROM occurrences"


async def jumps(folder: Path, seed: int) -> Figures:
    """Let the clock jump an hour, to and fro, while people write and prompts fall due."""
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    figures = Figures()
    async with town(folder, [Settler()] * PEOPLE, dice) as place:
        life = Life(place.home)
        try:
            for _ in range(4):
                await place.talk(1)
                owed = await place.due()
                if dice.random() < 0.5:
                    _jump(place, dice.choice((-HOUR, HOUR)), figures)
                    await place.talk(1)
                    place.home.clock.shift(HOUR)
                await place.meet(owed)
                _jump(place, dice.choice((-HOUR, HOUR)), figures)
                await place.talk(1)
            await place.rest()
            life.ask()
            assert await life.ended() == 0
        finally:
            life.kill()
        return figures.found(await place.judged())


async def nights(folder: Path, seed: int) -> Figures:
    """Live through a night in which the clocks change, with a prompt in the hour that does."""
    noon, zone = NIGHTS[seed % len(NIGHTS)]
    dice = Random(seed)  # noqa: S311 - as above
    settlers = [Settler(zone, AWAKE, DAILY.replace("18:00", at)) for at in TIMES]
    async with town(folder, settlers, dice, began=noon - BEGAN) as place:
        life = Life(place.home)
        try:
            for _ in range(5):
                await place.meet(await place.due())
            await place.rest()
            life.ask()
            assert await life.ended() == 0
        finally:
            life.kill()
        figures = Figures().count(nights=1).found(await place.judged())
        await _on_time(place, zone, figures)
        return figures


async def _on_time(place: Town, zone: str, figures: Figures) -> None:
    """Hold each day's prompt to what another library says of that wall time."""
    days: Counter[tuple[str, date]] = Counter()
    walls = {f"{person.id:032x}": at for person, at in zip(place.people, TIMES, strict=True)}
    for day, due, client, state in await ask(place.home, _MEANT):
        local = day if isinstance(day, date) else date.fromisoformat(str(day))
        hour, minute = map(int, walls[str(client)].split(":"))
        wall = ZonedDateTime(
            local.year, local.month, local.day, hour, minute, tz=zone, disambiguation="compatible"
        )
        late = instant(due) - wall.to_stdlib().astimezone(UTC)
        figures.wrong["prompts at another time"] += not timedelta() <= late < timedelta(hours=1)
        days[str(client), local] += state != "planned"
    figures.wrong["days with two prompts"] = sum(many > 1 for many in days.values())
    missing = [
        (client, first + timedelta(days=n))
        for client in walls
        for first, last in [_span(days, client)]
        for n in range((last - first).days)
        if not days[client, first + timedelta(days=n)]
    ]
    figures.wrong["days without a prompt"] = len(missing)


def _span(days: Counter[tuple[str, date]], client: str) -> tuple[date, date]:
    theirs = [day for of, day in days if of == client]
    return min(theirs), max(theirs)


def _jump(place: Town, by: timedelta, figures: Figures) -> None:
    """Move the clock, which may go back as a machine's own may."""
    home = place.home
    offset = home.clock.offset + by
    fresh = home.folder / "clock.jumped"
    fresh.write_text(str(offset // timedelta(microseconds=1)), "ascii")
    fresh.replace(home.folder / "clock")
    figures.counts["jumps"] += 1
