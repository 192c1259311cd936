"""Clearing this chat: what can be deleted and what cannot, and one neutral line at the end."""

from __future__ import annotations

from typing import Final

from bot.screens.home import ALL
from bot.screens.screen import Screen, key, line, screen

ACTION: Final = "clear"
SURE: Final = "clear-sure"
STAY: Final = "stay"


def ask() -> Screen:
    """Say what clearing can do, and ask."""
    keys = ((key("clear.yes", SURE),), (key("clear.no", ACTION, STAY),))
    return Screen((line("clear.what"), line("clear.older"), line("clear.ask")), keys)


def left() -> Screen:
    """Say that nothing has changed."""
    return screen("clear.left")


def done() -> Screen:
    """Say something that anybody may read, and lay the lasting keyboard anew."""
    return Screen((line("clear.done"),), keyboard=ALL)
