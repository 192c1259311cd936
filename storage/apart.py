"""Keys apart: of a day, for what passes through and is no client's, and of one invitation each.

What the service's own key sealed could be read for as long as there is a service. These keys are
destroyed as soon as nothing needs them, so that it is gone from every copy of the store as well.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from bot.errors import SealBroken
from storage.keystore import OURS
from storage.seal import APART, Seal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from storage.keystore import KeyStore

DAYS: Final = f"{OURS}day/"
"""What the names of days' keys begin with; the date follows, as ISO 8601 writes it."""
INVITES: Final = f"{OURS}invite/"
"""What the names of invitations' keys begin with; the invitation's id follows."""
_REMEMBERED: Final = 8
"""Seals kept in memory: today's is needed all the time, and that of a day long past is not kept."""


def of_day(at: datetime) -> str:
    """Name the key of the UTC day of an instant (aware)."""
    return f"{DAYS}{at.astimezone(UTC).date().isoformat()}"


def day_of(name: str) -> date:
    """Give the day whose key this is, by the key's name."""
    return date.fromisoformat(name.removeprefix(DAYS))


class Apart:
    """Seals of keys apart, by the key's name."""

    def __init__(self, keys: KeyStore) -> None:
        """Take the key store."""
        self._keys = keys
        self._seals: OrderedDict[str, Seal] = OrderedDict()

    async def make(self, name: str) -> Seal:
        """Give a seal whose key is made, and committed, when it is first needed."""
        return self._known(name) or self._remember(name, await self._keys.make(name))

    async def get(self, name: str) -> Seal:
        """Give a seal whose key is there already.

        Raises:
            SealBroken: it is there no more: what it sealed opens for nobody.

        """
        seal = self._known(name)
        if seal is None:
            key = await self._keys.get(name)
            if key is None:
                raise SealBroken
            seal = self._remember(name, key)
        return seal

    async def named(self, prefix: str, made_before: timedelta) -> Sequence[str]:
        """Give the names that begin so, of keys that are at least this old."""
        return await self._keys.named(prefix, made_before)

    async def destroy(self, name: str) -> None:
        """Destroy a key for good."""
        self._seals.pop(name, None)
        await self._keys.destroy(name)

    def _known(self, name: str) -> Seal | None:
        seal = self._seals.get(name)
        if seal is not None:
            self._seals.move_to_end(name)
        return seal

    def _remember(self, name: str, key: bytes) -> Seal:
        seal = self._seals[name] = Seal(name, key, APART)
        if len(self._seals) > _REMEMBERED:
            self._seals.popitem(last=False)
        return seal
