"""What stands under the chart: all of it in plain words, and keys to the same in other ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.message import Press
from bot.screens import kept
from bot.screens.lines import below
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.interview.conversation import Then, WordsId
    from bot.interview.turn import Line
    from bot.interview.words import KeptWords
    from bot.screens.screen import Keys

RATED: Final = ("importance", "confidence", "craving")
"""What is drawn, from the top down."""
HEAD: Final = 200
"""Characters of a goal that a head has room for."""
LABEL: Final = 40
"""And a key."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A client's numbers and what lies around them; every date is in their zone."""

    goal: KeptWords | None
    """Whose numbers they are; None: of no goal in particular."""
    ratings: dict[str, Sequence[Then]]
    """By what was rated, oldest first; only what was rated at all."""
    answered: Sequence[date] = ()
    """Days with an answered check-in."""
    marks: Sequence[KeptWords] = ()
    """Words to be quoted, oldest first."""
    others: Sequence[KeptWords] = ()
    """Other goals with numbers of their own."""
    dark: bool = False

    @property
    def enough(self) -> bool:
        """Whether there is something to draw."""
        return sum(map(len, self.ratings.values())) > 1

    @property
    def days(self) -> tuple[date, date]:
        """The first day of all, and the last."""
        rated = {one.on for ratings in self.ratings.values() for one in ratings}
        every = rated | set(self.answered) | {one.on for one in self.marks}
        return min(every), max(every)


def few() -> Screen:
    """Say that there is too little to draw."""
    return Screen((line("progress.few"),))


def screen(moved: Moved) -> Screen:
    """Give what stands under the chart; it says all that the chart shows."""
    return Screen(tuple(_lines(moved)), _keys(moved))


def named(goal: KeptWords, most: int) -> Line:
    """Quote a goal, or say its date where that is longer than so many characters."""
    if len(goal.text) > most or "\n" in goal.text:
        return line("progress.goal-of", date=goal.on)
    return line("kept.quoted", words=goal.text)


def _lines(moved: Moved) -> Iterator[Line]:
    if moved.goal is not None:
        yield line("progress.about", goal=named(moved.goal, HEAD))
    first, last = moved.days
    if first == last:
        yield line("progress.day", first=first)
    else:
        yield line("progress.span", first=first, last=last)
    yield below(map(_numbers, moved.ratings.items()))
    if moved.answered:
        yield line("progress.days", n=len(moved.answered))
    if moved.marks:
        numbered = enumerate(moved.marks, start=1)
        yield below(line("progress.mark", n=n, words=kept.said(one)) for n, one in numbered)


def _numbers(rated: tuple[str, Sequence[Then]]) -> Line:
    of, ratings = rated
    numbers = ", ".join(str(one.value) for one in ratings)
    return line("progress.numbers", what=line(f"progress.{of}"), numbers=numbers)


def _keys(moved: Moved) -> Keys:
    here = None if moved.goal is None else moved.goal.id
    theme = key(
        "progress.light" if moved.dark else "progress.dark",
        "progress",
        name(here, dark=not moved.dark),
    )
    return ((theme,), *((_other(goal, dark=moved.dark),) for goal in moved.others))


def _other(goal: KeptWords, *, dark: bool) -> Key:
    return Key(named(goal, LABEL), Press("progress", name(goal.id, dark=dark)))


def name(goal: WordsId | None, *, dark: bool) -> str:
    """Write on a key whose numbers are meant, and in which colours."""
    return f"{goal or ''}.{'dark' if dark else 'light'}"
