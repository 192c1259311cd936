"""Forgetting everything: what goes and what does not, then asked once more, and the last message.

The two keys that lead there stand in different places, so that no double tap does it. Each carries
a stamp: whose it is, and when it was shown.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.message import Press
from bot.screens.screen import Key, Screen, key, line, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.turn import Line
    from bot.people import Client, Counselor

ACTION: Final = "forget"
ALL: Final = "forget-all"
DAYS: Final = "forget-days"
STAY: Final = "stay"
HOLDS: Final = timedelta(minutes=15)
"""How long a key that forgets can be pressed."""
_NAMED: Final = 12
"""Characters of a client's id that tell them from whoever they were in this chat before."""


def ask(client: Client, now: datetime, counselor: Counselor | None, *, alert: bool) -> Screen:
    """Say what goes and what does not; `alert`: word about their safety may have gone out."""
    keys = (
        (key("forget.take", "command", "mydata"),),
        (key("forget.some", DAYS),),
        (key("forget.stay", ACTION, STAY),),
        (key("forget.all", ACTION, stamp(client, now)),),
    )
    return Screen(tuple(_lines(counselor, alert=alert)), keys)


def sure(client: Client, now: datetime) -> Screen:
    """Ask once more; where the key stood that led here, everything is kept."""
    yes = Key(line("forget.yes"), Press(ALL, stamp(client, now)))
    return Screen((line("forget.sure"),), ((yes,), (key("forget.no", ACTION, STAY),)))


def stays() -> Screen:
    """Say that nothing has changed."""
    return screen("forget.stays")


def gone() -> Screen:
    """Say farewell."""
    return Screen((line("forget.gone"),), keyboard=("help",))


def nothing() -> Screen:
    """Say to somebody unknown that nothing is kept of them."""
    return screen("forget.nothing")


def stamp(client: Client, now: datetime) -> str:
    """Give what a key carries so that it is refused once it is stale."""
    return f"{client.id[:_NAMED]}.{int(now.timestamp())}"


def holds(stamped: str, client: Client, now: datetime) -> bool:
    """Say whether a key is this client's, and of just now."""
    whose, _, at = stamped.partition(".")
    if whose != client.id[:_NAMED] or not (at.isascii() and at.isdecimal() and len(at) < _NAMED):
        return False
    return timedelta() <= now - datetime.fromtimestamp(int(at), UTC) <= HOLDS


def _lines(counselor: Counselor | None, *, alert: bool) -> Iterator[Line]:
    yield line("forget.goes")
    yield line("forget.chat")
    if counselor is not None:
        yield line("forget.counselor", counselor=counselor.name)
    if alert:
        yield line("forget.alert")
    yield line("forget.copies")
    yield line("forget.offer")
