"""What knocks: that it is time for a check-in, and what one can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.screens import lines
from bot.screens.screen import Screen, key, line, screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

LATERS: Final[Mapping[str, str]] = {
    "h": "later.hour",
    "e": "later.evening",
    "t": "later.tomorrow",
}
"""The ways to have it later, and the labels of their keys."""


def knock(says: str, id_: str) -> Screen:
    """Say that it is time, or still is; `id_` is the prompt's."""
    start, later = key("prompt.start", "start", id_), key("prompt.later", "later", id_)
    return Screen((line(says),), ((start,), (later, key("prompt.not-today", "not-today", id_))))


def goes_on(sitting: str) -> Screen:
    """Say that what follows a sitting is here, as the client asked; `sitting` is the one before."""
    start, leave = key("prompt.start", "goes-on", sitting), key("prompt.not-today", "not-again")
    return Screen((line("again.knock"),), ((start,), (leave,)))


def rests() -> Screen:
    """Say once that prompts rest, with one tap to wake them."""
    return Screen((line("prompt.rests"),), ((key("prompt.wake", "command", "resume"),),))


def stuck() -> Screen:
    """Say once that nothing more is asked for now, with one tap to be asked again."""
    return Screen((line("offer.stuck"),), ((key("prompt.wake", "command", "resume"),),))


def when(id_: str, offered: Iterable[str]) -> Screen:
    """Ask when to come again; `offered` are some of `LATERS`."""
    keys = tuple((key(LATERS[how], "snooze", f"{id_}.{how}"),) for how in offered)
    return Screen((line("later.ask"),), keys)


def again(local: datetime, *, today: bool) -> Screen:
    """Say when it comes again, on the client's own clock."""
    if today:
        return screen("later.today", time=local.time())
    return screen("later.day", **lines.when(local))
