"""What comes in and goes out, counted on its way: whoever handles a row, and the courier."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.errors import NotDelivered, Refused, SurelyNotSent, Unreachable
from bot.ports.meters import Ending, Fate, Kind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.message import Delivered, Message
    from bot.ports import Clock, Courier, Meters, Received

FATES: Final[Mapping[type[NotDelivered], Fate]] = {
    SurelyNotSent: Fate.NOT_SENT,
    Refused: Fate.REFUSED,
    Unreachable: Fate.UNREACHABLE,
}
"""All else is uncertain."""


def kind_of(raw: Mapping[str, Any]) -> Kind:
    """Say what kind of update this is; it may have any shape."""
    return next((kind for kind in Kind if kind in raw), Kind.OTHER)


@dataclass(frozen=True, slots=True)
class MeteredHandling:
    """Handles rows as somebody else does, and counts how that ends."""

    then: Callable[[Received], Awaitable[bool]]
    meters: Meters

    async def handle(self, row: Received) -> bool:
        """Let it happen; False if it was nothing to anybody. Raises whatever went wrong."""
        began = time.monotonic()
        ending = Ending.FAILED
        try:
            happened = await self.then(row)
            ending = Ending.HANDLED if happened else Ending.NOTHING
        finally:
            self.meters.handled(kind_of(json.loads(row.body)), ending, time.monotonic() - began)
        return happened


@dataclass(frozen=True, slots=True)
class MeteredCourier:
    """Delivers as somebody else does, and counts what became of it."""

    then: Courier
    meters: Meters
    clock: Clock

    async def deliver(self, message: Message) -> Delivered:
        """Send it. Raises what the courier does."""
        began = time.monotonic()
        fate = Fate.UNCERTAIN
        try:
            delivered = await self.then.deliver(message)
            fate = Fate.SENT
        except NotDelivered as error:
            fate = FATES.get(type(error), Fate.UNCERTAIN)
            raise
        finally:
            self.meters.sent(message.purpose, fate, time.monotonic() - began)
        self.meters.left(message.purpose, self.clock.now() - message.created_at)
        return delivered
