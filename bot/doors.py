"""The doors, as the configuration has them: how updates come in, and where to look inside."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

import structlog

from bot.config import Mode
from bot.errors import ConfigError
from handlers import WANTED
from handlers.hooked import Hook, Hooked, unhook
from handlers.leading import ALONE, Alone, Leading
from handlers.polling import Poller
from handlers.transport import Transport
from handlers.web.site import listening
from handlers.web.webhook import Webhook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from aiohttp import web
    from telegram import Bot

    from bot.config import Config
    from bot.ports import Clock, Meters
    from handlers.card import HelpCard
    from handlers.intake import Intake
    from handlers.web.health import Inside
    from storage.database import Database
    from storage.leases import Leases

log = structlog.get_logger(__name__)

POLLING: Final = "polling"
"""The lease of whoever polls."""
LASTING: Final = timedelta(seconds=20)
"""How long nobody polls when the one who did was killed."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The lease of polling, which processes on one PostgreSQL share."""

    leases: Leases
    lasting: timedelta = LASTING

    async def acquire(self) -> int | None:
        """Take or prolong it; None if another process holds it."""
        return await self.leases.acquire(POLLING, self.lasting)

    async def release(self) -> None:
        """Give it back."""
        await self.leases.release(POLLING)


@dataclass(frozen=True, slots=True)
class Doors:
    """What updates go through, and what they need."""

    config: Config
    store: Database
    bot: Bot
    intake: Intake
    card: HelpCard
    clock: Clock
    meters: Meters
    secret: str | None = None
    """What Telegram shows to be Telegram; None: one that the store makes."""
    beside: list[web.RouteDef] = field(init=False, default_factory=list)
    """What else is served where Telegram posts."""

    @asynccontextmanager
    async def entrance(self) -> AsyncIterator[Leading | Hooked]:
        """Give how updates come in; they do while it is run."""
        if self.config.telegram.mode is Mode.WEBHOOK:
            yield await self._webhook()
        else:
            async with Transport(connections=1) as road:
                yield self._polling(road)

    @asynccontextmanager
    async def window(self, inside: Inside) -> AsyncIterator[None]:
        """Show what goes on inside, if the address can be had: without it clients are served too.

        Where it is the webhook's own, that shows it.
        """
        http = self.config.http
        async with AsyncExitStack() as stack:
            if http.shared and self.config.telegram.mode is Mode.WEBHOOK:
                self.beside.extend(inside.routes())
            elif http.port:
                site = listening(inside.app(), "http.port", http.host, http.port)
                try:
                    await stack.enter_async_context(site)
                except ConfigError as error:
                    kind = type(error).__name__
                    log.error("inside.unseen", error=kind, see="http.port")  # noqa: TRY400 - it says enough
            yield

    def _polling(self, road: Transport) -> Leading:
        """Poll while nobody else does: on SQLite nobody can, since the file is ours."""
        lease = Shared(self.store.leases) if self.store.replicas.shared else Alone()

        def make(number: int, bears: Callable[[], int]) -> Poller:
            works = self.store.works
            if number != ALONE:
                works = partial(works, self.store.leases.fence(POLLING, number))
            return Poller(
                road,
                self.bot.base_url,
                keep=partial(self.intake.keep, works=works),
                on_unkept=self.card.show,
                now=self.clock.now,
                allowed_updates=WANTED,
                bears=bears,
                meters=self.meters,
            )

        return Leading(lease, make, partial(unhook, self.bot))

    async def _webhook(self) -> Hooked:
        """Be posted to."""
        telegram, http = self.config.telegram, self.config.http
        made = await self.store.secret("webhook")  # the same in every replica
        secret = self.secret or urlsafe_b64encode(made).decode().rstrip("=")
        webhook = Webhook(secret, keep=self.intake.keep, on_unkept=self.card.show)

        def site() -> AbstractAsyncContextManager[None]:
            app = webhook.app()
            app.add_routes(self.beside)
            return listening(app, "http.webhook_port", http.webhook_host, http.webhook_port)

        hook = Hook(telegram.webhook_url or "", secret, WANTED, telegram.webhook_connections)
        return Hooked(self.bot, hook, site)
