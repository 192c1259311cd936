"""Clients: found by a keyed hash of their chat, sealed under their own key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.errors import StoreError
from bot.people import Caps, Client, ClientId, Quiet, Standing
from storage.repository import Shedding
from storage.sealed import Sealed
from storage.tables import cares, clients, erasures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    from bot.people import CounselorId
    from storage.vault import Seal, Vault

_GET = select(clients).where(clients.c.id == bindparam("of")).with_for_update()
_BY_CHAT = select(clients).where(clients.c.chat == bindparam("of")).with_for_update()
_OF = (
    select(clients)
    .join_from(clients, cares, cares.c.client == clients.c.id)
    .where(cares.c.counselor == bindparam("whose"))
)
_ADD = insert(clients)
_SAVE = update(clients).where(clients.c.id == bindparam("of"))
_REMOVE = delete(clients).where(clients.c.id == bindparam("of"))
_ERASED = insert(erasures)


class SqlClients(Shedding[ClientId]):
    """Clients by id and by chat."""

    async def add(self, client: Client) -> None:
        seal = await self._vault.admit(client.id)
        await self._db.execute(_ADD, to_row(client, seal, self._vault))

    async def get(self, client: ClientId) -> Client | None:
        row = (await self._db.execute(_GET, {"of": client})).one_or_none()
        return await self._insist(CLIENTS, row)

    async def by_chat(self, chat: int) -> Client | None:
        row = (await self._db.execute(_BY_CHAT, {"of": self._vault.chat(chat)})).one_or_none()
        return await self._insist(CLIENTS, row)

    async def of(self, counselor: CounselorId) -> Mapping[ClientId, Client]:
        rows = (await self._db.execute(_OF, {"whose": counselor})).all()
        await self._vault.all_of(row.id for row in rows)  # in one query
        return {client.id: client for client in await self._opened(CLIENTS, rows)}

    async def save(self, client: Client) -> None:
        row = to_row(client, await self._vault.of(client.id), self._vault)
        if not (await self._db.execute(_SAVE, {"of": client.id, **row})).rowcount:
            raise StoreError("There is no such client.")

    async def remove(self, client: ClientId) -> None:
        if (await self._db.execute(_REMOVE, {"of": client})).rowcount:
            await self._db.execute(_ERASED, {"client": client})
            self._shed.append(client)


def to_row(client: Client, seal: Seal, vault: Vault) -> dict[str, Any]:
    """Write a client; who they are on Telegram and what they named is sealed as one."""
    person = json.dumps([client.chat, client.name, dict(client.profile), client.pressed])
    return {
        "id": client.id,
        "chat": vault.chat(client.chat),
        "person": seal.close("clients.person", client.id, person),
        "created_at": client.created_at,
        "locale": client.locale,
        "zone": client.zone,
        "standing": client.standing.value,
        "consent": client.consent,
        "adult": client.adult,
        "quiet_from": client.quiet.start,
        "quiet_to": client.quiet.end,
        "paused_until": client.paused_until,
        "discreet": client.discreet,
        "mirror_rests_until": client.mirror_rests_until,
        "gone_at": client.gone_at,
        "cap_day": client.caps.day,
        "cap_week": client.caps.week,
        "enrolled_at": client.enrolled_at,
        "seen_at": client.seen_at,
        "woken_at": client.woken_at,
    }


def from_row(row: Row[Any], seal: Seal) -> Client:
    """Read a client."""
    chat, name, profile, pressed = json.loads(seal.open("clients.person", row.id, row.person))
    return Client(
        id=ClientId(row.id),
        chat=chat,
        created_at=row.created_at,
        name=name,
        locale=row.locale,
        zone=row.zone,
        standing=Standing(row.standing),
        consent=row.consent,
        adult=row.adult,
        quiet=Quiet(row.quiet_from, row.quiet_to),
        paused_until=row.paused_until,
        discreet=row.discreet,
        mirror_rests_until=row.mirror_rests_until,
        gone_at=row.gone_at,
        caps=Caps(row.cap_day, row.cap_week),
        enrolled_at=row.enrolled_at,
        seen_at=row.seen_at,
        woken_at=row.woken_at,
        pressed=pressed,
        profile=profile,
    )


async def _seal(vault: Vault, row: Row[Any]) -> Seal:
    return await vault.of(row.id)


CLIENTS = Sealed("clients", ("id",), select(clients), from_row, _seal)
