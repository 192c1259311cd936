"""The introduction: the bot and its Telegram get to know each other, and the menu is set."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import structlog
from telegram.error import Forbidden, InvalidToken, TelegramError

from bot.errors import ConfigError
from bot.interview.phrases import SOURCE
from bot.services.commands import KNOWN
from handlers.application import set_commands

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.interview.phrases import Phrases
    from handlers.context import App

    Sleep = Callable[[float], Awaitable[None]]

log = structlog.get_logger(__name__)

_FIRST_REST: Final = 1.0  # seconds
_LONGEST_REST: Final = 60.0


async def introduce(app: App, sleep: Sleep = asyncio.sleep) -> None:
    """Ask Telegram who the bot is, for as long as it takes Telegram to be there.

    Raises:
        ConfigError: Telegram does not know the token.

    """
    await patiently(app.initialize, "telegram.away", sleep)


async def patiently(what: Callable[[], Awaitable[None]], event: str, sleep: Sleep) -> None:
    """Do it, for as long as it takes Telegram to be there.

    Raises:
        ConfigError: Telegram does not know the token.

    """
    rest = _FIRST_REST
    while True:
        try:
            await what()
        except (InvalidToken, Forbidden):
            raise ConfigError(UNKNOWN) from None
        except TelegramError as error:
            kind = type(error).__name__
            log.warning(event, error=kind, see="telegram.api_base_url", seconds=rest)
            await sleep(rest)
            rest = min(rest * 2, _LONGEST_REST)
        else:
            return


async def set_menu(app: App, phrases: Phrases) -> None:
    """Set the menu and what is shown before START, in every language.

    Without them everything works all the same.
    """
    menus = {
        locale: {name: phrases(locale, f"commands.{name}") for name in KNOWN if name != "start"}
        for locale in phrases.words
    }
    try:
        await set_commands(app.bot, menus)
        for locale in phrases.words:
            language = None if locale == SOURCE else locale
            await app.bot.set_my_description(phrases(locale, "bot.description"), language)
    except TelegramError as error:
        log.warning("menu.unset", error=type(error).__name__)


UNKNOWN: Final = (
    "telegram.token: no bot has this token at telegram.api_base_url; "
    "@BotFather shows the one that is valid"
)
