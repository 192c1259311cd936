"""Retention, from the command line: how long each kind is kept, what would go, and its going."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.app import SystemClock, make_house
from bot.cli.progress import progress
from bot.cli.settings import ConfigFile, DryRun, Json, configured, out, plainly, refuse
from bot.cli.storing import a_store
from bot.config import Config
from bot.errors import StoreError
from bot.interview.library import library
from bot.opening import open_store, sqlite_file, urls
from bot.ports import Over
from bot.retention import Kind, next_night, said
from bot.services.retention import batch, over

Now = Annotated[bool, typer.Option("--now", help="Do the night's work at once.")]


def retention(
    config_file: ConfigFile = None, dry_run: DryRun = False, now: Now = False, json: Json = False
) -> None:
    """Say how long each kind of thing is kept, and when the night's work was last done.

    The running service does it by itself, each night from 3:00 UTC on. docs/retention.md says why
    each period is what it is.
    """
    with plainly():
        if dry_run and now:
            refuse("--dry-run changes nothing, and --now does: take one of them.")
        config = configured(config_file)
        if dry_run:
            _show(config, asyncio.run(_over(config, quiet=json)), json=json)
        elif now:
            _went(asyncio.run(_now(config, quiet=json)), json=json)
        else:
            _told(config, asyncio.run(_done(config)), json=json)


async def _done(config: Config) -> datetime | None:
    async with a_store(config) as store, store.works() as work:
        return await work.retention.done()


async def _over(config: Config, *, quiet: bool) -> dict[Kind, Over]:
    """Count, each kind in a transaction of its own; one that is not up to date is left alone.

    Raises:
        StoreError: it is not.

    """
    if not all(file is None or file.exists() for file in map(sqlite_file, urls(config))):
        raise StoreError("There is nothing yet; `run` or `migrate` makes it.")
    store, known, now = open_store(config), library(), SystemClock().now()
    found = {}
    try:
        if await store.pending():
            raise StoreError("The database is not up to date; `migrate` brings it there.")
        with progress(quiet=quiet) as bar:
            for kind in bar.track(list(Kind), description="Counting"):
                async with store.works() as work:
                    found[kind] = await over(work, config.retention, known, kind, now)
    finally:
        await store.close()
    return found


async def _now(config: Config, *, quiet: bool) -> dict[Kind, int]:
    """Do the night's work, with a bar that shows on a terminal how far it has come."""
    went = dict.fromkeys(Kind, 0)
    async with a_store(config) as store:
        house = await make_house(config, store, SystemClock(), lambda: None, lambda: "")
        now = house.clock.now()
        with progress(quiet=quiet) as bar:
            for kind in Kind:
                async with store.works() as work:
                    total = (await over(work, house.periods, house.library, kind, now)).rows
                task, more = bar.add_task(kind.value, total=total), True
                while more:
                    async with store.works() as work:
                        gone, more = await batch(house, work, kind, now)
                    went[kind] += gone
                    bar.advance(task, gone)
        async with store.works() as work:
            await work.retention.note(now)
    return went


def _told(config: Config, done: datetime | None, *, json: bool) -> None:
    """Say the periods, and when the night's work was last done."""
    following = next_night(SystemClock().now())
    if json:
        kinds = {kind.value: said(period) for kind, period in config.retention.items()}
        out.print_json(data={"periods": kinds, "done": _iso(done), "next": _iso(following)})
        return
    table = Table("kind", "kept for", box=None)
    for kind, period in config.retention.items():
        table.add_row(kind.value, said(period))
    out.print(table)
    last = "never" if done is None else f"{done:%Y-%m-%d %H:%M} UTC"
    out.print(f"Last done: {last}. Next, while `run` runs: {following:%Y-%m-%d %H:%M} UTC.")


def _show(config: Config, found: Mapping[Kind, Over], *, json: bool) -> None:
    """Say what would go."""
    if json:
        data: dict[str, Any] = {
            kind.value: {
                "kept for": said(config.retention[kind]),
                "rows": what.rows,
                "oldest": _iso(what.oldest),
            }
            for kind, what in found.items()
        }
        out.print_json(data=data)
        return
    table = Table("kind", "kept for", "would go", "oldest", box=None)
    for kind, what in found.items():
        oldest = "" if what.oldest is None else f"{what.oldest:%Y-%m-%d}"
        table.add_row(kind.value, said(config.retention[kind]), f"{what.rows:,}", oldest)
    out.print(table)
    out.print("Nothing was changed.")


def _went(went: Mapping[Kind, int], *, json: bool) -> None:
    """Say what went."""
    if json:
        out.print_json(data={kind.value: gone for kind, gone in went.items()})
        return
    gone = [f"{number:,} {kind.value}" for kind, number in went.items() if number]
    out.print(f"Gone: {', '.join(gone) or 'nothing'}.", markup=False)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
