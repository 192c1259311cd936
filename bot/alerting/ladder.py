"""The ladder: what happens next with an alert that nobody is on, and at which instant.

Who is told first is reminded once, then the next in line is told, at last the operators, who learn
only that there is such an alert. Having seen it stops nothing; being on it stops it for an hour;
having reached them, or having called for help, ends it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.alerting.in_line import at_work, back
from bot.episode import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.episode import Entry
    from bot.people import Counselor, CounselorId

TAKEN_FOR: Final = timedelta(hours=1)
"""How long nobody else is told while somebody is on it."""
AT_LATEST: Final = 4
"""So many waits with nobody on it, and the operators know, however long the line is."""
ENDS: Final = frozenset({Mark.REACHED, Mark.EMERGENCY})
GAVE_UP: Final = frozenset({Mark.NOT_REACHED, Mark.HANDED_OVER})
_RUNGS: Final = frozenset({Mark.TOLD, Mark.REMINDED, Mark.OPERATOR, *GAVE_UP})
_DEEDS: Final = frozenset({Mark.TAKEN, *GAVE_UP})


class Rung(StrEnum):
    """What is done."""

    TELL = "tell"
    REMIND = "remind"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing to be done."""

    rung: Rung
    at: datetime
    """Aware, UTC; past if it is overdue."""
    whom: Counselor | None = None
    """None: the operators."""


def going(history: Sequence[Entry]) -> tuple[Entry, ...]:
    """Give what happened with the alert that is open; nothing if none is."""
    ends = [n for n, entry in enumerate(history) if entry.mark in ENDS]
    since = tuple(history[ends[-1] + 1 :] if ends else history)
    begun = any(entry.mark in {Mark.ASKED, Mark.TOLD, Mark.OPERATOR} for entry in since)
    return since if begun else ()


def holder(open_: Sequence[Entry]) -> Entry | None:
    """Give the latest word of somebody that they are on it, unless they gave it up since."""
    last = {entry.by: entry for entry in open_ if entry.mark in _DEEDS}
    taken = [entry for entry in last.values() if entry.mark is Mark.TAKEN]
    return max(taken, key=lambda entry: entry.at, default=None)


def next_step(history: Sequence[Entry], line: Sequence[Counselor], wait: timedelta) -> Step | None:
    """Give the next step of the alert that is open; None if there is none, or nothing is left.

    `line` is who can be reached now, as `in_line` gives it; `wait` lies between two steps.
    """
    open_ = going(history)
    if not open_:
        return None
    reached: dict[CounselorId | None, Counselor] = {one.id: one for one in line}
    taken = holder(open_)
    if taken is not None and taken.by in reached:
        since = open_[open_.index(taken) + 1 :]
        if not any(entry.mark is Mark.REMINDED and entry.by == taken.by for entry in since):
            return Step(Rung.REMIND, taken.at + TAKEN_FOR, reached[taken.by])
    rungs = [entry for entry in open_ if entry.mark in _RUNGS]
    told = {entry.by for entry in open_ if entry.mark is Mark.TOLD}
    rest = [one for one in line if one.id not in told]
    if not rungs:
        return Step(Rung.TELL, open_[0].at, rest[0]) if rest else Step(Rung.OPERATOR, open_[0].at)
    return _after(open_, rungs, reached, rest, wait) or _return(open_, rungs[-1].at + wait, line)


def _after(
    open_: Sequence[Entry],
    rungs: Sequence[Entry],
    reached: Mapping[CounselorId | None, Counselor],
    rest: Sequence[Counselor],
    wait: timedelta,
) -> Step | None:
    """Give what follows the last rung; the operators' comes before what would be later than it."""
    last = rungs[-1]
    person = reached.get(last.by)
    step = Step(Rung.TELL, last.at + wait, rest[0]) if rest else None
    if last.mark is Mark.TOLD and person is not None and at_work(person, last.at):
        step = Step(Rung.REMIND, last.at + wait, person)
    elif step is not None and _at_once(last, person, rest[0]):
        step = replace(step, at=last.at)
    if any(entry.mark is Mark.OPERATOR for entry in open_):
        return step
    gone = last.mark in GAVE_UP or (last.mark is Mark.TOLD and person is None)
    at = last.at if gone else last.at + wait
    operator = Step(
        Rung.OPERATOR, at if step is None else max(at, _since(open_) + AT_LATEST * wait)
    )
    return operator if step is None or operator.at <= step.at else step


def _since(open_: Sequence[Entry]) -> datetime:
    """Give since when nobody is on it: from the first rung, or the first after somebody was."""
    found = open_[0].at
    fresh = True
    for entry in open_:
        if entry.mark is Mark.TAKEN:
            fresh = True
        elif fresh and entry.mark in _RUNGS:
            found, fresh = entry.at, False
    return found


def _at_once(last: Entry, person: Counselor | None, following: Counselor) -> bool:
    """Say whether nothing can come of waiting: of who gave up, who is gone, who is not at work."""
    if last.mark in GAVE_UP:
        return True
    idle = person is None or (not at_work(person, last.at) and at_work(following, last.at))
    return last.mark is Mark.TOLD and idle


def _return(open_: Sequence[Entry], earliest: datetime, line: Sequence[Counselor]) -> Step | None:
    """Remind who was told while not at work, once they are back."""
    answered = {entry.by for entry in open_ if entry.mark in {Mark.REMINDED, *GAVE_UP}}
    told = {entry.by: entry.at for entry in open_ if entry.mark is Mark.TOLD}
    steps = [
        Step(Rung.REMIND, max(back(one, told[one.id]), earliest), one)
        for one in line
        if one.id in told and one.id not in answered and not at_work(one, told[one.id])
    ]
    return min(steps, key=lambda step: step.at, default=None)
