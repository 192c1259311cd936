"""What backup, restore and move have in common: where things are, how far it is, a rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.history import History

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

    from storage.ring import Ring

Steps = Callable[[str, int], Callable[[int], object]]
"""Begins a step of so many rows under a name; gives what is told of so many further ones."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a store and its keys are."""

    store: URL
    keys: URL
    ring: Ring

    def of(self, what: History) -> URL:
        """Give where one of the two is."""
        return self.keys if what is History.KEYS else self.store


class Rehearsed(Exception):  # noqa: N818 - it is how a rehearsal ends, and no error
    """All would have gone well; nothing was changed."""
