"""Long polling that loses nothing: fetch, keep, and only then move the offset.

Updates stay raw JSON all the way, so that one Telegram made badly costs only itself.
What is not kept is fetched again, and so is what was kept just before a kill: the inbox
knows an update by its id. A poller that has heard nothing for two polls makes its connection
anew: a connection can die without either end being told.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, TypeGuard

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # RequestData takes nothing else

from bot.errors import ConfigError, Fenced
from bot.ports import Meters, Unmetered
from bot.ports.meters import Poll
from handlers.conflicts import BORNE, Conflicts
from handlers.introduction import UNKNOWN
from handlers.stopping import Stopped, StopSign

Update = dict[str, Any]
Keeper = Callable[[Sequence[Update]], Awaitable[None]]

log = structlog.get_logger(__name__)

_MARGIN = 10.0  # seconds the network may take on top of the poll itself
_FIRST_REST, _LONGEST_REST = 1.0, 60.0
_LARGEST_ID = 2**63 - 1  # what a database column holds


class Poller:
    """Brings Telegram's updates to `keep`, in order and at least once.

    `request` is a transport of its own, already open: a long poll holds its connection.
    `base_url` ends in the token and is never told. `keep` returns when the batch is durable;
    if it raises, `on_unkept` gets the same batch, each time it comes again. `bears` says how many
    conflicts in a row are waited out. `now` gives aware UTC, `sleep` takes seconds, `chance` gives
    0 to 1; `deaf_after` is in seconds, and two polls unless it is given.
    """

    def __init__(
        self,
        request: BaseRequest,
        base_url: str,
        *,
        keep: Keeper,
        on_unkept: Keeper,
        now: Callable[[], datetime],
        allowed_updates: Sequence[str],
        poll: timedelta = timedelta(seconds=30),
        deaf_after: float | None = None,
        bears: Callable[[], int] = lambda: BORNE,
        meters: Meters | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.last_completed: datetime | None = None
        """When a round last ended with all it brought kept (UTC)."""
        self.skipped = 0
        """How many elements had no usable update_id."""
        self._request = request
        self._url = f"{base_url}/getUpdates"
        self._keep = keep
        self._on_unkept = on_unkept
        self._now = now
        self._allowed = list(allowed_updates)
        self._poll = int(poll.total_seconds())
        self._deaf_after = 2 * self._poll if deaf_after is None else deaf_after
        self._meters = meters or Unmetered()
        self._sleep = sleep
        self._chance = chance
        self._offset: int | None = None
        self._failures = 0
        self._conflicts = Conflicts(bears)
        self._heard = 0.0
        self._sign = StopSign()

    async def run(self) -> None:
        """Poll until stopped.

        Raises:
            FetchedElsewhere: somebody else kept fetching through several tries.
            Fenced: by `keep`, this process polls no more.
            ConfigError: Telegram does not know this token any more.

        """
        with suppress(Stopped):
            self._heard = time.monotonic()
            while True:
                await self._round()
                await self._listen()

    def stop(self) -> None:
        """End the pending poll or rest at once; a batch being kept is kept first."""
        self._sign.put_up()

    async def _round(self) -> None:
        try:
            result = await self._sign.unless_up(self._fetch())
        except InvalidToken:
            raise ConfigError(UNKNOWN) from None
        except RetryAfter as error:
            self._meters.polled(Poll.FAILED)
            log.warning("poll.slowed", seconds=_seconds(error))
            await self._sign.unless_up(self._sleep(_seconds(error)))
        except (TelegramError, TimeoutError) as error:
            self._meters.polled(Poll.CONFLICT if isinstance(error, Conflict) else Poll.FAILED)
            if isinstance(error, Conflict):
                self._conflicts.count(error)
            await self._rest("poll.failed", error)
        else:
            self._conflicts.over()
            await self._take(result)

    async def _fetch(self) -> object:
        asked = {"timeout": self._poll, "allowed_updates": self._allowed, "offset": self._offset}
        parameters = [
            RequestParameter(name, value, None)
            for name, value in asked.items()
            if value is not None
        ]
        async with asyncio.timeout(self._deaf_after):  # an answer may also drip in for ever
            return await self._request.post(
                self._url, RequestData(parameters), read_timeout=self._poll + _MARGIN
            )

    async def _listen(self) -> None:
        """Make the connection anew if no poll was completed over it for too long."""
        if time.monotonic() - self._heard >= self._deaf_after:
            log.warning("poll.reconnects")
            await self._request.shutdown()
            await self._request.initialize()
            self._heard = time.monotonic()

    async def _take(self, result: object) -> None:
        elements: list[object] = result if isinstance(result, list) else [result]
        batch = [element for element in elements if _usable(element)]
        if skipped := len(elements) - len(batch):
            self.skipped += skipped
            log.error("poll.skipped", count=skipped)
        if batch:
            try:
                await self._keep(batch)
            except Fenced:
                raise
            except Exception as error:  # noqa: BLE001 - for whatever reason, it is not kept
                await self._leave(batch, error)
                return
            # Of this batch, not of all time: after a quiet week Telegram may start lower.
            self._offset = max(update["update_id"] for update in batch) + 1
        elif skipped:
            # Nothing here can be confirmed, so it comes again: not at once, please.
            await self._rest("poll.stuck")
            return
        if self._failures:
            log.info("poll.recovered", failures=self._failures)
        self._failures = 0
        self._meters.polled(Poll.COMPLETED)
        self.last_completed = self._now()
        self._heard = time.monotonic()

    async def _leave(self, batch: Sequence[Update], error: Exception) -> None:
        self._meters.polled(Poll.UNKEPT)
        try:
            await self._sign.unless_up(self._on_unkept(batch))
        except Stopped:
            raise
        except Exception as second:  # noqa: BLE001 - a help card that fails must not end polling
            log.error("poll.help_failed", error=type(second).__name__)  # noqa: TRY400 - texts may hold words
        await self._rest("poll.unkept", error, count=len(batch))

    async def _rest(self, what: str, error: Exception | None = None, **counts: int) -> None:
        self._failures += 1
        longest = min(_LONGEST_REST, _FIRST_REST * 2 ** min(self._failures - 1, 10))
        seconds = longest * (1 + self._chance()) / 2
        kind = type(error).__name__ if error else None
        log.warning(what, error=kind, failures=self._failures, seconds=round(seconds, 1), **counts)
        await self._sign.unless_up(self._sleep(seconds))


def _usable(element: object) -> TypeGuard[Update]:
    """Whether the offset can move past it; 0 and below mean something else to Telegram."""
    if not isinstance(element, dict):
        return False
    number = element.get("update_id")
    return type(number) is int and 0 < number < _LARGEST_ID


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else wait
