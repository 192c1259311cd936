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
        self._asked = False  # to look whether it does
        self._left = False  # while the inbox was being read, some were left to it
        self._late: list[Received] | None = None  # and these were taken

    @property
    def wants(self) -> bool:
        """Whether the inbox should be read: it keeps more, or may, and there is room for it."""
        return (self.behind or self._asked) and self.queue.waits <= self._held // 2

    def look(self) -> None:
        """Say that something may lie in the inbox that others left there."""
        self._asked = True

    def admits(self, rows: Sequence[Received]) -> frozenset[int]:
        """Say which rows may come straight in once they are kept."""
        if self.behind or self.queue.waits + len(rows) > self._held:
            room = max(0, 2 * self._held - self.queue.waits)
            rows = [row for row in rows if row.urgent][:room]
        return frozenset(row.update for row in rows)

    def take(self, rows: Sequence[Received], *, left: bool = False) -> None:
        """Take rows just kept and admitted; with `left`, others were kept that were not."""
        if left:
            self.behind = self._left = True
        if self._late is None:
            self.queue.put(rows)
        else:
            self._late.extend(rows)

    async def read(self) -> None:
        """Take what the inbox keeps and is not here. One at a time. Raises StoreError."""
        self._late, self._left, self._asked = [], False, False
        rows: Sequence[Received] = ()
        try:
            async with self._works() as work:
                rows = await work.inbox.take(self._held, self.queue.known)
            self.behind = self._left or len(rows) >= self._held
        finally:
            late, self._late = self._late, None
            self.queue.put((*rows, *late))
