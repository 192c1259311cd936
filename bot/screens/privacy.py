"""Privacy: who sees what of a client, who looked, and the ways to everything that is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.care import Share
from bot.interview.turn import Several
from bot.message import Press
from bot.screens import research
from bot.screens.lines import below, weekday
from bot.screens.screen import Key, Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.care import Care
    from bot.interview.turn import Line
    from bot.looks import Seen
    from bot.people import Counselor

DAYS: Final = 7
"""Days of looks shown at once."""
_SEES: Final = {
    Share.TAKING_PART: "privacy.part",
    Share.COUNTS: "privacy.counts",
    Share.RATINGS: "privacy.ratings",
    Share.GOALS: "privacy.goals",
    Share.WORDS: "privacy.words",
    Share.HARD_PLAN: "privacy.hard-plan",
}
_WHO: Final = Press("privacy", "who")


@dataclass(frozen=True, slots=True)
class Looked:
    """That somebody looked at something, by the client's clock."""

    at: datetime
    """In the client's zone."""
    counselor: str | None
    """Their name; None: they are no longer here."""
    seen: Seen


def screen(whose: tuple[Care, Counselor] | None) -> Screen:
    """Show who sees what now, what Telegram and the service can see, and the ways further."""
    lines = (_sees(whose), line("privacy.telegram"), line("privacy.service"))
    sharing = Key(line("privacy.sharing"), Press("command", "sharing"))
    mine = (key("privacy.see", "seen", "card"), Key(line("privacy.who"), _WHO))
    return Screen(
        lines,
        (
            *(() if whose is None else ((sharing,),)),
            mine if whose is not None else mine[1:],
            (Key(line("privacy.take"), Press("command", "mydata")), key("privacy.phone", "phone")),
            (
                key("privacy.clear", "clear"),
                Key(line("privacy.forget"), Press("command", "forgetme")),
            ),
            (key("research.key", research.ACTION),),
        ),
    )


def looks(looked: Iterable[Looked], page: int = 0) -> Screen:
    """Show a page of looks, by day, the newest first."""
    newest = sorted(looked, key=lambda one: one.at, reverse=True)
    days = [list(group) for _, group in groupby(newest, key=lambda one: one.at.date())]
    back = ((key("privacy.back", "privacy"),),)
    if not days:
        return Screen((line("looked.none"), line("looked.bound")), back)
    shown, page, last = pages(days, page, DAYS)
    head = line("looked.page", n=page + 1, last=last + 1) if last else line("looked.head")
    turns = turning(page, last, lambda to: Press("privacy", f"who.{to}"))
    return Screen((head, *map(_day, shown), line("looked.bound")), (*turns, *back))


def _sees(whose: tuple[Care, Counselor] | None) -> Line:
    if whose is None:
        return line("privacy.alone")
    care, counselor = whose
    seen = tuple(line(phrase) for what, phrase in _SEES.items() if care.lets(what))
    if not seen:
        return line("privacy.nothing", counselor=counselor.name)
    return line("privacy.sees", counselor=counselor.name, what=Several(seen))


def _day(looked: Sequence[Looked]) -> Line:
    """Say what one day saw: a line for each counselor, whoever was the last to look first."""
    day = looked[0].at.date()
    by: dict[str | None, list[Looked]] = {}
    for one in looked:
        by.setdefault(one.counselor, []).append(one)
    head = line("looked.day", weekday=weekday(day), date=day)
    return below([head, *(_counselor(name, several) for name, several in by.items())])


def _counselor(name: str | None, looked: Sequence[Looked]) -> Line:
    """Say between when and when somebody looked at what, and how often; newest first."""
    times: dict[Seen, int] = {}
    for one in reversed(looked):
        times[one.seen] = times.get(one.seen, 0) + 1
    what = Several(tuple(_times(seen, n) for seen, n in times.items()))
    who: Line | str = line("looked.somebody") if name is None else name
    first, last = looked[-1].at.time(), looked[0].at.time()
    if (first.hour, first.minute) == (last.hour, last.minute):
        return line("looked.once", counselor=who, time=first, what=what)
    return line("looked.between", counselor=who, first=first, last=last, what=what)


def _times(seen: Seen, n: int) -> Line:
    what = line(f"looked-at.{seen}")
    if n == 1:
        return what
    return line("looked.twice", what=what) if n == 2 else line("looked.times", what=what, n=n)  # noqa: PLR2004 - twice
