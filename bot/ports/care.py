"""Counselors, their clients, the invitations, and what a counselor has begun and not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.care import Care, Invite, InviteId
    from bot.counsel.draft import Draft
    from bot.people import ClientId, Counselor, CounselorId


class Counselors(Protocol):
    """The counselors."""

    async def add(self, counselor: Counselor) -> None:
        """Keep a new counselor."""
        ...

    async def get(self, counselor: CounselorId) -> Counselor | None:
        """Find a counselor by id; whoever changes them comes by their chat."""
        ...

    async def by_chat(self, chat: int) -> Counselor | None:
        """Find a counselor by Telegram chat id, holding their row until the transaction ends."""
        ...

    async def save(self, counselor: Counselor) -> None:
        """Keep a changed counselor."""
        ...

    async def all(self) -> Sequence[Counselor]:
        """Give every counselor, the earliest first."""
        ...


class Cares(Protocol):
    """Which client is with which counselor: at most one at a time."""

    async def put(self, care: Care) -> None:
        """Keep a care, or a changed one; the same client with another counselor has moved."""
        ...

    async def of(self, client: ClientId) -> Care | None:
        """Give the care a client is in."""
        ...

    async def clients_of(self, counselor: CounselorId) -> Sequence[Care]:
        """Give the cares of a counselor, the earliest first."""
        ...

    async def end(self, client: ClientId) -> None:
        """Let a client be with nobody."""
        ...


class Invites(Protocol):
    """One-time invitations, found by their code."""

    async def add(self, invite: Invite, code: str) -> None:
        """Keep a new invitation, and of its code a keyed hash."""
        ...

    async def by_code(self, code: str) -> Invite | None:
        """Find an invitation by its code, holding its row until the transaction ends."""
        ...

    async def get(self, invite: InviteId) -> Invite | None:
        """Find an invitation by id, holding its row until the transaction ends."""
        ...

    async def save(self, invite: Invite) -> None:
        """Keep a changed invitation; the key of one that names nobody any more is destroyed."""
        ...

    async def of(self, counselor: CounselorId | None) -> Sequence[Invite]:
        """Give the invitations of a counselor (None: the operator's), the earliest first.

        Their rows are held until the transaction ends.
        """
        ...

    async def closed(self, now: datetime) -> Sequence[Invite]:
        """Give those that can be opened no more and still name somebody, the earliest first."""
        ...


class Drafts(Protocol):
    """What each counselor is in the middle of: at most one thing."""

    async def put(self, draft: Draft) -> None:
        """Keep it in the place of what was there."""
        ...

    async def get(self, counselor: CounselorId) -> Draft | None:
        """Give it."""
        ...

    async def drop(self, counselor: CounselorId) -> None:
        """Forget it."""
        ...
