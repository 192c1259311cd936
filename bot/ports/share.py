"""What passes between counselors and clients: briefs, and check-ins that counselors wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from bot.brief import Brief, BriefId
    from bot.own import Own
    from bot.people import ClientId, CounselorId


class Briefs(Protocol):
    """Briefs that were sent."""

    async def put(self, brief: Brief) -> None:
        """Keep a brief, or one that has been read."""
        ...

    async def get(self, brief: BriefId) -> Brief | None:
        """Find one by id."""
        ...

    async def drop(self, brief: BriefId) -> None:
        """Keep one no longer: it was taken back before it left."""
        ...

    async def of(self, client: ClientId) -> Sequence[Brief]:
        """Give all briefs of a client, oldest first."""
        ...


class Owns(Protocol):
    """Counselors' own check-ins; their files are among the scripts."""

    async def put(self, own: Own) -> None:
        """Keep one, or a changed one: its versions only grow; whom it is published to stays.

        Only what its counselor does may come here, one thing after another.
        """
        ...

    async def give(self, name: str, clients: AbstractSet[ClientId]) -> None:
        """Publish one to these clients and to nobody else."""
        ...

    async def take_back(self, counselor: CounselorId, client: ClientId) -> None:
        """Withdraw from a client whatever a counselor has published to them."""
        ...

    async def get(self, name: str) -> Own | None:
        """Find one by name."""
        ...

    async def by(self, counselor: CounselorId) -> Sequence[Own]:
        """Give all that a counselor wrote, by name."""
        ...

    async def published(self, client: ClientId) -> Sequence[Own]:
        """Give those that a client may begin now, by name."""
        ...
