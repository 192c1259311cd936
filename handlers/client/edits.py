"""Words that a client changed after writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arrival import Edited

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import Context


async def edited(update: Update, context: Context) -> None:
    """Let an edit of words happen; a live location that moves on is an edit too, but of nothing."""
    message = update.edited_message
    if message is not None and (text := message.text or message.caption):
        await context.happen(
            update,
            message.chat,
            Edited(text),
            who=message.from_user,
            at=message.edit_date or message.date,
            message=message.message_id,
        )
