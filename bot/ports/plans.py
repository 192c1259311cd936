"""Plans with every version they had, and their occurrences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.people import ClientId
    from bot.schedule.occurrences import Exceptions, Move, Occurrence, Place, Skip, State
    from bot.schedule.plan import Plan, PlanId


class Plans(Protocol):
    """Plans with every version they had, and their occurrences."""

    async def put(self, plan: Plan, at: datetime) -> None:
        """Keep a plan, or a new version of it; earlier versions stay."""
        ...

    async def get(self, plan: PlanId) -> Plan | None:
        """Give the newest version."""
        ...

    async def of(self, client: ClientId) -> Sequence[Plan]:
        """Give the newest version of each plan of a client, oldest plan first."""
        ...

    async def versions(self, plan: PlanId) -> Sequence[tuple[Plan, datetime]]:
        """Give every version of a plan, each with when it was kept; the first one first."""
        ...

    async def materialise(self, occurrence: Occurrence, at: datetime) -> str | None:
        """Keep the plan's next occurrence; return its id, or None if its slot is already kept."""
        ...

    async def occurrence(self, occurrence: str) -> Occurrence | None:
        """Find an occurrence by its id."""
        ...

    async def mark(self, occurrence: str, state: State, at: datetime, detail: str = "") -> None:
        """Move an occurrence to a state and append that to its history."""
        ...

    async def postpone(
        self, occurrence: str, due_at: datetime, expires_at: datetime, at: datetime
    ) -> None:
        """Let the client have a prompt again later: it is SNOOZED, and due anew."""
        ...

    async def defer(self, occurrence: str, due_at: datetime) -> None:
        """Note when a prompt that was held back comes; its state and its end stay."""
        ...

    async def brings(self, occurrence: str, checkin: str) -> None:
        """Note which check-in a prompt brings, where another fits better than was planned."""
        ...

    async def drop(self, occurrence: str) -> None:
        """Delete a planned, unsent occurrence, because its plan or zone changed."""
        ...

    async def waiting(self, client: ClientId) -> Sequence[tuple[str, Occurrence]]:
        """Give what a client is still to be sent, planned or snoozed, with its id, by instant."""
        ...

    async def since(self, client: ClientId, at: datetime) -> Sequence[Occurrence]:
        """Give the occurrences of all plans of a client that were due from `at` on, by instant."""
        ...

    async def change(self, plan: PlanId, place: Place, to: Skip | Move) -> None:
        """Keep what the client does with one later occurrence; a later wish replaces it."""
        ...

    async def exceptions(self, plan: PlanId) -> Exceptions:
        """Give what the client skipped or moved."""
        ...
