"""Counselors, cares, invitations and drafts in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.care import Care, Invite, InviteId
    from bot.counsel.draft import Draft
    from bot.people import ClientId, Counselor, CounselorId
    from storage.memory.shelves import Shelves


class MemoryCounselors:
    """Counselors by id and by chat."""

    def __init__(self, shelves: Shelves) -> None:
        self._counselors = shelves.counselors

    async def add(self, counselor: Counselor) -> None:
        if counselor.id in self._counselors or await self.by_chat(counselor.chat) is not None:
            raise StoreError("This counselor is kept already.")
        self._counselors[counselor.id] = counselor

    async def get(self, counselor: CounselorId) -> Counselor | None:
        return self._counselors.get(counselor)

    async def by_chat(self, chat: int) -> Counselor | None:
        return next((one for one in self._counselors.values() if one.chat == chat), None)

    async def save(self, counselor: Counselor) -> None:
        if counselor.id not in self._counselors:
            raise StoreError("There is no such counselor.")
        self._counselors[counselor.id] = counselor

    async def all(self) -> Sequence[Counselor]:
        return sorted(self._counselors.values(), key=lambda one: (one.created_at, one.id))


class MemoryCares:
    """Cares by client."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._cares = shelves.cares

    async def put(self, care: Care) -> None:
        self._shelves.need(care.client)
        self._shelves.need_counselor(care.counselor)
        self._cares[care.client] = care

    async def of(self, client: ClientId) -> Care | None:
        return self._cares.get(client)

    async def clients_of(self, counselor: CounselorId) -> Sequence[Care]:
        mine = (care for care in self._cares.values() if care.counselor == counselor)
        return sorted(mine, key=lambda care: (care.since, care.client))

    async def end(self, client: ClientId) -> None:
        self._cares.discard(lambda care: care.client == client)


class MemoryInvites:
    """Invitations by their code."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._invites = shelves.invites

    async def add(self, invite: Invite, code: str) -> None:
        if code in self._invites:
            raise StoreError("This code is kept already.")
        self._shelves.need_counselor(invite.counselor)
        self._invites[code] = invite

    async def by_code(self, code: str) -> Invite | None:
        return self._invites.get(code)

    async def get(self, invite: InviteId) -> Invite | None:
        return next((kept for kept in self._invites.values() if kept.id == invite), None)

    async def save(self, invite: Invite) -> None:
        for code, kept in list(self._invites.items()):
            if kept.id == invite.id:
                self._invites[code] = invite
                return
        raise StoreError("There is no such invitation.")

    async def of(self, counselor: CounselorId | None) -> Sequence[Invite]:
        mine = (one for one in self._invites.values() if one.counselor == counselor)
        return sorted(mine, key=lambda one: (one.created_at, one.id))

    async def closed(self, now: datetime) -> Sequence[Invite]:
        over = [one for one in self._invites.values() if one.expires_at <= now]
        said = [one for one in over if one.label or one.used_by is not None]
        return sorted(said, key=lambda one: (one.expires_at, one.id))


class MemoryDrafts:
    """Drafts by counselor."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._drafts = shelves.drafts

    async def put(self, draft: Draft) -> None:
        self._shelves.need_counselor(draft.counselor)
        self._drafts[draft.counselor] = draft

    async def get(self, counselor: CounselorId) -> Draft | None:
        return self._drafts.get(counselor)

    async def drop(self, counselor: CounselorId) -> None:
        self._drafts.discard(lambda draft: draft.counselor == counselor)
