"""Everything a life does first, done once in the server that lives are forked from.

What is imported late or read from packaged files is then there already; neither a loop nor a
thread is left behind. Imported there and nowhere else.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import make_house
from bot.opening import open_store
from storage.masterkey import new_master_key
from tests.journeys.kill_life import Home


async def warm(home: Home) -> None:
    """Open a store of its own, and put a house together."""
    store = open_store(home.config)
    await store.migrate()
    await make_house(home.config, store, home.clock, lambda: None, lambda: "")
    await store.close()


with TemporaryDirectory() as folder:
    path = Path(folder)
    new_master_key(path / "master.key")
    asyncio.run(warm(Home(path, "http://127.0.0.1:1", time.monotonic())))
