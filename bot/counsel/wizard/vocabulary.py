"""The words a counselor may type in the wizard: every language's together, as patterns.

They stand under `wizard-hear` and `day.weekday` of the shared words, several ways of saying one
thing parted by bars; case and accents do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.interview.hearing import bare

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from bot.interview.phrases import Phrases

_KNOWN: Final = 3
"""Letters that a day's name is known by."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is listened for, in texts that `bare` has stripped."""

    weekdays: AbstractSet[tuple[str, int]]
    """Names, each with its ISO number."""
    units: Mapping[str, str]
    """`minutes`, `hours`, `days` or `weeks`, by each way of saying it."""
    idle: AbstractSet[str]
    """Single words that may stand among days."""
    none: AbstractSet[str]
    """What says that nothing is wanted."""
    daily: re.Pattern[str]
    first: re.Pattern[str]
    """What stands before the first of several days in a row."""
    through: re.Pattern[str]
    """What stands between the first day and the last."""
    long: re.Pattern[str]
    """A whole number and its unit; the end of `1.5 h` or `1½ h` is none."""
    every: re.Pattern[str]
    """A number and perhaps its unit."""
    offset: re.Pattern[str]
    """A `sign` or a side (`before`, `after`), with a number `n` and perhaps its `unit`."""
    at: re.Pattern[str]
    """A word for a time of day, and the first digit of it."""
    leading: re.Pattern[str]
    """What stands before a time of day."""
    between: re.Pattern[str]
    and_: re.Pattern[str]
    to: re.Pattern[str]
    """What stands between the two ends of a window."""
    filling: re.Pattern[str]
    """What may stand beside times of day."""

    def weekday(self, word: str) -> int | None:
        """Give the one day of the week that a word, or its plural, is or begins."""
        exact = {day for name, day in self.weekdays if name == word}
        begun = {
            day
            for name, day in self.weekdays
            if len(word) >= _KNOWN
            and word.startswith(name[:_KNOWN])
            and name.startswith(word.rstrip("s"))
        }
        found = exact or begun
        return found.pop() if len(found) == 1 else None


def vocabulary(phrases: Phrases) -> Vocabulary:
    """Read the words of every language there is."""

    def ways(id_: str) -> set[str]:
        return {bare(way) for words in phrases.words.values() for way in words[id_].split("|")}

    weekdays = {(name, day) for day in range(1, 8) for name in ways(f"day.weekday.{day}")}
    units = {
        "minutes": ways("wizard-hear.minutes"),
        "hours": ways("wizard-hear.hours"),
        "days": ways("wizard-hear.days"),
        "weeks": ways("wizard-hear.weeks"),
    }
    every, on, one = ways("wizard-hear.every"), ways("wizard-hear.on"), ways("wizard-hear.one")
    at, from_, to = ways("wizard-hear.at"), ways("wizard-hear.from"), ways("wizard-hear.to")
    between, and_ = ways("wizard-hear.between"), ways("wizard-hear.and")
    daily = _any(ways("wizard-hear.daily"))
    before, after = _any(ways("wizard-hear.before")), _any(ways("wizard-hear.after"))
    starts = _any({name[:_KNOWN] for name, _ in weekdays})
    through = rf"(?<=\w)\s*(?:[-\u2013]|\b{_any(to)}\b(?=\s*{starts}))\s*"
    beside = _any(at | from_ | to | between | and_)
    short = _any(units["minutes"] | units["hours"] | units["days"])
    far = _any(units["days"] | units["weeks"])
    return Vocabulary(
        weekdays=weekdays,
        units={way: unit for unit, said in units.items() for way in said},
        idle={word for way in every | on | at | and_ for word in way.split()},
        none=ways("wizard-hear.none"),
        daily=re.compile(rf"\b{daily}\b"),
        first=re.compile(rf"\b{_any(from_)}\s+(?=\w+{through})"),
        through=re.compile(through),
        long=re.compile(rf"(?<!\d)(?<!\d[.,\u2044])(\d{{1,4}})\s*({short})\b"),
        every=re.compile(rf"{_any(every)}?\s*(\d{{1,4}})\s*({far})?"),
        offset=re.compile(
            rf"(?P<sign>[+-])?\s*(?P<n>\d{{1,3}}|{_any(one)}\b)\s*(?:(?P<unit>{far})\b)?\s*"
            rf"(?:(?P<before>{before})|(?P<after>{after}))?.*"
        ),
        at=re.compile(rf"\b{_any(at)}\s+\d"),
        leading=re.compile(rf"\b{beside}\s+(?=\d)"),
        between=re.compile(rf"\b{_any(between)}\b"),
        and_=re.compile(rf"[,;&]|\b{_any(and_)}\b"),
        to=re.compile(rf"[-\u2013]|\b{_any(to)}\b"),
        filling=re.compile(rf"[-\u2013,;&]|\b{beside}\b"),
    )


def _any(ways: AbstractSet[str]) -> str:
    """Give a pattern for one of them, the longest there is."""
    longest = sorted(ways, key=lambda way: (-len(way), way))
    return f"(?:{'|'.join(map(re.escape, longest))})"
