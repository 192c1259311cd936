"""A stop sign: it cuts waiting short at once, and never work that was begun."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable

T = TypeVar("T")


class Stopped(Exception):  # noqa: N818 - it is a happening, and reads as one
    """The sign went up."""


class StopSign:
    """Belongs to one loop of work, which waits for one thing at a time."""

    def __init__(self) -> None:
        self._up = False
        self._waiting: asyncio.Future[Any] | None = None

    def put_up(self) -> None:
        """End what is waited for now and refuse all later waits."""
        self._up = True
        if self._waiting is not None:
            self._waiting.cancel()

    async def unless_up(self, waiting: Awaitable[T]) -> T:
        """Wait for it; raises Stopped if the sign is up or goes up meanwhile."""
        future: asyncio.Future[T] = asyncio.ensure_future(waiting)
        self._waiting = future
        if self._up:
            future.cancel()
        try:
            return await future
        except asyncio.CancelledError:
            me = asyncio.current_task()
            if self._up and me is not None and not me.cancelling():
                raise Stopped from None
            raise
        finally:
            self._waiting = None
