"""One at a time: a lock that refuses to wait for itself."""

from __future__ import annotations

import asyncio


class OneAtATime:
    """Lets tasks through in the order they came; a task that is inside already is refused.

    Two units of work, one inside the other, would wait for each other for ever.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._inside: asyncio.Task[object] | None = None

    async def __aenter__(self) -> None:
        """Wait for a turn.

        Raises:
            RuntimeError: this task has its turn already.

        """
        task = asyncio.current_task()
        if self._inside is task:
            raise RuntimeError("A unit of work was opened inside another.")
        await self._lock.acquire()
        self._inside = task

    async def __aexit__(self, *_: object) -> None:
        self._inside = None
        self._lock.release()
