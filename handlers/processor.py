"""The processor: takes what the inbox keeps and sees that each row is handled, or set aside.

Rows come from the intake as they are kept; the database is asked at the start, when more was
kept than is held here, and, where there may be other replicas, now and again for what they left.
A row leaves the inbox in the transaction of its effect, so whatever was in hand when a process
died is simply handled by the next.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog

from bot.errors import Away
from handlers.backlog import Backlog
from handlers.patience import Pace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence

    from bot.ports import Received, Works

log = structlog.get_logger(__name__)


class Processor:
    """Handles rows in order per chat, many chats at once, urgent ones first.

    `handle` gives False for a row that was nothing to anybody. `aside` is told the update id of
    a row that failed too often.
    """

    def __init__(
        self,
        works: Works,
        handle: Callable[[Received], Awaitable[bool]],
        aside: Callable[[int], None],
        pace: Pace | None = None,
    ) -> None:
        self._works = works
        self._handle = handle
        self._aside = aside
        self._pace = pace or Pace()
        self._backlog = Backlog(works, self._pace.held)
        self._queue = self._backlog.queue
        self._open = False
        self._reading = False
        self._behind = False
        self._catching_up: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()

    @property
    def depth(self) -> int:
        """How many rows are here: waiting, in hand or resting."""
        return len(self._queue.known)

    @property
    def behind(self) -> bool:
        """Whether the inbox keeps more than is here."""
        return self._backlog.behind

    async def start(self) -> None:
        """Take up what an earlier process left; raises StoreError if the inbox can't be read."""
        self._open = self._reading = True
        await self._backlog.read()
        self._reading = False
        self._fill()
        self._look_on()

    def admits(self, rows: Sequence[Received]) -> frozenset[int]:
        """Say which rows (update ids) may come straight in here once they are kept."""
        return self._backlog.admits(rows) if self._open else frozenset()

    def take(
        self,
        rows: Sequence[Received],
        *,
        more: bool = False,
        left: bool = False,
        strays: bool = False,
    ) -> None:
        """Take admitted rows that the inbox keeps; with `left`, others were kept beside them.

        With `more` to come at once, what is not urgent waits until it is here, but not for long.
        `strays` were admitted, and their chats are in other hands: they are looked for soon.
        """
        if self._open:
            self._backlog.take(rows, left=left)
            self._catch_up(more=more)
            if strays and self._pace.look is not None:
                for seconds in self._pace.soon:
                    self._later(seconds, self._backlog.look)
            self._fill()

    async def stop(self, within: float) -> None:
        """Take nothing new, and give what is in hand so many seconds to be finished."""
        self._open = False
        for timer in self._timers:
            timer.cancel()
        if not self._tasks:
            return
        _, unfinished = await asyncio.wait(self._tasks, timeout=within)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
        if unfinished:
            log.warning("processor.cut_short", count=len(unfinished))

    def _catch_up(self, *, more: bool) -> None:
        if more and not self._behind:
            self._catching_up = self._later(self._pace.catching_up, self._caught_up)
        elif not more and self._catching_up is not None:
            self._catching_up.cancel()
            self._timers.discard(self._catching_up)
            self._catching_up = None
        self._behind = more

    def _caught_up(self) -> None:
        self._catching_up = None

    def _fill(self) -> None:
        waits = self._catching_up is not None
        while self._open and len(self._tasks) < self._pace.at_once:
            if (row := self._queue.take(only_urgent=waits)) is None:
                break
            self._begin(self._work(row))
        if self._open and self._backlog.wants and not self._reading:
            self._reading = True
            self._begin(self._read_on())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._fill()

    def _later(self, seconds: float, what: Callable[[], None]) -> asyncio.TimerHandle:
        def now() -> None:
            self._timers.discard(timer)
            what()
            self._fill()

        timer = asyncio.get_running_loop().call_later(seconds, now)
        self._timers.add(timer)
        return timer

    async def _work(self, row: Received) -> None:
        try:
            async with asyncio.timeout(self._pace.handling):
                wanted = await self._handle(row)
            if not wanted:
                async with self._works() as work:
                    await work.inbox.done(row.update)
        except Exception as error:  # noqa: BLE001 - one bad row must not stop the others
            await self._failed(row, error)
        else:
            self._queue.over(row)

    async def _failed(self, row: Received, error: Exception) -> None:
        """Count it; let the row rest and be tried again, or name it if it was set aside."""
        kind = type(error).__name__
        try:
            if isinstance(error, Away):
                raise error  # noqa: TRY301 - it tells of the store, not of the row
            async with self._works() as work:
                failures = await work.inbox.failed(row.update)
                aside = row.update in await work.inbox.set_aside()
        except Exception as second:  # noqa: BLE001 - the store is away: then nothing counts
            log.warning("update.uncounted", error=kind, store=type(second).__name__)
            self._rest(row, self._pace.away)
            return
        log.warning("update.failed", update=row.update, error=kind, failures=failures)
        if failures and not aside:
            self._rest(row, self._pace.rests[min(failures, len(self._pace.rests)) - 1])
            return
        self._queue.over(row)  # set aside, or done before it failed
        if aside:
            self._aside(row.update)

    def _rest(self, row: Received, seconds: float) -> None:
        self._queue.rest(row)
        self._later(seconds, lambda: self._queue.again(row))

    async def _read_on(self) -> None:
        try:
            await self._backlog.read()
        except Exception as error:  # noqa: BLE001 - as above; the rows are kept, and wait
            log.warning("inbox.unread", error=type(error).__name__)
            self._later(self._pace.away, self._read_again)
        else:
            self._reading = False

    def _look_on(self) -> None:
        """Look for what others left, now and again and again."""
        if self._pace.look is not None:
            self._backlog.look()
            self._later(self._pace.look, self._look_on)

    def _read_again(self) -> None:
        self._reading = False
