"""Clinics in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.hearing import plain
from bot.treatment.clinic import found
from bot.treatment.towns import MARK, meant, spots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.treatment.clinic import Ask, Clinic
    from bot.treatment.spot import Spot
    from storage.memory.shelves import Shelves


class MemoryClinics:
    """Clinics by id, each with its edition."""

    def __init__(self, shelves: Shelves) -> None:
        self._clinics = shelves.clinics

    async def put(self, clinics: Sequence[Clinic], edition: int) -> None:
        for one in clinics:
            if one.at is not None:
                self._clinics[one.id] = one, edition

    async def newest(self) -> int:
        return max((edition for _, edition in self._clinics.values()), default=0)

    async def count(self) -> int:
        return len(self._clinics)

    async def drop_before(self, edition: int) -> int:
        return self._clinics.discard(lambda row: row[1] < edition)

    async def find(self, ask: Ask) -> Sequence[Clinic]:
        return list(found(ask, self._all()))

    async def spots(self, text: str) -> Sequence[Spot]:
        here = [one for one in self._all() if meant(one, text)]
        if text.startswith(MARK):
            towns = {(plain(one.city), plain(one.region)) for one in here}
            same = (one for one in self._all() if (plain(one.city), plain(one.region)) in towns)
            return spots(same) if len(here) == 1 else ()
        return spots(here) or spots(one for one in self._all() if meant(one, text, begun=True))

    def _all(self) -> list[Clinic]:
        return [one for one, _ in self._clinics.values()]
