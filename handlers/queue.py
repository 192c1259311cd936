"""The waiting rows: in order per chat, urgent ones first, the chats taking turns."""

from __future__ import annotations

from collections import Counter
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.ports import Received

Place = tuple[bool, int]
"""Where a row stands: urgent first, then by update id."""


class Queue:
    """Rows that wait, rows in hand, and rows that rest after a failure.

    One row of a chat is in hand at a time. While a failed row rests, its chat waits for it,
    since what was said later may hang on it; only what is urgent goes by.
    """

    def __init__(self) -> None:
        self._rows: dict[int, Received] = {}
        self._chats: dict[int, list[Place]] = {}
        self._turns: list[tuple[Place, int]] = []
        self._busy: set[int] = set()
        self._resting: Counter[int] = Counter()

    @property
    def known(self) -> frozenset[int]:
        """The update ids of all rows here: waiting, in hand or resting."""
        return frozenset(self._rows)

    @property
    def waits(self) -> int:
        """How many rows wait for their turn."""
        return sum(len(places) for places in self._chats.values())

    def put(self, rows: Iterable[Received]) -> None:
        """Let rows wait; those that are here already stay where they are."""
        for row in rows:
            if row.update not in self._rows:
                self._rows[row.update] = row
                self._wait(row)

    def take(self, *, only_urgent: bool = False) -> Received | None:
        """Take the row whose turn it is in hand; None if every chat is busy or has none."""
        while self._turns:
            (later, _), _ = self._turns[0]
            if later and only_urgent:
                return None
            place, chat = heappop(self._turns)
            if chat not in self._busy and self._front(chat) == place:
                heappop(self._chats[chat])
                self._busy.add(chat)
                return self._rows[place[1]]
        return None

    def over(self, row: Received) -> None:
        """Let go of a row in hand, for good."""
        del self._rows[row.update]
        self._free(row.chat)

    def rest(self, row: Received) -> None:
        """Put a row in hand aside for a while: its chat waits for `again`."""
        self._resting[row.chat] += 1
        self._free(row.chat)

    def again(self, row: Received) -> None:
        """Let a row that rested wait for its turn."""
        self._resting[row.chat] -= 1
        self._resting += Counter()  # drops the chats where nothing rests
        self._wait(row)

    def _wait(self, row: Received) -> None:
        heappush(self._chats.setdefault(row.chat, []), (not row.urgent, row.update))
        self._turn(row.chat)

    def _free(self, chat: int) -> None:
        self._busy.discard(chat)
        self._turn(chat)

    def _turn(self, chat: int) -> None:
        """Give a chat its turn; one given before, for another row, counts no more."""
        if chat not in self._busy and (front := self._front(chat)) is not None:
            heappush(self._turns, (front, chat))

    def _front(self, chat: int) -> Place | None:
        """Say which row of a chat may be next, if any may."""
        places = self._chats.get(chat)
        if not places:
            self._chats.pop(chat, None)
            return None
        later, _ = places[0]
        return None if later and chat in self._resting else places[0]
