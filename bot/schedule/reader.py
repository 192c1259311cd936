"""A reader of one TOML table: takes typed values out, and notes what is not as it should be.

In place of a value that cannot be read it gives another, so that all problems come to light at
once; only when nothing was noted is what it gave the author's.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from bot.errors import PlanError
from bot.schedule.problem import Problem, nearest
from bot.schedule.spans import span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
_WALL = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


class Reader:
    """Reads one table; `done` notes what nobody asked for."""

    @classmethod
    def of(cls, toml: str) -> Reader:
        """Give the reader of a whole file.

        Raises:
            PlanError: it is not TOML, or none that anybody wrote in good faith.

        """
        try:
            return cls(tomllib.loads(toml))
        except (ValueError, RecursionError) as error:
            # A number of ten thousand digits or brackets deep in each other are no TOML error.
            why = (
                f": {error}" if isinstance(error, tomllib.TOMLDecodeError) else " that can be read"
            )
            raise PlanError((f"this is not TOML{why}",)) from None

    def __init__(
        self, table: Mapping[str, object], path: str = "", problems: list[Problem] | None = None
    ) -> None:
        """Take the table, where it stands (`limits`; "" is the top) and where to note."""
        self.problems: list[Problem] = [] if problems is None else problems
        self._table = table
        self._path = path
        self._asked: list[str] = []

    def note(self, key: str, said: str) -> None:
        """Note a problem with a key of this table."""
        self.problems.append(Problem(self._inside(key), said))

    def holds(self, key: str) -> bool:
        """Say whether a key is there."""
        return key in self._table

    def need(self, key: str, read: Callable[[object], T | None], like: str, otherwise: T) -> T:
        """Read a key that must be there; `like` shows a value that can be read."""
        if key not in self._table:
            self._asked.append(key)
            self.note(key, f"is missing; write {key} = {like}")
            return otherwise
        return self.may(key, read, like, otherwise)

    def may(self, key: str, read: Callable[[object], T | None], like: str, otherwise: T) -> T:
        """Read a key that may be left out; `read` gives None for what it cannot read."""
        self._asked.append(key)
        if key not in self._table:
            return otherwise
        value = read(self._table[key])
        if value is None:
            self.note(key, f"cannot be {self._table[key]!r}; write {key} = {like}")
            return otherwise
        return value

    def table(self, key: str) -> Reader:
        """Open a table inside; one that is not there is empty."""
        self._asked.append(key)
        inside = self._table.get(key, {})
        if not isinstance(inside, dict):
            self.note(key, f"is a table; write [{key}]")
            inside = {}
        return Reader(inside, self._inside(key), self.problems)

    def tables(self, key: str) -> tuple[Reader, ...]:
        """Open each of a list of tables; they are numbered from 1."""
        self._asked.append(key)
        inside = self._table.get(key, [])
        if not isinstance(inside, list) or not all(isinstance(one, dict) for one in inside):
            self.note(key, f"is a list of tables; write [[{key}]] over each")
            return ()
        return tuple(
            Reader(one, self._inside(f"{key}[{number}]"), self.problems)
            for number, one in enumerate(inside, start=1)
        )

    def done(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._table:
            if key not in self._asked:
                self.note(key, f"is not known here{nearest(key, self._asked)}")

    def _inside(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key


def text(value: object) -> str | None:
    """Read a text that is not blank."""
    return value if isinstance(value, str) and value.strip() else None


def whole(value: object) -> int | None:
    """Read a whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def day(value: object) -> date | None:
    """Read a local date: TOML's own, or text such as "2026-03-01"."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def wall(value: object) -> time | None:
    """Read a wall time: TOML's own, or text such as "17:00"."""
    if isinstance(value, time):
        return value
    found = _WALL.fullmatch(value) if isinstance(value, str) else None
    return time(int(found[1]), int(found[2])) if found else None


def length(value: object) -> timedelta | None:
    """Read a span such as "90m"."""
    return span(value) if isinstance(value, str) else None


def choice(kind: type[E]) -> Callable[[object], E | None]:
    """Make a reader of one of an enumeration's values."""
    by_value = {member.value: member for member in kind}
    return lambda value: by_value.get(value) if isinstance(value, str) else None


def several(read: Callable[[object], T | None]) -> Callable[[object], tuple[T, ...] | None]:
    """Make a reader of a list; None if any of it cannot be read."""

    def read_all(value: object) -> tuple[T, ...] | None:
        if not isinstance(value, list):
            return None
        found = tuple(item for item in map(read, value) if item is not None)
        return found if len(found) == len(value) else None

    return read_all
