"""python-telegram-bot, put together: no updater, no jobs, no persistence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.ext import Application, ContextTypes

from handlers import register
from handlers.context import Context, Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram.request import BaseRequest

    from handlers.buttons import Buttons
    from handlers.context import App, Happens

TELEGRAM: Final = "https://api.telegram.org"


def make_bot(token: str, request: BaseRequest, *, api_base_url: str = TELEGRAM) -> Bot:
    """Make the bot; `initialize` of its application asks Telegram who it is.

    `request` is the one way to Telegram. The bot fetches no updates, so it needs no second one.
    """
    base = api_base_url.rstrip("/")
    return Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=request,
    )


def build(bot: Bot, service: Happens, buttons: Buttons) -> App:
    """Build the application with all its routes."""
    made = partial(Desk, service, buttons)
    desk = cast("type[Desk]", made)  # it is only called: whatever makes one will do
    types = ContextTypes(context=Context, bot_data=desk)
    app: App = (
        Application.builder().bot(bot).updater(None).job_queue(None).context_types(types).build()
    )
    register(app)
    return app


async def set_commands(
    bot: Bot, descriptions: Mapping[str, Mapping[str, str]], *, default: str = "en"
) -> None:
    """Set the menu of private chats: locale → command → description, in order.

    Whoever's language has none of its own sees those of `default`. Raises TelegramError.
    """
    scope = BotCommandScopeAllPrivateChats()
    for locale, commands in descriptions.items():
        language = None if locale == default else locale
        await bot.set_my_commands(list(commands.items()), scope=scope, language_code=language)
