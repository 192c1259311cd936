"""A dictionary that can be put back as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

Journal = list[Callable[[], None]]
"""How to undo what was done since the unit of work began, oldest first."""


class Drawer(dict[K, V]):
    """Rows by key; every `drawer[key] = row` and `del drawer[key]` is noted in the journal."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    def __setitem__(self, key: K, row: V) -> None:
        self._note(key)
        super().__setitem__(key, row)

    def __delitem__(self, key: K) -> None:
        self._note(key)
        super().__delitem__(key)

    def _note(self, key: K) -> None:
        if key in self:
            before = self[key]
            self._journal.append(lambda: super(Drawer, self).__setitem__(key, before))
        else:
            self._journal.append(lambda: super(Drawer, self).__delitem__(key))

    def discard(self, which: Callable[[V], bool]) -> int:
        """Delete the rows that fit; return how many."""
        keys = [key for key, row in self.items() if which(row)]
        for key in keys:
            del self[key]
        return len(keys)


def undo(journal: Journal) -> None:
    """Put everything back, newest change first."""
    while journal:
        journal.pop()()
