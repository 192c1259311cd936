"""The operator's side of counselors: inviting, listing, suspending; never a chat id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.care import GOOD_FOR, Invite, InviteId, InviteKind
from bot.services.alerts import climbing
from bot.services.enrol.invites import new_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.people import Counselor, CounselorId
    from bot.ports import Work


@dataclass(frozen=True, slots=True)
class Listed:
    """A counselor with how many clients they have."""

    counselor: Counselor
    clients: int


async def invite(work: Work, name: str, locale: str, now: datetime) -> tuple[str, Invite]:
    """Invite somebody to be a counselor; give the code, which is kept nowhere, with it.

    `locale` may be empty: then it is that of their Telegram. `now` is aware UTC.
    """
    code = new_code(InviteKind.COUNSELOR)
    made = Invite(
        InviteId(uuid4().hex),
        InviteKind.COUNSELOR,
        created_at=now,
        expires_at=now + GOOD_FOR,
        label=name,
        locale=locale,
    )
    await work.invites.add(made, code)
    return code, made


async def listed(work: Work) -> Sequence[Listed]:
    """Give every counselor, the earliest first."""
    return [
        Listed(one, len(await work.cares.clients_of(one.id))) for one in await work.counselors.all()
    ]


async def invited(work: Work, now: datetime) -> Sequence[Invite]:
    """Give the operator's invitations that can still be opened, the earliest first."""
    return [
        one
        for one in await work.invites.of(None)
        if one.kind is InviteKind.COUNSELOR and one.is_open(now)
    ]


async def suspend(work: Work, counselor: CounselorId, *, suspended: bool) -> None:
    """Let a counselor see and change nothing from now on, or lift that; clients' plans go on."""
    found = await held(work, counselor)
    if found is not None:
        await work.drafts.drop(counselor)
        await work.counselors.save(replace(found, suspended=suspended))
        await climbing.hurry(work, counselor)


async def held(work: Work, counselor: CounselorId) -> Counselor | None:
    """Give a counselor, to whom nothing else happens until the transaction ends."""
    found = await work.counselors.get(counselor)
    return None if found is None else await work.counselors.by_chat(found.chat)


def called(counselors: Iterable[Counselor], wanted: str) -> Sequence[Counselor]:
    """Give those meant by a name in any case, or by the beginning of an id."""
    among = tuple(counselors)
    named = [one for one in among if one.name.casefold() == wanted.casefold()]
    return named or [one for one in among if one.id.startswith(wanted.lower())]
