"""Words that a client wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arrival import Wrote

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import Context


async def written(update: Update, context: Context) -> None:
    """Let words happen, exactly as they were written."""
    if (message := update.message) is not None and message.text:
        await context.happen(
            update,
            message.chat,
            Wrote(message.text),
            who=message.from_user,
            at=message.date,
            message=message.message_id,
        )
