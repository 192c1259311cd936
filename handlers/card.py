"""The help card: sent straight to a chat while the store is away and nothing can be kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import structlog
from telegram.error import TelegramError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telegram import Bot

    from bot.ports import Clock

log = structlog.get_logger(__name__)

REST: Final = timedelta(minutes=1)
"""A chat is shown it at most this often; Telegram brings the same updates again and again."""
_MOST: Final = 10_000  # chats remembered; the eldest are forgotten first


class HelpCard:
    """Shows people to call to whoever writes, in their Telegram's language."""

    def __init__(self, bot: Bot, cards: Mapping[str, str], clock: Clock) -> None:
        """Take the card in each language; English stands in for one that is not there."""
        self._bot = bot
        self._cards = cards
        self._clock = clock
        self._shown: dict[int, datetime] = {}

    async def show(self, batch: Sequence[Mapping[str, Any]]) -> None:
        """Show it in every private chat of a batch that could not be kept."""
        for update in batch:
            message = update.get("message")
            chat = message.get("chat") if isinstance(message, dict) else None
            if not isinstance(message, dict) or not isinstance(chat, dict):
                continue
            if chat.get("type") != "private":
                continue
            who = message.get("from")
            language = str(who.get("language_code", "")) if isinstance(who, dict) else ""
            if isinstance(chat.get("id"), int) and self._due(chat["id"]):
                await self._send(chat["id"], self._cards.get(language[:2]) or self._cards["en"])

    def _due(self, chat: int) -> bool:
        now = self._clock.now()
        before = self._shown.pop(chat, None)
        due = before is None or now - before >= REST
        self._shown[chat] = now if due or before is None else before
        while len(self._shown) > _MOST:
            del self._shown[next(iter(self._shown))]
        return due

    async def _send(self, chat: int, card: str) -> None:
        try:
            await self._bot.send_message(chat, card)
        except TelegramError as error:
            log.warning("card.unsent", error=type(error).__name__)
