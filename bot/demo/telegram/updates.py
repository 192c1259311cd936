"""The queue of what the bot hasn't confirmed yet, and the one poller that reads it.

An update is given out until a request's offset lies beyond it, and never after. (Telegram also
forgets updates after 24 hours; this one doesn't, because its clock can be moved.)
"""

import asyncio
from collections.abc import Callable, Collection, Iterable
from itertools import islice, takewhile

from bot.demo.telegram.journal import Journal
from bot.demo.telegram.refusals import OTHER_POLLER, Refusal
from bot.demo.telegram.shapes import Json

_FIRST_UPDATE = 830_000_001
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """Pending updates, oldest first."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.pending: dict[int, Json] = {}
        self.allowed: frozenset[str] = frozenset()  # empty: all but the few nobody gets by default
        self.empty = asyncio.Event()
        self.empty.set()
        self.on_add: Callable[[], None] = lambda: None
        self.next_id = _FIRST_UPDATE
        self._poller: asyncio.Future[None] | None = None

    def recall(self, kind: str, key: str, body: Json) -> None:
        """Take back what the journal remembered."""
        if kind == "update":
            self.pending[int(key)] = body
            self.next_id = max(self.next_id, int(key) + 1)
            self.empty.clear()
        elif kind == "confirmed":
            self.next_id = max(self.next_id, body["next"])
        elif kind == "allowed":
            self.allowed = frozenset(body["kinds"])

    def allow(self, kinds: Collection[str]) -> None:
        """Say which kinds to queue from now on; an empty collection means the default."""
        if frozenset(kinds) != self.allowed:
            self.allowed = frozenset(kinds)
            self._journal.put("allowed", "", {"kinds": sorted(kinds)})

    def add(self, kind: str, body: object) -> int | None:
        """Queue an update; None if the bot didn't ask for its kind."""
        if kind not in self.allowed if self.allowed else kind in _NOT_BY_DEFAULT:
            return None
        update_id, self.next_id = self.next_id, self.next_id + 1
        update = {"update_id": update_id, kind: body}
        self.pending[update_id] = update
        self._journal.put("update", str(update_id), update)
        self.empty.clear()
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        self.on_add()
        return update_id

    def add_nonsense(self) -> None:
        """Queue an update whose message is no message."""
        self.add("message", 7)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Confirm what lies before `offset`, then wait up to `seconds` for something to give.

        Raises Refusal (409) in an earlier call that is still waiting.
        """
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(Refusal(409, OTHER_POLLER))
        self._poller = None
        self.confirm(offset)
        if not self.pending and seconds > 0:
            self._poller = asyncio.get_running_loop().create_future()
            await self._arrival(self._poller, seconds)
        return list(islice(self.pending.values(), limit))

    def confirm(self, offset: int) -> None:
        """Forget all before a positive offset; before a negative one, all but the newest few."""
        if offset > 0:
            self.forget(list(takewhile(lambda seen: seen < offset, self.pending)))
        elif offset < 0:
            self.forget(list(self.pending)[:offset])

    def forget(self, ids: Iterable[int]) -> None:
        """Drop what was taken: it is never given out again."""
        if not self.pending:
            return
        with self._journal:
            for update_id in ids:
                if self.pending.pop(update_id, None) is not None:
                    self._journal.put("update", str(update_id), None)
            self._journal.put("confirmed", "", {"next": self.next_id})
        if not self.pending:
            self.empty.set()

    async def _arrival(self, poller: asyncio.Future[None], seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await poller
        except TimeoutError:
            pass
        finally:
            if self._poller is poller:
                self._poller = None
