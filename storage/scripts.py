"""Scripts: each version once, as it was written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from storage.repository import Repository
from storage.tables import scripts
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Mapping

_PUT = keep_first(scripts)
_SOURCE = select(scripts.c.source).where(
    scripts.c.name == bindparam("of"), scripts.c.version == bindparam("at")
)


class SqlScripts(Repository):
    """Sources by name and version."""

    async def put(self, name: str, version: str, source: Mapping[str, str]) -> None:
        row = {"name": name, "version": version, "source": json.dumps(dict(source))}
        await self._db.execute(_PUT[self._dialect], row)

    async def source(self, name: str, version: str) -> Mapping[str, str] | None:
        found = await self._db.execute(_SOURCE, {"of": name, "at": version})
        source: str | None = found.scalar_one_or_none()
        return None if source is None else json.loads(source)
