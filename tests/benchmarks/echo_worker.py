"""A bare python-telegram-bot echo bot: the same calls for the same updates, and nothing kept."""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from handlers.transport import Transport
from tests.benchmarks.worker import serve, usage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Update

    from tests.benchmarks.worker import Answers

LABELS = ("4", "5", "6", "7"), ("Just heard",)
KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton(label, callback_data=label) for label in row] for row in LABELS]
)


async def words(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it again."""
    message = update.effective_message
    assert message is not None
    await context.bot.send_message(message.chat_id, message.text or "", reply_markup=KEYBOARD)


async def tapped(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer, leave the choice standing where a question stood, and say it again."""
    query, message = update.callback_query, update.effective_message
    assert query is not None
    assert message is not None
    label = query.data or ""
    await query.answer()
    await query.edit_message_text(f"{message.text}\n\n{label}")
    await context.bot.send_message(message.chat_id, label, reply_markup=KEYBOARD)


@asynccontextmanager
async def answering(road: str, url: str, token: str) -> AsyncIterator[Answers]:
    """Poll as python-telegram-bot does, over its own httpx or our aiohttp."""
    builder = (
        Application.builder()
        .token(token)
        .base_url(f"{url}/bot")
        .concurrent_updates(True)
        .job_queue(None)
    )
    if road == "aiohttp":
        builder = builder.request(Transport())
        builder = builder.get_updates_request(Transport(connections=1, read_timeout=60))
    app: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    app.add_handler(CallbackQueryHandler(tapped))
    app.add_handler(MessageHandler(filters.TEXT, words))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0)
        yield {"usage": usage}
        await app.updater.stop()
        await app.stop()


async def main() -> None:
    """Be a process, and answer what is asked."""
    async with answering(*sys.argv[1:]) as answers:
        await serve(answers)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(main())
