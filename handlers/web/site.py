"""Sites: addresses on which the service is listened to, for as long as a block lasts."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATIENCE: Final = 2.0
"""Seconds in which what was being answered must be answered, once the block is left."""


@asynccontextmanager
async def listening(app: web.Application, key: str, host: str, port: int) -> AsyncIterator[None]:
    """Serve an application at an address; `key` is the setting that named its port.

    Raises:
        ConfigError: it cannot be had; names the key and says why.

    """
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=PATIENCE)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as refused:
            why = refused.strerror or type(refused).__name__
            raise ConfigError(f"{key}: {why}") from None
        yield
    finally:
        await runner.cleanup()
