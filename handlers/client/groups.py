"""Groups and channels, where the bot does not converse: others would read along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import MessageEntityType

from bot.arrival import InGroup

if TYPE_CHECKING:
    from telegram import Bot, Message, MessageEntity, Update

    from handlers.context import Context

_CALLS: list[str | None] = [MessageEntityType.BOT_COMMAND, MessageEntityType.MENTION]


async def spoken(update: Update, context: Context) -> None:
    """Let it happen if the bot was spoken to. What is said there goes no further than here."""
    message = update.message or update.channel_post
    if message is not None and addressed(message, context.bot):
        await context.happen(
            update, message.chat, InGroup(), at=message.date, message=message.message_id
        )


def addressed(message: Message, bot: Bot) -> bool:
    """Say whether a message answers the bot, names it, or gives it a command."""
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None and answered.from_user.id == bot.id:
        return True
    called = message.parse_entities(_CALLS) | message.parse_caption_entities(_CALLS)
    return any(_ours(entity, text, bot) for entity, text in called.items())


def _ours(entity: MessageEntity, text: str, bot: Bot) -> bool:
    command, _, name = text.partition("@")
    if name:
        return name.lower() == bot.username.lower()
    return entity.type == MessageEntityType.BOT_COMMAND and bool(command)
