"""A bare aiogram echo bot: the same calls for the same updates, and nothing kept.

It runs in a venv of its own, because aiogram wants an older pydantic than ours.
"""

from __future__ import annotations

import asyncio
import sys

# of .venv/echo, which mypy does not look into
from aiogram import Bot, Dispatcher  # type: ignore[import-not-found]  # as said above
from aiogram.client.session.aiohttp import (  # type: ignore[import-not-found]  # as said above
    AiohttpSession,
)
from aiogram.client.telegram import (  # type: ignore[import-not-found]  # as said above
    TelegramAPIServer,
)
from aiogram.types import (  # type: ignore[import-not-found]  # as said above
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from tests.benchmarks.worker import serve, usage

LABELS = ("4", "5", "6", "7"), ("Just heard",)
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text=label, callback_data=label) for label in row] for row in LABELS
    ]
)
dispatcher = Dispatcher()


@dispatcher.message()  # type: ignore[untyped-decorator]  # aiogram's, unknown here
async def words(message: Message) -> None:
    """Say it again."""
    await message.answer(message.text or "", reply_markup=KEYBOARD)


@dispatcher.callback_query()  # type: ignore[untyped-decorator]  # aiogram's, unknown here
async def tapped(query: CallbackQuery) -> None:
    """Answer, leave the choice standing where a question stood, and say it again."""
    await query.answer()
    await query.message.edit_text(f"{query.message.text}\n\n{query.data}")
    await query.message.answer(query.data, reply_markup=KEYBOARD)


async def main(url: str, token: str) -> None:
    """Poll as aiogram does, and answer what is asked."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    polling = asyncio.create_task(
        dispatcher.start_polling(bot, polling_timeout=10, handle_signals=False)
    )
    await serve({"usage": usage})
    await dispatcher.stop_polling()
    await polling


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
