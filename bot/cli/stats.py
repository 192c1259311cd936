"""Stats: how much of each kind there is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import aclosing

from rich.table import Table

from bot.cli.progress import progress
from bot.cli.settings import ConfigFile, Json, configured, out, plainly
from bot.config import Config
from bot.errors import StoreError
from bot.opening import sqlite_file, urls
from storage.census import KINDS, open_census

Counts = Mapping[str, Mapping[str, int]]


def stats(config_file: ConfigFile = None, json: Json = False) -> None:
    """Count what is kept, by state: clients, plans, prompts, messages and the rest.

    Counts alone, of all clients together: nothing of anybody. It needs no key, and the bot may run
    meanwhile; a large database takes a while.
    """
    with plainly():
        counts, size = asyncio.run(_count(configured(config_file), quiet=json))
    if json:
        out.print_json(data={"bytes": size, "counts": counts})
        return
    table = Table("what", "state", box=None)
    table.add_column("count", justify="right")
    for kind, by in counts.items():
        for state, count in (by or {"": 0}).items():
            table.add_row(kind, state, f"{count:,}")
            kind = ""  # noqa: PLW2901 - it stands once, above its states
    out.print(table)
    out.print(f"The database takes {size / 1e6:,.1f} MB.")


async def _count(config: Config, *, quiet: bool) -> tuple[Counts, int]:
    store, _ = urls(config)
    file = sqlite_file(store)
    if file is not None and not file.exists():
        raise StoreError("There is nothing yet; `run` or `migrate` makes it.")
    census, counts = open_census(store), {}
    try:
        if await census.pending():
            raise StoreError("The database is not up to date; `migrate` brings it there.")
        with progress(quiet=quiet) as bar:
            task = bar.add_task("Counting", total=len(KINDS))
            async with aclosing(census.counted()) as kinds:
                async for kind, by in kinds:
                    counts[kind] = by
                    bar.advance(task)
        return counts, await census.size()
    finally:
        await census.close()
