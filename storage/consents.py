"""The ledger of consent: lines are added, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select

from bot.people import ClientId
from bot.ports import Consent
from storage.repository import Repository
from storage.tables import consents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

_ADD = insert(consents)
_OF = select(consents).where(consents.c.client == bindparam("of")).order_by(consents.c.number)


class SqlConsents(Repository):
    """Lines by client."""

    async def add(self, consent: Consent) -> None:
        await self._db.execute(_ADD, to_row(consent))

    async def of(self, client: ClientId) -> Sequence[Consent]:
        return [from_row(row) for row in await self._db.execute(_OF, {"of": client})]


def to_row(consent: Consent) -> dict[str, Any]:
    """Write a line."""
    return {
        "client": consent.client,
        "what": consent.what,
        "version": consent.version,
        "locale": consent.locale,
        "at": consent.at,
        "agreed": consent.agreed,
    }


def from_row(row: Row[Any]) -> Consent:
    """Read a line."""
    return Consent(
        client=ClientId(row.client),
        what=row.what,
        version=row.version,
        locale=row.locale,
        at=row.at,
        agreed=row.agreed,
    )
