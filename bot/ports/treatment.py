"""Finding treatment: what places are called, directories of others, and clinics of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.treatment.clinic import Ask, Clinic
    from bot.treatment.spot import Spot


class Where(Protocol):
    """Knows what places are called, without asking anybody."""

    def find(self, text: str) -> Sequence[Spot]:
        """Give the spots that may be meant, likeliest first; empty if none is.

        A spot's key finds that spot alone. It may take a second: never within a unit of work.
        """
        ...


class Locator(Protocol):
    """Somebody else's directory of treatment, which learns what it is asked."""

    async def find(self, ask: Ask) -> Sequence[Clinic]:
        """Give what it lists, as `bot.treatment.clinic.found` orders it; never in a unit of work.

        Of a place it is told no more than `Point.rounded`.

        Raises:
            NotAnswered: see `bot.errors`.

        """
        ...


class Clinics(Protocol):
    """Clinics that the operator imported: public, so they are kept plain."""

    async def put(self, clinics: Sequence[Clinic], edition: int) -> None:
        """Keep clinics under an edition; one of the same id is replaced."""
        ...

    async def newest(self) -> int:
        """Give the newest edition of which anything is kept; 0: nothing is."""
        ...

    async def count(self) -> int:
        """Give how many are kept."""
        ...

    async def drop_before(self, edition: int) -> int:
        """Let go of all of earlier editions, and give how many those were."""
        ...

    async def find(self, ask: Ask) -> Sequence[Clinic]:
        """Give the clinics that answer, as `bot.treatment.clinic.found` orders them."""
        ...

    async def spots(self, text: str) -> Sequence[Spot]:
        """Give the towns of that name or postcode, at most `MANY`; else those it begins."""
        ...
