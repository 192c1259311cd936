"""Versions of check-ins in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.memory.shelves import Shelves


class MemoryScripts:
    """Sources by name and version."""

    def __init__(self, shelves: Shelves) -> None:
        self._scripts = shelves.scripts

    async def put(
        self,
        name: str,
        version: str,
        source: Mapping[str, str],
        *,
        sealed: bool = False,  # noqa: ARG002 - the port's
    ) -> None:
        if (name, version) not in self._scripts:
            self._scripts[name, version] = dict(source)

    async def source(self, name: str, version: str) -> Mapping[str, str] | None:
        return self._scripts.get((name, version))
