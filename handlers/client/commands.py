"""Commands: `/checkin`, `/start with-something`, and those nobody has heard of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arrival import Command

if TYPE_CHECKING:
    from telegram import Message, Update

    from handlers.context import Context


async def given(update: Update, context: Context) -> None:
    """Let a command happen, whatever its name: the service knows which ones there are."""
    if (message := update.message) is not None:
        await context.happen(
            update,
            message.chat,
            command(message),
            who=message.from_user,
            at=message.date,
            message=message.message_id,
        )


def command(message: Message) -> Command:
    """Read the command that a message begins with."""
    text = message.text or ""
    # Telegram says where it ends: "/stop, please" is /stop. It is ASCII, so units are letters.
    end = message.entities[0].length
    name = text[1:end].partition("@")[0]
    return Command(name.lower(), text[end:].strip())
