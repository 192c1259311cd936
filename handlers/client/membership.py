"""Whether a person let the bot in: blocked it, or let it in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import ChatMemberStatus, ChatType

from bot.arrival import Blocked, Unblocked

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import Context


async def changed(update: Update, context: Context) -> None:
    """Let it happen in a private chat; being added to a group asks for nothing yet."""
    change = update.my_chat_member
    if change is None or change.chat.type != ChatType.PRIVATE:
        return
    blocked = change.new_chat_member.status == ChatMemberStatus.BANNED
    await context.happen(
        update,
        change.chat,
        Blocked() if blocked else Unblocked(),
        who=change.from_user,
        at=change.date,
    )
