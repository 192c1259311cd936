"""Retention in memory: what is past its period, on each shelf."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bot.interview.emptied import emptied
from bot.ports.retention import Over
from bot.retention import Kind
from storage.memory.ages import AGED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.people import ClientId
    from storage.memory.ages import Old
    from storage.memory.shelves import Shelves

NIGHT: Final = "night"
"""The chore that retention is."""


class MemoryRetention:
    """What goes, of every drawer."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def over(self, kind: Kind, before: datetime) -> Over:
        old = self._old(kind, before)
        return Over(len(old), min((at for at, *_ in old), default=None))

    async def purge(self, kind: Kind, before: datetime, most: int) -> int:
        old = self._old(kind, before)[:most]
        for _, drawer, key in old:
            del drawer[key]
            if kind is Kind.EPISODES and key in self._shelves.entries:
                entries: Any = self._shelves.entries
                del entries[key]
        return len(old)

    async def empty(self, before: datetime, at: datetime, most: int) -> int:  # noqa: ARG002 - the port's
        old = self._old(Kind.ANSWERS, before)[:most]
        for _, drawer, key in old:
            sat = drawer[key]
            drawer[key] = replace(sat, conversation=emptied(sat.conversation))
        return len(old)

    async def people(self, kind: Kind, before: datetime, most: int) -> Sequence[ClientId]:
        found: list[Any] = [key for _, _, key in self._old(kind, before)[:most]]
        return found

    async def unpinned(self) -> Sequence[tuple[str, str]]:
        sat = [one.conversation for one in self._shelves.conversations.values()]
        played = {(one.script, one.version) for one in sat}
        pinned = {(one.script, one.version) for one in sat if not one.emptied}
        return sorted((played - pinned) & self._shelves.scripts.keys())

    async def forget_version(self, name: str, version: str) -> None:
        if (name, version) in self._shelves.scripts:
            del self._shelves.scripts[name, version]

    async def loose(self, before: datetime) -> Sequence[str]:  # noqa: ARG002 - the port's
        return []  # nothing is sealed here

    async def destroy(self, keys: Sequence[str]) -> None:
        """Do nothing: there are no keys."""

    async def done(self) -> datetime | None:
        return self._shelves.chores.get(NIGHT)

    async def note(self, at: datetime) -> None:
        self._shelves.chores[NIGHT] = at

    def _old(self, kind: Kind, before: datetime) -> list[Old]:
        """Give what is past its period, oldest first."""
        old = [one for one in AGED[kind](self._shelves, before) if one[0] < before]
        return sorted(old, key=lambda one: one[0])
