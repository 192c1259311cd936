"""A table of an author's file, read key by key; what is wrong is named, and what is right kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.safety.notation import Unreadable, read
from bot.safety.rule import Pattern
from bot.safety.spelling import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.safety.pattern import Part, Weigh
    from bot.safety.rule import Patterns
    from bot.safety.spelling import Spelling


class Table:
    """One table: what is asked of it is there and of its kind, or is named as a problem."""

    def __init__(
        self, where: str, values: object, problems: list[str], spelling: Spelling = PLAIN
    ) -> None:
        """Take the values; `where` names the table to its author."""
        self.where = where
        self.spelling = spelling
        self._problems = problems
        self._values: Mapping[str, object] = values if isinstance(values, dict) else {}
        self._asked: set[str] = set()
        if not isinstance(values, dict):
            self.problem("this is no table")

    def problem(self, what: str) -> None:
        """Name a problem."""
        self._problems.append(f"{self.where}: {what}")

    def of(self, where: str, values: object) -> Table:
        """Give a table within this one."""
        return Table(f"{self.where}: {where}", values, self._problems, self.spelling)

    def get(self, key: str) -> object:
        """Give what stands there, or None."""
        self._asked.add(key)
        return self._values.get(key)

    def text(self, key: str) -> str:
        """Give a text that must be there."""
        value = self.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self.problem(f"{key} is missing, or no text")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts; without the key, an empty one."""
        return self._listed(key, self.get(key))

    def _listed(self, key: str, value: object) -> tuple[str, ...]:
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.problem(f"{key} is a list of texts")
        return ()

    def one_of(self, key: str, known: tuple[str, ...], otherwise: str | None = None) -> str:
        """Give one of the known words; without the key, what it is otherwise."""
        value = self.get(key)
        if value is None and otherwise is not None:
            return otherwise
        if value in known:
            return str(value)
        self.problem(f"{key} is one of {', '.join(known)}")
        return otherwise or known[0]

    def whole(self, key: str, otherwise: int) -> int:
        """Give a whole number above 0."""
        value = self.get(key)
        if value is None or (type(value) is int and value > 0):
            return otherwise if value is None else value
        self.problem(f"{key} is a whole number above 0")
        return otherwise

    def flag(self, key: str) -> bool:
        """Give whether it is set."""
        if (value := self.get(key)) not in {None, True, False}:
            self.problem(f"{key} is true or false")
        return value is True

    def tables(self, key: str) -> list[object]:
        """Give the tables of this name, as `[[rule]]`."""
        value = self.get(key)
        if value is None or isinstance(value, list):
            return value or []
        self.problem(f"{key} is written [[{key}]]")
        return []

    def patterns(self, key: str, sets: Mapping[str, Part], weigh: Weigh) -> Patterns:
        """Give a list of patterns, without those that are none."""
        return self._read(key, self.texts(key), sets, weigh)

    def groups(self, key: str, sets: Mapping[str, Part], weigh: Weigh) -> tuple[Patterns, ...]:
        """Give a list of lists of patterns; nothing if any of them has none left."""
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not value:
            self.problem(f"{key} is a list of lists of patterns")
            return ()
        groups = [self._read(key, self._listed(key, one), sets, weigh) for one in value]
        if all(groups):
            return tuple(groups)
        self.problem(f"{key}: a group has no pattern")
        return ()

    def _read(
        self, key: str, texts: tuple[str, ...], sets: Mapping[str, Part], weigh: Weigh
    ) -> Patterns:
        patterns = []
        for text in texts:
            try:
                row = read(text, sets, self.spelling)
            except Unreadable as error:
                self.problem(f"{key}: “{text}”: {error}")
            else:
                patterns.append(Pattern(text, row, row.anchor(weigh) or frozenset()))
        if len(set(texts)) < len(texts):
            twice = sorted({text for text in texts if texts.count(text) > 1})
            self.problem(f"{key}: “{'”, “'.join(twice)}” stands there twice")
        return tuple(patterns)

    def done(self) -> None:
        """Name the keys that nobody asked for."""
        if extra := sorted(self._values.keys() - self._asked):
            self.problem(f"nobody asks for {', '.join(extra)}")
