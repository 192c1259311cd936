"""Forgetting a part: one thing from its own page, or one day from a list; each asked once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.interview.ifthen import IfThen
from bot.interview.terms import Kind
from bot.message import Press
from bot.screens import kept
from bot.screens.forget import ACTION, DAYS
from bot.screens.lines import below, weekday
from bot.screens.screen import Key, Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.interview.turn import Line
    from bot.people import Counselor
    from bot.screens.kept import Thing

ONE: Final = "forget-one"
ONE_GONE: Final = "one-gone"
DAY: Final = "forget-day"
DAY_GONE: Final = "day-gone"


@dataclass(frozen=True, slots=True)
class OneDay:
    """One day, and how much of it is kept."""

    on: date
    words: int = 0
    numbers: int = 0
    told: int = 0
    talks: int = 0
    episodes: int = 0


def one_key(name: str) -> Key:
    """Give the key that stands on a thing's own page; `name` is its words', with a page."""
    return key("forget-one.key", ONE, name)


def one(thing: Thing, page: int) -> Screen:
    """Ask once whether this should go for good, and say with what."""
    words = kept.main(thing)
    name = kept.ref(words.id, page)
    stays = "goal" if words.kind is Kind.GOAL else "words"
    keys = (key("forget-one.yes", ONE_GONE, name), key("button.keep", stays, name))
    if isinstance(thing, IfThen) and thing.cue is not None:
        said = line("forget-one.plan", cue=thing.cue.text, words=words.text)
    elif words.kind is Kind.GOAL:
        said = line("forget-one.goal", words=words.text)
    else:
        said = line("forget-one.words", words=words.text)
    return Screen((said,), (keys,))


def one_gone(kind: Kind | None, page: int, counselor: Counselor | None) -> Screen:
    """Say that it is forgotten, what is not, and lead back to the list it stood on."""
    goals = (key("goals.all", "goals"),) if kind is Kind.GOAL else ()
    back = key("button.back", "mirror", str(page))
    return Screen((line("forget-one.gone"), *_read(counselor)), ((*goals, back),))


def days(every: Sequence[date], page: int) -> Screen:
    """Show a page of the days on which something was kept, the latest first."""
    shown, page, last = pages(every, page)
    keys = tuple((Key(_date(on), Press(DAY, f"{on.isoformat()}.{page}")),) for on in shown)
    turns = turning(page, last, lambda to: Press(DAYS, str(to)))
    back = key("button.back", ACTION)
    head = line("forget-day.head" if shown else "forget-day.none")
    return Screen((head,), (*keys, *turns, (back,)))


def day(one_day: OneDay, page: int) -> Screen:
    """Say what is kept of a day, and ask once whether all of it should go for good."""
    name = f"{one_day.on.isoformat()}.{page}"
    keys = (key("forget-day.yes", DAY_GONE, name), key("button.keep", DAYS, str(page)))
    head = _date(one_day.on)
    return Screen((below([head, *_counts(one_day)]), line("forget-day.sure")), (keys,))


def day_gone(on: date, page: int, counselor: Counselor | None) -> Screen:
    """Say that a day is forgotten, and lead back to the others."""
    said = line("forget-day.gone", weekday=weekday(on), date=on)
    return Screen((said, *_read(counselor)), ((key("button.back", DAYS, str(page)),),))


def _date(on: date) -> Line:
    return line("forget-day.date", weekday=weekday(on), date=on)


def _counts(of: OneDay) -> Iterator[Line]:
    if of.words:
        yield line("forget-day.words", n=of.words)
    if of.numbers:
        yield line("forget-day.numbers", n=of.numbers)
    if of.told:
        yield line("forget-day.told", n=of.told)
    if of.talks:
        yield line("forget-day.talks", n=of.talks)
    if of.episodes:
        yield line("forget-day.episodes", n=of.episodes)


def _read(counselor: Counselor | None) -> tuple[Line, ...]:
    return () if counselor is None else (line("forget-one.read", counselor=counselor.name),)
