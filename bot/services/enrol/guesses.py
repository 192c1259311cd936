"""Guesses: codes that opened nothing, counted by chat, so that nobody tries them one by one.

A code is 128 bits of chance, which nobody guesses; this is for whoever tries all the same. Counts
are one process's own, and forgotten when it ends.
"""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

MOST: Final = 5
"""Codes of one chat that open nothing, within `REST`: after these none is looked up."""
REST: Final = timedelta(hours=1)
ALL: Final = 60
"""Codes of all chats that open nothing, within `CROWD`: after these none is looked up for long."""
CROWD: Final = timedelta(minutes=1)
CHATS: Final = 4_000
"""Chats remembered; those that were quiet longest are forgotten first."""


class Guesses:
    """Counts them; every instant is aware."""

    def __init__(self) -> None:
        """Begin with none."""
        self._chats: dict[int, deque[datetime]] = {}
        self._all: deque[datetime] = deque(maxlen=ALL)

    def rests(self, chat: int, now: datetime) -> bool:
        """Say whether no code of this chat is to be looked up now."""
        own = self._chats.get(chat, deque())
        return _full(own, MOST, now - REST) or _full(self._all, ALL, now - CROWD)

    def missed(self, chat: int, now: datetime) -> None:
        """Count a code that opened nothing."""
        self._all.append(now)
        own = self._chats.pop(chat, None) or deque(maxlen=MOST)
        own.append(now)
        self._chats[chat] = own  # last in, and so last to go
        while len(self._chats) > CHATS:
            del self._chats[next(iter(self._chats))]


def _full(guesses: deque[datetime], most: int, since: datetime) -> bool:
    """Say whether the last so many all came since then."""
    return len(guesses) == most and guesses[0] > since
