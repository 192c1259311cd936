"""The buttons of the tests, and what would be left of one on its way to a chat and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.message import Press
from handlers.buttons import TAG, Buttons, meaning

if TYPE_CHECKING:
    from bot.message import Does

KEYS: Final = Buttons(bytes(range(32)))


def carried(does: Does, chat: int = 2**52) -> Does | None:
    """Give what comes back of a button's data; raises ValueError if it does not fit."""
    return KEYS.read(KEYS.data(does, chat), chat)


def action(data: str) -> str:
    """Give what a key outside a conversation does, past its tag: who sees it needs no key."""
    does = meaning(f"{data[:1]}{data[1 + TAG :]}")
    return does.action if isinstance(does, Press) else ""
