"""Exports made in tests: a store that is settled, read and exported, and what was written of it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from bot.cli.exporting import Exported, exported
from bot.interview.library import library
from bot.research.disguise import Disguise, known
from bot.schedule.occurrences import State
from storage.engine import read_url
from storage.research import Research, open_research
from tests.databases import MASTER, on_ring
from tests.storage.studied import Person, settle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.people import ClientId
    from bot.ports import Prompted
    from tests.databases import Place

KEY: Final = bytes(32)
DISGUISE: Final = Disguise(KEY, known(library().values()))


def reading(place: Place, rows: int, clients: int = 20) -> Research:
    """Give a reading of a store in pages of so many rows, and of so many clients."""
    found = open_research(read_url(place.url), read_url(place.keys_url), on_ring(MASTER))
    found.rows, found.clients = rows, clients
    return found


async def make(place: Place, folder: Path, rows: int, clients: int = 20) -> Exported:
    """Export a store."""
    research = reading(place, rows, clients)
    try:
        return await exported(research, folder, DISGUISE, quiet=True)
    finally:
        await research.close()


async def settled(place: Place, people: list[Person]) -> None:
    """Put people into a store."""
    database = place.open()
    try:
        async with database.works() as work:
            await settle(work, people)
    finally:
        await database.close()


async def histories(place: Place, whose: Iterable[ClientId]) -> list[Prompted]:
    """Give these clients' prompts as their own files have them."""
    database = place.open()
    async with database.works() as work:
        found = [one for client in whose for one in await work.holdings.occurrences(client)]
    await database.close()
    return found


def told(prompt: Prompted) -> dict[str, str]:
    """Give what an export has to say of how it went with a prompt."""

    def first(*states: State) -> str:
        came = next((one.at for one in prompt.history if one.state in states), None)
        return DISGUISE.instant(came, prompt.occurrence.zone, prompt.occurrence.client) or ""

    last = prompt.history[-1]
    return {
        "occurrence": DISGUISE.id("occurrence", prompt.id) or "",
        "state": last.state,
        "sent_at": first(State.SENT),
        "answered_at": first(State.ANSWERED, State.LATE),
        "settled_at": DISGUISE.instant(last.at, prompt.occurrence.zone, "") or "",
    }


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """Read one file of an export."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
