"""Groups, channels and other bots, with whom the bot does not converse: others would read along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import ChatType, MessageEntityType
from telegram.ext.filters import MessageFilter

from bot.arrival import ByBot, InChannel, InGroup

if TYPE_CHECKING:
    from telegram import Bot, Message, MessageEntity, Update

    from bot.arrival import Elsewhere
    from handlers.context import Context

_CALLS: list[str | None] = [MessageEntityType.BOT_COMMAND, MessageEntityType.MENTION]


class _Alone(MessageFilter):
    def filter(self, message: Message) -> bool:
        return elsewhere(message) is None


ALONE = _Alone()
"""A person, in a chat with nobody else."""


async def spoken(update: Update, context: Context) -> None:
    """Let it happen if the bot was spoken to. What is said there goes no further than here."""
    message = update.message or update.channel_post
    what = None if message is None else elsewhere(message)
    if message is not None and what is not None and addressed(message, context.bot):
        await context.happen(
            update, message.chat, what, at=message.date, message=message.message_id
        )


def elsewhere(message: Message) -> Elsewhere | None:
    """Say where else it comes from than from a person alone with the bot; None: from there.

    An anonymous administrator speaks in the name of the group, as a person all the same.
    """
    chat, name, who = message.chat, message.sender_chat, message.from_user
    if chat.type == ChatType.CHANNEL:
        return InChannel()
    if name is not None and (name.id != chat.id or chat.type == ChatType.PRIVATE):
        return InChannel()
    if name is None and who is not None and who.is_bot:
        return ByBot()
    return None if chat.type == ChatType.PRIVATE else InGroup()


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
