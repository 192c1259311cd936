"""Files that people sent, fetched over the Bot API within bounds of size and time.

Telegram's errors carry answers and addresses, the latter the token, so none goes further.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest, TelegramError

from bot.errors import NotFetched, TooBig

if TYPE_CHECKING:
    from telegram import Bot

    from handlers.transport import Transport

PATIENCE: Final = 20.0
"""Seconds for all of it: the chat's next update waits for this."""


class BotFiles:
    """Fetches over the Bot API; keeps `bot.ports.Files`."""

    def __init__(self, bot: Bot, road: Transport, patience: float = PATIENCE) -> None:
        """Take the bot that asks where a file is, the road it comes by, and the seconds."""
        self._bot = bot
        self._road = road
        self._patience = patience

    async def fetch(self, file: str, at_most: int) -> bytes:
        """Give a file's bytes; what is larger than it may be is not read to its end.

        Raises:
            TooBig, NotFetched: see `bot.errors`.

        """
        try:
            async with asyncio.timeout(self._patience):
                return await self._fetch(file, at_most)
        except BadRequest as error:
            big = "too big" in error.message.lower()
            what: NotFetched = TooBig() if big else NotFetched()
        except (TelegramError, TimeoutError):
            what = NotFetched()
        raise what  # out here it has no cause: that would hold Telegram's answer

    async def _fetch(self, file: str, at_most: int) -> bytes:
        found = await self._bot.get_file(file)
        if found.file_size is not None and found.file_size > at_most:
            raise TooBig
        # A Bot API server of one's own may name a file on its disk instead: that is not fetched.
        if found.file_path is None or not found.file_path.startswith(("https://", "http://")):
            raise NotFetched
        status, content = await self._road.fetch(found.file_path, at_most)
        if status != HTTPStatus.OK:
            raise NotFetched
        if len(content) > at_most:
            raise TooBig
        return content
