"""The backlog: which of the inbox's rows are held in memory, and when to ask for more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.queue import Queue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ports import Received, Works


class Backlog:
    """Feeds a queue from what was just kept, or, once that was too much, from the inbox.

    At most `held` rows wait here before the others must wait in the inbox: only what is urgent
    still comes straight in, until that is as many again. The inbox gives what is urgent first.
    """

    def __init__(self, works: Works, held: int) -> None:
        self.queue = Queue()
        self._works = works
        self._held = held
        self.behind = True
        """Whether the inbox keeps rows that are not here."""
        self._late: list[Received] | None = None  # taken while the inbox was being read

    @property
    def wants(self) -> bool:
        """Whether the inbox should be read: it keeps more, and there is room for it."""
        return self.behind and self.queue.waits <= self._held // 2

    def take(self, rows: Sequence[Received]) -> None:
        """Take rows just kept, as far as there is room."""
        if self._late is not None:
            self._late.extend(rows)
            return
        if self.behind or self.queue.waits + len(rows) > self._held:
            self.behind = True
            room = max(0, 2 * self._held - self.queue.waits)
            rows = [row for row in rows if row.urgent][:room]
        self.queue.put(rows)

    async def read(self) -> bool:
        """Take what the inbox keeps and is not here; say whether there was any.

        One at a time. Raises StoreError.
        """
        known = self.queue.known  # what ends while we read may still be in what we read
        self._late = []
        try:
            async with self._works() as work:
                rows = await work.inbox.waiting(self._held)
        finally:
            late, self._late = self._late, None
        self.behind = len(rows) >= self._held
        fresh = [row for row in rows if row.update not in known]
        self.queue.put(fresh)
        self.take(late)
        return bool(fresh)
