"""One inbox row opened, and handed to whoever its route names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from telegram import Update

from bot.services.air import Air
from handlers.context import InHand
from handlers.envelope import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ports import Received
    from handlers.card import HelpCard
    from handlers.context import App

    Tells = Callable[[int, int, str], Awaitable[None]]
    """Told an update that was left out, its chat, and the language of whoever wrote it."""


class Handling:
    """Handles rows with an application that is initialised."""

    def __init__(self, app: App, card: HelpCard, tells: Tells, air: Air | None = None) -> None:
        """Take the application with its routes, and the card for when it fails somebody.

        `tells` has word for those who sent more than is read. What is not urgent waits for what
        is in the `air` to its chat, which it may be the answer to.
        """
        self._air = air or Air()
        self._app = app
        self._card = card
        self._tells = tells

    async def handle(self, row: Received) -> bool:
        """Let it happen; False if it was nothing to anybody, so that its row is still open.

        Raises whatever went wrong; then nothing happened, and if it could not wait, whoever it is
        from is shown people to call all the same.
        """
        raw: dict[str, Any] = json.loads(row.body)
        if not row.urgent:
            await self._air.clear(row.chat)
        try:
            return await self._happen(row, raw)
        except Exception:
            if row.urgent:
                await self._card.show([raw])
            raise

    async def _happen(self, row: Received, raw: dict[str, Any]) -> bool:
        if raw.get(LEFT_OUT) is True:
            tongue = raw["message"]["from"].get("language_code", "")
            await self._tells(row.update, row.chat, tongue)
            return True
        update = self._opened(raw)
        if update is None:
            return False
        in_hand = self._app.bot_data.in_hand
        hand = in_hand[row.update] = InHand(row.received_at)
        try:
            await self._app.process_update(update)
        finally:
            del in_hand[row.update]
        if hand.failure is not None:
            raise hand.failure
        return hand.happened

    def _opened(self, raw: dict[str, Any]) -> Update | None:
        """Read an update; None where there is nothing that anybody could have said.

        Raises what python-telegram-bot does for one it cannot read: that may hold words, so it
        is a failure to be told to the operator, not a thing to be let go.
        """
        if not any(isinstance(part, dict) for part in raw.values()):
            return None
        return Update.de_json(raw, self._app.bot)
