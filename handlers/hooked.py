"""The webhook as Telegram has it: set when the service starts, seen to while it goes on.

Telegram posts to one address. Replicas behind it all set the same, which changes nothing; what
somebody else has set meanwhile is put right. Nothing takes it away when the service stops: Telegram
keeps what comes for a day, and posts it to whoever starts next.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import structlog
from telegram.error import BadRequest, TelegramError

from bot.errors import ConfigError
from bot.services.readiness import Door
from handlers.introduction import patiently
from handlers.stopping import Stopped, StopSign

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from telegram import Bot

    Sleep = Callable[[float], Awaitable[None]]

log = structlog.get_logger(__name__)

LOOK: Final = 300.0
"""Seconds after which it is seen to that the webhook is still ours."""


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook: where Telegram posts, by what it shows that it is Telegram, what, and how much."""

    url: str
    secret: str
    wanted: Sequence[str]
    at_once: int


class Hooked:
    """Lets Telegram post to us: listens within `listening`, and then says so to Telegram."""

    def __init__(
        self,
        bot: Bot,
        hook: Hook,
        listening: Callable[[], AbstractAsyncContextManager[None]],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.door: Final = Door.WEBHOOK
        self.polled: Final = None
        self._bot = bot
        self._hook = hook
        self._listening = listening
        self._sleep = sleep
        self._sign = StopSign()

    async def run(self) -> None:
        """Listen until stopped; what is being posted then is kept first.

        Raises:
            ConfigError: something else listens there, Telegram does not know the token, or it will
                not post to such an address.

        """
        async with self._listening():
            with suppress(Stopped):
                await self._sign.unless_up(patiently(self._set, "webhook.unset", self._sleep))
                log.info("webhook.set")
                while True:
                    await self._sign.unless_up(self._sleep(LOOK))
                    await self._sign.unless_up(self._look())

    def stop(self) -> None:
        """Listen no more."""
        self._sign.put_up()

    async def _set(self) -> None:
        try:
            await self._bot.set_webhook(
                self._hook.url,
                allowed_updates=self._hook.wanted,
                max_connections=self._hook.at_once,
                secret_token=self._hook.secret,
            )
        except BadRequest as error:
            raise ConfigError(f"telegram.webhook_url: Telegram refuses it: {error}") from None

    async def _look(self) -> None:
        """Put the webhook right if it is not ours."""
        try:
            found = await self._bot.get_webhook_info()
            if found.url != self._hook.url:
                log.warning("webhook.moved")
                await self._set()
        except (TelegramError, ConfigError) as error:
            log.warning("webhook.unseen", error=type(error).__name__)


async def unhook(bot: Bot, sleep: Sleep = asyncio.sleep) -> None:
    """Let nobody be posted to, so that we may poll; what waits at Telegram stays there.

    Raises:
        ConfigError: Telegram does not know the token.

    """

    async def delete() -> None:
        await bot.delete_webhook(drop_pending_updates=False)

    await patiently(delete, "webhook.left", sleep)
