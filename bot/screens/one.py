"""One prompt that is coming: when it comes, and to move it within its day or leave it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.message import Press
from bot.schedule.occurrences import State
from bot.screens.rhythm import caps_line, moment
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, time

    from bot.people import Caps
    from bot.schedule.coming import Coming
    from bot.screens.screen import Keys

DAYS: Final = (1, 2, 3)
WEEKS: Final = (2, 3, 5)
_BACK: Final = (key("button.back", "coming"),)


def screen(
    one: Coming, title_of: Callable[[str], str], near: Iterable[time] = (), *, moved: bool = False
) -> Screen:
    """Show one prompt; `near` are times around it that work; `moved`: it has just been."""
    name = one.which.written
    if one.state is State.SKIPPED:
        keys: Keys = ((key("one.bring-back", "bring-back", name),), _BACK)
        return Screen((line("one.left-out", moment=moment(one.at)),), keys)
    head = (line("one.moved"),) if moved else ()
    said = line("one.comes", moment=moment(one.at), title=title_of(one.checkin))
    times = tuple(Key(line("one.at", time=at), to(one, at)) for at in near)
    other = key("one.other-time", "time-for", f"one.{name}")
    keys = ((other, key("one.leave-out", "leave-out", name)), _BACK)
    return Screen((*head, said), (times, *keys) if times else keys)


def refused(against: str, at: time, works: time | None, take: Press) -> Screen:
    """Say what stands against a time, and which near it works; `take` is what a key for it does."""
    lines = (line(f"wish.{against}", time=at),)
    if works is None:
        return Screen((*lines, line("wish.nothing")), (_BACK,))
    keys = ((Key(line("one.at", time=works), take),), _BACK)
    return Screen((*lines, line("wish.works", time=works)), keys)


def retimed(coming: datetime | None) -> Screen:
    """Say that a plan has another time of day, and when it comes next."""
    if coming is None:
        return Screen((line("one.retimed"),), (_BACK,))
    return Screen((line("one.retimed"), line("one.next", moment=moment(coming))), (_BACK,))


def limits(caps: Caps) -> Screen:
    """Ask for the most that may come; what holds is ticked."""
    days = tuple(_most("limit.a-day", "d", n, on=n == caps.day) for n in DAYS)
    weeks = tuple(_most("limit.a-week", "w", n, on=n == caps.week) for n in WEEKS)
    free = key("limit.no-week", "limit", "w0")
    open_ = free if caps.week is not None else Key(line("pick.on", choice=free.label), free.does)
    return Screen((line("limit.how-many"), caps_line(caps)), (days, weeks, (open_,), _BACK))


def _most(label: str, unit: str, n: int, *, on: bool) -> Key:
    found = key(label, "limit", f"{unit}{n}", n=n)
    return Key(line("pick.on", choice=found.label), found.does) if on else found


def to(one: Coming, at: time) -> Press:
    """Give the press that moves a prompt to a time of its day."""
    return Press("move", f"{one.which.written}.{at:%H%M}")
