"""What somebody is told who argues with a question: it is their call."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - a slot's type

from bot.screens.lines import weekday
from bot.screens.screen import Screen, key, line, screen


def ask(conversation: str) -> Screen:
    """Ask whether to leave the check-in that is open for a while."""
    return Screen(
        (line("offer.argue.ask"),),
        (
            (key("offer.argue.leave", "leave-it", conversation),),
            (key("offer.argue.go-on", "go-on", conversation),),
            (key("menu.not-helping", "helping", "ask"),),
        ),
    )


def left(until: date) -> Screen:
    """Say that it is left alone, and until when."""
    return screen("offer.argue.left", weekday=weekday(until), date=until)
