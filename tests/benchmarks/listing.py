"""The operator's own directory: taking in a file of many clinics, and finding the nearest ones."""

from __future__ import annotations

import csv
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bot.config import Config, Security, Storage
from bot.opening import open_store
from bot.services.importing import take
from bot.treatment.clinic import Ask, Service, Wanted
from bot.treatment.csvfile import read
from bot.treatment.csvrow import COLUMNS
from bot.treatment.earth import Point
from storage.masterkey import new_master_key
from tests.benchmarks.small import Listing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ports import Works

TOWNS: Final = 600
"""Half of all clinics are about the larger of these, as they are about cities."""
SPREAD: Final = 0.2
"""Degrees that a town's clinics lie apart."""
WANTED: Final = (
    Wanted(),
    Wanted(Service.SUBSTANCE_USE),
    Wanted(Service.SUBSTANCE_USE, medication=True, language="es"),
)


async def measure(folder: Path, clinics: int, asks: int) -> Listing:
    """Take in so many clinics of a made-up country, and ask so many times what is near."""
    chance = Random(11)  # noqa: S311 - places to measure, nothing secret
    towns = [Point(chance.uniform(26, 48), chance.uniform(-122, -72)) for _ in range(TOWNS)]
    file, key = folder / "clinics.csv", folder / "clinics.key"
    _write(file, clinics, towns, chance)
    new_master_key(key)
    url = f"sqlite:///{folder / 'clinics.db'}"
    store = open_store(Config(storage=Storage(url=url), security=Security(master_key_file=key)))
    try:
        await store.migrate()
        with file.open(encoding="utf-8", newline="") as lines:
            began = perf_counter()
            taken = await take(store.works, read(lines), print, replace=True)
            took = perf_counter() - began
        times = [await _ask(store.works, _asked(n, towns, chance)) for n in range(asks)]
    finally:
        await store.close()
    return Listing(
        clinics=taken.all,
        import_s=took,
        p50_ms=median(times),
        p99_ms=quantiles(times, n=100)[-1],
    )


def _write(file: Path, clinics: int, towns: list[Point], chance: Random) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        for n in range(clinics):
            town = chance.randrange(TOWNS // 20 if n % 2 else TOWNS)
            lat = chance.gauss(towns[town].lat, SPREAD)
            lng = chance.gauss(towns[town].lng, SPREAD)
            address = (f"Place {n}", f"{n} Example St", f"Town {town}", "OR", f"{n:05}")
            reached = (f"503-555-{n % 10_000:04}", "")
            offers = ("sa", "mh", "sa mh", "sa otp bu")[n % 4], "en es" if n % 3 else "en"
            rows.writerow((*address, *reached, f"{lat:.5f}", f"{lng:.5f}", *offers))


def _asked(n: int, towns: list[Point], chance: Random) -> Ask:
    """Ask about a town; every fourth time about anywhere, where little is near."""
    town = towns[chance.randrange(TOWNS)]
    anywhere = Point(chance.uniform(26, 48), chance.uniform(-122, -72))
    return Ask(town if n % 4 else anywhere, wanted=WANTED[n % len(WANTED)])


async def _ask(works: Works, ask: Ask) -> float:
    """Give how long the answer took, in milliseconds; in a transaction of its own."""
    began = perf_counter()
    async with works() as work:
        await work.clinics.find(ask)
    return (perf_counter() - began) * 1000
