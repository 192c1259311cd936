"""The roll-call: each replica says again and again that it lives, and keeps to its share.

Telegram's limit is the bot's, however many processes send. Each may send its part of it; one that
has just come sends hardly anything until the others have counted it.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.ports import Replicas

BEAT: Final = timedelta(seconds=5)
"""How often a replica says that it lives; a sixth of the time after which it is given up."""
NEWCOMER: Final = 30
"""Of so many parts a newcomer has one: of Telegram's limit that is one message a second."""
_LAST: Final = 1.0  # seconds to say goodbye in: a store that is away must not hold up the end


@dataclass(slots=True)
class RollCall:
    """Answers for this process."""

    replicas: Replicas
    share: Callable[[int], None]
    """Told into how many parts the limit is divided."""
    report: Callable[[str, Exception], None]
    every: timedelta = BEAT
    many: int = field(init=False, default=1)
    """How many live."""

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """Answer for as long as the block lasts, and say goodbye.

        Raises:
            StoreError: the store cannot be reached at the beginning.

        """
        await self.answer()
        if self.many > 1:
            self.share(max(NEWCOMER, self.many))
        task = asyncio.create_task(self._go_on(), name="roll-call")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task], timeout=_LAST)
            with suppress(StoreError, TimeoutError):
                async with asyncio.timeout(_LAST):
                    await self.replicas.leave()

    async def answer(self) -> None:
        """Say once that this process lives. Raises StoreError."""
        try:
            async with asyncio.timeout(2 * self.every.total_seconds()):
                self.many = await self.replicas.beat()
        except TimeoutError:
            raise StoreError("The database does not answer.") from None
        self.share(self.many)

    async def _go_on(self) -> None:
        while self.replicas.shared:
            await asyncio.sleep(self.every.total_seconds())
            try:
                await self.answer()
            except StoreError as error:
                self.report("roll-call", error)
