"""Scripts: each version once, as it was written; those of counselors under the service's key."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
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
        files: str | None = found.scalar_one_or_none()
        if files is not None and not files.startswith(_PLAIN):
            closed = b64decode(files)
            files = self._vault.service.open("scripts.source", f"{name} {version}", closed)
        return None if files is None else json.loads(files)
