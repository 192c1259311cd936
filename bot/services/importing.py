"""Taking in an operator's clinics: in small transactions, so that nobody waits for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.treatment.csvfile import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.ports import Works
    from bot.treatment.clinic import Clinic

BATCH: Final = 500
"""Clinics that are kept in one transaction: a bot that runs on the same store waits that long."""


@dataclass(slots=True)
class Taken:
    """What came of it."""

    kept: int = 0
    """Rows that were taken in; the same place twice counts twice, and is kept once."""
    wrong: int = 0
    gone: int = 0
    """Clinics of earlier files that were let go."""
    all: int = 0
    """Clinics that are kept now."""


async def take(
    works: Works,
    rows: Iterable[Clinic | Problem],
    tell: Callable[[Problem], None],
    *,
    replace: bool = False,
) -> Taken:
    """Keep every clinic, and tell of every row that is none.

    To `replace` lets go of what earlier files had and this one has not, once all of it is in and
    unless nothing was. Cut short, it is begun anew: what is there already is put once more.
    """
    taken = Taken()
    batch: list[Clinic] = []
    async with works() as work:
        edition = await work.clinics.newest() + 1
    for row in rows:
        if isinstance(row, Problem):
            taken.wrong += 1
            tell(row)
            continue
        batch.append(row)
        if len(batch) == BATCH:
            await _keep(works, batch, edition, taken)
    await _keep(works, batch, edition, taken)
    async with works() as work:
        if replace and taken.kept:
            taken.gone = await work.clinics.drop_before(edition)
        taken.all = await work.clinics.count()
    return taken


async def _keep(works: Works, batch: list[Clinic], edition: int, taken: Taken) -> None:
    async with works() as work:
        await work.clinics.put(batch, edition)
    taken.kept += len(batch)
    batch.clear()
