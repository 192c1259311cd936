"""The buttons of the tests, and what would be left of one on its way to a chat and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from handlers.buttons import Buttons

if TYPE_CHECKING:
    from bot.message import Does

KEYS: Final = Buttons(bytes(range(32)))


def carried(does: Does, chat: int = 2**52) -> Does | None:
    """Give what comes back of a button's data; raises ValueError if it does not fit."""
    return KEYS.read(KEYS.data(does, chat), chat)
