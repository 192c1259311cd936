"""Scripts: each version once, as it was written; those of counselors under the service's key."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.errors import SealBroken
from storage.repository import Repository
from storage.sealed import Sealed, of_service
from storage.tables import scripts
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    from storage.vault import Seal

_PUT = keep_first(scripts)
_SOURCE = select(scripts).where(
    scripts.c.name == bindparam("of"), scripts.c.version == bindparam("at")
)
_PLAIN = "{"
"""What JSON begins with, and nothing in base64."""


class SqlScripts(Repository):
    """Sources by name and version."""

    async def put(
        self, name: str, version: str, source: Mapping[str, str], *, sealed: bool = False
    ) -> None:
        files = json.dumps(dict(source))
        if sealed:
            closed = self._vault.service.close("scripts.source", f"{name} {version}", files)
            files = b64encode(closed).decode()
        row = {"name": name, "version": version, "source": files}
        await self._db.execute(_PUT[self._dialect], row)

    async def source(self, name: str, version: str) -> Mapping[str, str] | None:
        found = await self._db.execute(_SOURCE, {"of": name, "at": version})
        return await self._opened_if(SCRIPTS, found.one_or_none())


def from_row(row: Row[Any], seal: Seal) -> Mapping[str, str]:
    """Read a version's files, whether they are sealed or not."""
    files: str = row.source
    if not files.startswith(_PLAIN):
        files = seal.open("scripts.source", f"{row.name} {row.version}", _bytes(files))
    read: Mapping[str, str] = json.loads(files)
    return read


def _bytes(written: str) -> bytes:
    try:
        return b64decode(written, validate=True)
    except ValueError:
        raise SealBroken from None


SCRIPTS = Sealed("scripts", ("name", "version"), select(scripts), from_row, of_service)
