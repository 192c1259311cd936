"""How every service that is measured is configured: all it keeps lies in one folder."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from pydantic import SecretStr

from bot.app import make_house
from bot.config import Config, Http, Log, Mode, Security, Storage, Telegram
from bot.opening import open_store
from bot.reaching import POSTED_TO
from storage.masterkey import new_master_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.ports import Clock
    from bot.services.house import House
    from storage.database import Database

STORE: Final = "bench.db"
KEYS: Final = "bench.keys.db"
MASTER: Final = "master.key"


def config(
    folder: Path,
    store: str | None = None,
    telegram: Telegram | None = None,
    port: int = 8080,
) -> Config:
    """Give a configuration; the store is SQLite's in the folder unless another is named.

    `port` is where the webhook listens, if there is one.
    """
    key = folder / MASTER
    if not key.exists():
        new_master_key(key)
    return Config(
        telegram=telegram or Telegram(),
        storage=Storage(
            url=store or f"sqlite:///{folder / STORE}", keys_url=f"sqlite:///{folder / KEYS}"
        ),
        security=Security(master_key_file=key),
        http=Http(port=0, webhook_port=port),
        log=Log(level="warning"),
    )


def store(folder: Path) -> tuple[str, str]:
    """Give what names a SQLite store to a worker: its folder and its URL."""
    return str(folder), f"sqlite:///{folder / STORE}"


def reached(url: str, token: str) -> Telegram:
    """Give where the pretend Telegram is."""
    return Telegram(token=SecretStr(token), api_base_url=url)


def posted(telegram: Telegram, url: str) -> Telegram:
    """Let Telegram post to an address, as much at once as it does for anybody."""
    hook = {"mode": Mode.WEBHOOK, "webhook_url": f"{url}{POSTED_TO}", "webhook_connections": 100}
    return telegram.model_copy(update=hook)


@asynccontextmanager
async def opened(
    folder: Path, clock: Clock, url: str | None = None
) -> AsyncIterator[tuple[House, Database]]:
    """Open a house of one's own: the use cases over a store, with nobody to send to."""
    said = config(folder, url)
    store = open_store(said)
    try:
        await store.migrate()
        yield await make_house(said, store, clock, _asleep, _nobody), store
    finally:
        await store.close()


def _asleep() -> None:
    """Wake no sender: there is none."""


def _nobody() -> str:
    return ""
