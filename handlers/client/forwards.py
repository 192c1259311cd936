"""Forwarded messages: somebody else said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arrival import Forwarded

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import Context


async def passed_on(update: Update, context: Context) -> None:
    """Let it happen, with whatever words are in it: safety hears them, nobody keeps them."""
    if (message := update.message) is not None:
        await context.happen(
            update,
            message.chat,
            Forwarded(message.text or message.caption or ""),
            who=message.from_user,
            at=message.date,
            message=message.message_id,
        )
