"""Who is on duty, and the chats of those who run the service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from bot.episode import Operator
from bot.people import CounselorId
from storage.repository import Repository
from storage.sealed import Sealed, of_service
from storage.tables import operators, rota
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.vault import Seal

_EMPTY = delete(rota)
_FILL = insert(rota)
_LINE = select(rota.c.counselor).order_by(rota.c.place)
_ADD = keep_first(operators)
_REMOVE = delete(operators).where(operators.c.chat == bindparam("which"))
_ALL = select(operators).order_by(operators.c.since, operators.c.chat)


class SqlRota(Repository):
    """Counselors in line."""

    async def set(self, counselors: Sequence[CounselorId]) -> None:
        await self._db.execute(_EMPTY)
        for place, counselor in enumerate(counselors):
            await self._db.execute(_FILL, {"counselor": counselor, "place": place})

    async def all(self) -> Sequence[CounselorId]:
        return [CounselorId(one) for one in (await self._db.execute(_LINE)).scalars()]


class SqlOperators(Repository):
    """Operators by a keyed hash of their chat."""

    async def add(self, operator: Operator) -> None:
        chat = self._vault.chat(operator.chat)
        row = {
            "chat": chat,
            "body": self._vault.service.close("operators.body", chat.hex(), str(operator.chat)),
            "since": operator.since,
            "locale": operator.locale,
        }
        await self._db.execute(_ADD[self._dialect], row)

    async def remove(self, chat: int) -> None:
        await self._db.execute(_REMOVE, {"which": self._vault.chat(chat)})

    async def all(self) -> Sequence[Operator]:
        return await self._opened(OPERATORS, (await self._db.execute(_ALL)).all())


def from_row(row: Row[Any], seal: Seal) -> Operator:
    """Read an operator."""
    chat = seal.open("operators.body", row.chat.hex(), row.body)
    return Operator(int(chat), row.since, row.locale)


OPERATORS = Sealed("operators", ("chat",), select(operators), from_row, of_service)
