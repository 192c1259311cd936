"""Seeking: what is looked up elsewhere, wanted within a transaction and done outside of it.

A place's name takes a second of a core the first time, a directory on the web as long as it likes.
So what asks for it is undone, and happens once more with what was found at hand; as a picture is
drawn.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.errors import NotAnswered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.house import House
    from bot.treatment.clinic import Ask, Clinic
    from bot.treatment.spot import Spot


class NotSought(Exception):  # noqa: N818 - nothing went wrong
    """Something is wanted that was not looked up yet."""

    def __init__(self, wanted: str | Ask) -> None:
        """Name the place that is wanted, or the question to a directory."""
        super().__init__()
        self.wanted = wanted


@dataclass(slots=True)
class Sought:
    """What was looked up while one thing happens."""

    named: dict[str, Sequence[Spot]] = field(default_factory=dict)
    asked: dict[Ask, Sequence[Clinic] | None] = field(default_factory=dict)

    def spots(self, name: str) -> Sequence[Spot]:
        """Give the spots of a name; raises NotSought where that is still to be done."""
        if name not in self.named:
            raise NotSought(name)
        return self.named[name]

    def clinics(self, ask: Ask) -> Sequence[Clinic] | None:
        """Give what the directory lists, None where it did not answer; raises NotSought."""
        if ask not in self.asked:
            raise NotSought(ask)
        return self.asked[ask]

    async def seek(self, house: House, wanted: str | Ask) -> None:
        """Look it up; never within a unit of work."""
        if isinstance(wanted, str):
            self.named[wanted] = await asyncio.to_thread(house.where.find, wanted)
            return
        self.asked[wanted] = None
        try:
            if house.locator is not None:
                self.asked[wanted] = await house.locator.find(wanted)
        except NotAnswered as error:
            house.report("directory", error)
