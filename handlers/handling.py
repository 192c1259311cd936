"""One inbox row opened, and handed to whoever its route names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from telegram import Update

from handlers.context import InHand

if TYPE_CHECKING:
    from bot.ports import Received
    from handlers.card import HelpCard
    from handlers.context import App


class Handling:
    """Handles rows with an application that is initialised."""

    def __init__(self, app: App, card: HelpCard) -> None:
        """Take the application with its routes, and the card for when it fails somebody."""
        self._app = app
        self._card = card

    async def handle(self, row: Received) -> bool:
        """Let it happen; False if it was nothing to anybody, so that its row is still open.

        Raises whatever went wrong; then nothing happened, and if it could not wait, whoever it is
        from is shown people to call all the same.
        """
        try:
            return await self._happen(row)
        except Exception:
            if row.urgent:
                await self._card.show([json.loads(row.body)])
            raise

    async def _happen(self, row: Received) -> bool:
        update = self._opened(row.body)
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

    def _opened(self, body: str) -> Update | None:
        """Read an update; None where there is nothing that anybody could have said.

        Raises what python-telegram-bot does for one it cannot read: that may hold words, so it
        is a failure to be told to the operator, not a thing to be let go.
        """
        raw: dict[str, Any] = json.loads(body)
        if not any(isinstance(part, dict) for part in raw.values()):
            return None
        return Update.de_json(raw, self._app.bot)
