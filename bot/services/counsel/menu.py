"""The menu of commands that a counselor's chat has for its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.services.counsel.call import Call

MENU: Final = (
    "clients",
    "invite",
    "overview",
    "alerts",
    "away",
    "checkins",
    "rehearse",
    "settings",
    "help",
)
"""In the order in which they are shown."""


def menu(call: Call) -> tuple[tuple[str, str], ...]:
    """Give each command with what it does, in the counselor's language."""
    phrases = call.house.voice.phrases
    return tuple((name, phrases(call.locale, f"counselor-commands.{name}")) for name in MENU)
