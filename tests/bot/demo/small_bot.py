"""A small bot on the real python-telegram-bot: something for the page and the tour to talk to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from telegram import (
    BotCommand,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.demo.clock import ShiftedClock
from bot.pictures import qr

TOKEN = "12345:a-token-for-tests"
_Context = ContextTypes.DEFAULT_TYPE

GREETING = (
    "Hello. I'm Stillwater: I send a few questions between your sessions and keep your "
    "answers in your words. I'm a program; nobody reads along. In an emergency, call 988."
)
INVITATION = "https://t.me/stillwater_bot?start=c-Zk9_0123456789abcdefg"
SCALE = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton(str(n), callback_data=f"n{n}") for n in range(6)],
        [InlineKeyboardButton(str(n), callback_data=f"n{n}") for n in range(6, 11)],
        [InlineKeyboardButton("Skip", callback_data="skip")],
    ]
)
START = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("That's fine with me", callback_data="yes")],
        [
            InlineKeyboardButton("Tell me more", callback_data="more"),
            InlineKeyboardButton("Not now", callback_data="no"),
        ],
        [
            InlineKeyboardButton("Read about it", url="https://example.org/about"),
            InlineKeyboardButton("Copy 988", copy_text=CopyTextButton("988")),
        ],
    ]
)


class SmallBot:
    """Greets, keeps one goal, asks for a number, and sends one prompt when its hour has come."""

    def __init__(self, clock: ShiftedClock) -> None:
        self.clock = clock
        self.app: Application[Any, Any, Any, Any, Any, Any]
        self.due: datetime | None = None
        self.goal = ""
        self.chat = 0
        self.heard: list[Update] = []

    def join(self, url: str) -> None:
        """Come to life at this Bot API server."""
        builder = Application.builder().token(TOKEN).base_url(f"{url}/bot")
        self.app = builder.base_file_url(f"{url}/file/bot").build()
        self.app.add_handler(CommandHandler("start", self._start))
        self.app.add_handler(CommandHandler("mirror", self._mirror))
        self.app.add_handler(CommandHandler("picture", self._picture))
        self.app.add_handler(CommandHandler("invite", self._invite))
        self.app.add_handler(CommandHandler("pages", self._pages))
        self.app.add_handler(CallbackQueryHandler(self._tapped))
        self.app.add_handler(MessageHandler(filters.TEXT, self._words))
        self.app.add_handler(MessageHandler(filters.ALL, self._other))

    async def next_prompt(self) -> datetime | None:
        return self.due

    async def moved(self) -> None:
        if self.due is not None and self.clock.now() >= self.due:
            self.due = None
            button = InlineKeyboardButton("Begin", callback_data="begin")
            text = "It's time for your check-in."
            await self.app.bot.send_message(
                self.chat, text, reply_markup=InlineKeyboardMarkup([[button]])
            )

    async def _start(self, update: Update, context: _Context) -> None:
        self.chat = _chat(update)
        text = GREETING + (f"\n\nYou came by {context.args[0]}." if context.args else "")
        await context.bot.send_message(self.chat, text, reply_markup=START)

    async def _tapped(self, update: Update, context: _Context) -> None:
        query = update.callback_query
        assert query is not None
        assert query.data is not None
        if query.data == "more":
            await query.answer("Your counselor sees only what you share.", show_alert=True)
            return
        if query.data.startswith("page"):
            await query.edit_message_text(
                f"You are on {query.data}.", reply_markup=_pages(query.data)
            )
            await query.answer()
            return
        await query.answer("Kept." if query.data.startswith("n") else None)
        await query.edit_message_reply_markup(None)
        if query.data == "yes":
            keyboard = ReplyKeyboardMarkup([["Check in", "My words"], ["Help"]], is_persistent=True)
            text = "What would you like to be different?"
            await context.bot.send_message(_chat(update), text, reply_markup=keyboard)
        elif query.data == "begin":
            text = f"On 3 May you wrote: “{self.goal}”. How does that sit today?"
            still = InlineKeyboardButton("Still true", callback_data="still")
            changed = InlineKeyboardButton("Changed", callback_data="changed")
            await context.bot.send_message(
                _chat(update), text, reply_markup=InlineKeyboardMarkup([[still, changed]])
            )
        elif query.data.startswith("n"):
            self.due = self.clock.now() + timedelta(days=1)
            await context.bot.send_message(
                _chat(update), f"A {query.data[1:]}. Kept. /mirror shows your words."
            )
        else:
            await context.bot.send_message(_chat(update), "It's your call.")

    async def _mirror(self, update: Update, context: _Context) -> None:
        text = f"<b>Your words</b>\n\nGoals\n<blockquote>{self.goal}</blockquote>"
        await context.bot.send_message(_chat(update), text, parse_mode=ParseMode.HTML)

    async def _picture(self, update: Update, context: _Context) -> None:
        photos = context.bot_data["photo"]
        await context.bot.send_photo(_chat(update), photos, caption="A calm lake.")
        await context.bot.send_document(_chat(update), b"date,importance\n", filename="export.csv")

    async def _pages(self, update: Update, context: _Context) -> None:
        await context.bot.send_message(_chat(update), "A book.", reply_markup=_pages("page 0"))

    async def _invite(self, update: Update, context: _Context) -> None:
        caption = f"For J., until 17 March:\n{INVITATION}"
        await context.bot.send_photo(_chat(update), qr.png(INVITATION), caption=caption)

    async def _words(self, update: Update, context: _Context) -> None:
        self.heard.append(update)
        if update.edited_message:
            return
        assert update.effective_message is not None
        await context.bot.send_chat_action(_chat(update), ChatAction.TYPING)
        self.goal = update.effective_message.text or ""
        text = f"“{self.goal}”. How important is that to you now, from 0 to 10?"
        await context.bot.send_message(_chat(update), text, reply_markup=SCALE)

    async def _other(self, update: Update, context: _Context) -> None:
        self.heard.append(update)
        await context.bot.send_message(_chat(update), "I can read words, not pictures.")


def _pages(page: str) -> InlineKeyboardMarkup:
    following = f"page {int(page.removeprefix('page ')) + 1}"
    return InlineKeyboardMarkup([[InlineKeyboardButton(following, callback_data=following)]])


def _chat(update: Update) -> int:
    assert update.effective_chat is not None
    return update.effective_chat.id


@asynccontextmanager
async def running(bot: SmallBot, url: str, photo: bytes = b"") -> AsyncIterator[SmallBot]:
    """Let it poll until the block is left."""
    bot.join(url)
    app = bot.app
    async with app:
        app.bot_data["photo"] = photo
        commands = [BotCommand("mirror", "See your words"), BotCommand("picture", "See a picture")]
        espejo = [BotCommand("mirror", "Ver tus palabras")]
        await app.bot.set_my_commands(commands)
        await app.bot.set_my_commands(espejo, language_code="es")
        await app.bot.set_my_description("Questions for the days between your sessions.")
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0, allowed_updates=Update.ALL_TYPES)
        try:
            yield bot
        finally:
            await app.updater.stop()
            await app.stop()
