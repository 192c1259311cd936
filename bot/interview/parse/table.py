"""One TOML table, read key by key: a wrong type is a problem, and so is a key nobody knows."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from bot.interview.parse.problems import near

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from bot.interview.parse.problems import Problems

    E = TypeVar("E", bound=StrEnum)

NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,19}")
"""How steps, given words, settings and measures are named."""
_SPAN = re.compile(r"([1-9][0-9]{0,5})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Table:
    """A table of a file; reading a wrong value notes a problem and gives None."""

    def __init__(
        self, values: Mapping[str, object], problems: Problems, file: str, step: str | None = None
    ) -> None:
        """Take a table and where it stands."""
        self._values, self._problems = values, problems
        self._file, self._step = file, step
        self._asked: set[str] = set()

    def problem(self, text: str) -> None:
        """Note a problem at this place."""
        self._problems.add(self._file, text, self._step)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def get(self, key: str) -> object:
        """Give a value as it is, None if it is missing."""
        self._asked.add(key)
        return self._values.get(key)

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Give a text."""
        value = self.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if value is not None or required:
            self.problem(f"{key} is missing" if value is None else f"{key} is not a text")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Give one or several texts."""
        value = self.get(key)
        found = value if isinstance(value, list) else [value]
        texts = tuple(text for text in found if isinstance(text, str) and text.strip())
        if not texts or len(texts) < len(found):
            self.problem(f"{key} is neither a text nor a list of texts")
        return texts

    def named(self, key: str) -> dict[str, str]:
        """Give a table of texts."""
        value = self.get(key)
        found = value if isinstance(value, dict) else {}
        texts = {k: v for k, v in found.items() if isinstance(v, str) and v.strip()}
        if not texts or len(texts) < len(found):
            self.problem(f"{key} is not a table of texts")
        return texts

    def name(self, key: str) -> str | None:
        """Give a name."""
        name = self.text(key)
        if name is not None and not NAME.fullmatch(name):
            self.problem(f"{key}: {name!r} is no name: at most 20 of a-z, 0-9 and hyphen")
        return name

    def number(self, key: str, default: int, low: int, high: int) -> int:
        """Give a whole number within bounds."""
        value = self.get(key)
        if value is None:
            return default
        # TOML's true is Python's 1.
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.problem(f"{key} is not a whole number from {low} to {high}")
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        """Give true or false."""
        value = self.get(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.problem(f"{key} is neither true nor false")
        return default

    def span(self, key: str, longest: timedelta) -> timedelta | None:
        """Give a length of time, written as 90s, 5m, 2h or 1d."""
        text = self.text(key)
        if text is None:
            return None
        found = _SPAN.fullmatch(text)
        span = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None
        if span is None or span > longest:
            up_to = f"up to {longest.days}d"
            self.problem(f"{key}: {text!r} is no time like 90s, 5m, 2h or 1d, {up_to}")
            return None
        return span

    def many_of(self, key: str, kind: type[E]) -> frozenset[E]:
        """Give several of the words of an enumeration."""
        if not self.has(key):
            return frozenset()
        read = (self._one(key, word, kind) for word in self.texts(key))
        return frozenset(word for word in read if word is not None)

    def one_of(self, key: str, kind: type[E], *, required: bool = False) -> E | None:
        """Give one of the words of an enumeration."""
        word = self.text(key, required=required)
        return None if word is None else self._one(key, word, kind)

    def _one(self, key: str, word: str, kind: type[E]) -> E | None:
        try:
            return kind(word)
        except ValueError:
            known = [str(member) for member in kind]
            hint = near(word, known) or f"; it is one of: {', '.join(known)}"
            self.problem(f"{key} {word!r} is not known{hint}")
            return None

    def close(self) -> None:
        """Note every key that nothing was read from."""
        for key in self._values:
            if key not in self._asked:
                self.problem(f"the key {key!r} means nothing here{near(key, self._asked)}")
