"""Where a client arrives: the lasting keyboard, and being welcomed back."""

from __future__ import annotations

from bot.screens.screen import Screen, line, screen


def keyboard() -> Screen:
    """Lay the lasting keyboard under the chat, so that help is always one tap away."""
    return Screen((line("menu.home"),), keyboard=True)


def back() -> Screen:
    """Welcome back somebody who starts again."""
    return Screen((line("welcome.back"),), keyboard=True)


def not_agreed() -> Screen:
    """Say that nothing starts before they agree."""
    return screen("welcome.not-agreed")
