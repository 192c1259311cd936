"""What an operator reads in their chat: what it is for, and how to end that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.screens.screen import Screen, key, line, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.turn import Line

LEAVE: Final = "operator-leave"
MOST: Final = 20
"""Names that one message holds."""


def linked() -> Screen:
    """Say plainly what this chat is told from now on, and what never."""
    lines = ("operator.linked", "operator.told", "operator.never")
    return Screen(tuple(map(line, lines)), ((key("operator.leave", LEAVE),),))


def home() -> Screen:
    """Say what this chat is for."""
    return Screen((line("operator.home"),), ((key("operator.leave", LEAVE),),))


def left() -> Screen:
    """Say that nothing more comes."""
    return screen("operator.left")


def week(waiting: int, *, on_duty: int, overdue: list[str]) -> Iterator[Line]:
    """Say what needs somebody: alerts that nobody is on, an empty rota, entries past review."""
    if waiting:
        yield line("operator.week-open", n=waiting)
    if not on_duty:
        yield line("operator.week-rota")
    if overdue:
        names = ", ".join(overdue[:MOST]) + (" …" if len(overdue) > MOST else "")
        yield line("operator.week-overdue", n=len(overdue), names=names)
    if not (waiting or overdue):
        yield line("operator.week-well")
