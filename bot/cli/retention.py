"""Retention, from the command line: how long each kind is kept, what would go, and letting it go."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table

from bot.app import SystemClock, make_house
from bot.cli.settings import ConfigFile, Json, configured, err, out, plainly, refuse
from bot.cli.storing import a_store
from bot.config import Config
from bot.retention import NEVER, Kind
from bot.services.retention import Nights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ports import Over

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would go; change nothing.")]
Now = Annotated[bool, typer.Option("--now", help="Do the night's work at once.")]


def retention(
    config_file: ConfigFile = None, dry_run: DryRun = False, now: Now = False, json: Json = False
) -> None:
    """Say how long each kind of thing is kept, and when the night's work was last done.

    The running service does it by itself, each night after 3:00 UTC. docs/retention.md says why
    each period is what it is.
    """
    with plainly():
        if dry_run and now:
            refuse("--dry-run changes nothing, and --now does: take one of them.")
        config = configured(config_file)
        if dry_run:
            _show(config, asyncio.run(_over(config)), json=json)
        elif now:
            _went(asyncio.run(_now(config, quiet=json)), json=json)
        else:
            _told(config, asyncio.run(_done(config)), json=json)


async def _done(config: Config) -> datetime | None:
    async with a_store(config) as store, store.works() as work:
        return await work.retention.done()


async def _over(config: Config) -> Mapping[Kind, Over]:
    async with a_store(config) as store:
        house = await make_house(config, store, SystemClock(), lambda: None, lambda: "")
        return await Nights(house, config.retention.all).over()


async def _now(config: Config, *, quiet: bool) -> Mapping[Kind, int]:
    columns = SpinnerColumn(), TextColumn("{task.description} {task.completed}")
    bar = Progress(*columns, console=err, disable=quiet or not err.is_terminal, transient=True)
    async with a_store(config) as store:
        house = await make_house(config, store, SystemClock(), lambda: None, lambda: "")
        with bar:
            tasks = {kind: bar.add_task(kind.value, total=None, visible=False) for kind in Kind}

            def tell(kind: Kind, gone: int) -> None:
                bar.update(tasks[kind], advance=gone, visible=True)

            return await Nights(house, config.retention.all).work(tell)


def _told(config: Config, done: datetime | None, *, json: bool) -> None:
    periods = config.retention.all
    if json:
        kinds = {kind.value: said(period) for kind, period in periods.items()}
        last = None if done is None else done.isoformat()
        out.print_json(data={"periods": kinds, "done": last})
        return
    table = Table("kind", "kept for", box=None)
    for kind, period in periods.items():
        table.add_row(kind.value, said(period))
    out.print(table)
    last = "not yet" if done is None else f"{done:%Y-%m-%d %H:%M} UTC"
    out.print(f"The night's work was last done: {last}.", markup=False)


def _show(config: Config, found: Mapping[Kind, Over], *, json: bool) -> None:
    periods = config.retention.all
    if json:
        data: dict[str, Any] = {
            kind.value: {
                "kept_for": said(periods[kind]),
                "rows": over.rows,
                "oldest": None if over.oldest is None else over.oldest.isoformat(),
            }
            for kind, over in found.items()
        }
        out.print_json(data=data)
        return
    table = Table("kind", "kept for", "would go", "oldest", box=None)
    for kind, over in found.items():
        oldest = "" if over.oldest is None else f"{over.oldest:%Y-%m-%d}"
        table.add_row(kind.value, said(periods[kind]), str(over.rows), oldest)
    out.print(table)
    out.print("Nothing was changed.")


def _went(went: Mapping[Kind, int], *, json: bool) -> None:
    if json:
        out.print_json(data={kind.value: gone for kind, gone in went.items()})
        return
    gone = [f"{number} {kind.value}" for kind, number in went.items() if number]
    out.print(f"Gone: {', '.join(gone) or 'nothing'}.", markup=False)


def said(period: timedelta | None) -> str:
    """Write a period as the configuration has it."""
    return NEVER if period is None else f"{period.days}d"
