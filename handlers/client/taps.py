"""Taps on our buttons, and the toast that answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telegram import Message
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.arrival import Reaction, Tapped

if TYPE_CHECKING:
    from telegram import CallbackQuery, Update

    from handlers.buttons import Buttons
    from handlers.context import Context

log = structlog.get_logger(__name__)

_PATIENCE = 3.0  # seconds: the chat's next update waits for this


async def tapped(update: Update, context: Context) -> None:
    """Let a tap happen, then stop the button's spinning."""
    query = update.callback_query
    if query is None:
        return
    reaction = Reaction()
    shown = query.message
    if shown is not None and shown.chat.type == ChatType.PRIVATE:
        what = tap(query, context.desk.buttons, shown.chat.id)
        reaction = await context.happen(
            update, shown.chat, what, who=query.from_user, message=shown.message_id
        )
    await _answer(context, query, reaction)


def tap(query: CallbackQuery, buttons: Buttons, chat: int) -> Tapped:
    """Read what was tapped; of a message too old for Telegram only the data is known."""
    does = buttons.read(query.data or "", chat)
    shown = query.message
    if not isinstance(shown, Message):
        return Tapped(does)
    rows = shown.reply_markup.inline_keyboard if shown.reply_markup else ()
    labels = (one.text for row in rows for one in row if one.callback_data == query.data)
    return Tapped(does, shown.text or shown.caption or "", next(labels, ""))


async def _answer(context: Context, query: CallbackQuery, reaction: Reaction) -> None:
    """Answer if it still can be answered: what the tap did is kept either way."""
    try:
        await context.bot.answer_callback_query(
            query.id, reaction.toast or None, read_timeout=_PATIENCE, connect_timeout=_PATIENCE
        )
    except TelegramError as error:
        log.info("tap.unanswered", error=type(error).__name__)
