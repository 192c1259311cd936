"""The store for a command that works beside the running service, or before its first start."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.opening import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.config import Config
    from storage.database import Database


@asynccontextmanager
async def a_store(config: Config) -> AsyncIterator[Database]:
    """Open the store, brought up to date as `run` does it unless that is done.

    Raises:
        ConfigError, KeyProblem, StoreError: it cannot be opened.

    """
    store = open_store(config)
    try:
        if await store.pending():
            store.claim()
            await store.migrate()
        yield store
    finally:
        await store.close()
