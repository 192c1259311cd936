"""Backup, from the command line: the store and its keys, each into a place of its own."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.app import SystemClock
from bot.cli.archiving import as_data, backup_keys, places, say_opened, steps
from bot.cli.locks import days
from bot.cli.settings import ConfigFile, Json, configured, out, plainly, refuse
from bot.config import Config
from bot.errors import ConfigError
from bot.schedule.spans import span
from storage.archive.backup import Made, back_up
from storage.archive.shelf import named, outlived
from storage.history import History

To = Annotated[
    Path | None, typer.Argument(help="Where the store's backup goes: a folder, or a new file.")
]
KeysTo = Annotated[
    Path | None,
    typer.Option(
        "--keys", help="Where the key store's backup goes: another folder, or a new file."
    ),
]
Keep = Annotated[
    str | None,
    typer.Option(help="Delete backups in TO that are older, as in 90d, once the new one is well."),
]
KeepKeys = Annotated[
    str | None,
    typer.Option(help="The same in the folder of --keys; no longer than security.epoch."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be written and deleted.")]


def backup(
    to: To = None,
    keys: KeysTo = None,
    keep: Keep = None,
    keep_keys: KeepKeys = None,
    config_file: ConfigFile = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Back up the store, its keys, or both, while the service runs, and try each before it is kept.

    They go to different places: whoever erased themselves is in an older backup of the keys still
    (docs/keys.md). Each is sealed under the backup key.
    """
    with plainly():
        config, now = configured(config_file), SystemClock().now()
        goals = _goals(to, keys, now)
        _no_longer_than(config.security.epoch, keep_keys)
        old = [
            *_outlived(to, History.STORE, keep, "--keep", now),
            *_outlived(keys, History.KEYS, keep_keys, "--keep-keys", now),
        ]
        if dry_run:
            _would(goals, old, json=json)
            return
        made = asyncio.run(_made(config, goals, now, quiet=json))
        for file in old:
            file.unlink(missing_ok=True)
        _told(made, old, json=json)


def _goals(to: Path | None, keys: Path | None, now: datetime) -> dict[History, Path]:
    """Give the file of each that is asked for: the store's first, so that its keys are no older."""
    asked = {History.STORE: to, History.KEYS: keys}
    goals = {what: named(where, what, now) for what, where in asked.items() if where is not None}
    if not goals:
        refuse("Name where the store's backup goes, or where that of its keys does (--keys).")
    if len({path.resolve().parent for path in goals.values()}) < len(goals):
        refuse("The keys are backed up apart from what they open: name another folder for --keys.")
    return goals


def _outlived(
    where: Path | None, what: History, keep: str | None, option: str, now: datetime
) -> list[Path]:
    """Give the older backups of one kind that go. Raises ConfigError."""
    if keep is None:
        return []
    length = span(keep)
    if length is None or length < timedelta(days=1):
        raise ConfigError(f"{option}: a time of at least a day, as in 30d")
    if where is None or not where.is_dir():
        raise ConfigError(f"{option}: it goes with a folder to put backups in")
    return outlived(where, what, now - length)


def _no_longer_than(epoch: timedelta, keep: str | None) -> None:
    """See that backups of keys go with the epoch. Raises ConfigError."""
    if keep is not None and (span(keep) or epoch) > epoch:
        raise ConfigError(
            f"--keep-keys: no longer than security.epoch, {days(epoch)}: a backup of the keys has "
            "those of clients who erased themselves since (docs/keys.md)"
        )


async def _made(
    config: Config, goals: dict[History, Path], now: datetime, *, quiet: bool
) -> list[Made]:
    here, (key, *_) = places(config), backup_keys(config.security.backup_key)
    with steps(quiet=quiet) as bars:
        return [await back_up(here, what, path, key, now, bars) for what, path in goals.items()]


def _would(goals: dict[History, Path], old: list[Path], *, json: bool) -> None:
    if json:
        would = {what.value: str(path) for what, path in goals.items()}
        out.print_json(data={"would_write": would, "would_delete": list(map(str, old))})
        return
    for path in goals.values():
        out.print(f"Would write {path}", markup=False)
    for path in old:
        out.print(f"Would delete {path}", markup=False)
    out.print("Nothing was changed.")


def _told(made: list[Made], old: list[Path], *, json: bool) -> None:
    if json:
        data = {
            one.contents.what.value: {
                "file": str(one.path),
                "bytes": one.path.stat().st_size,
                **as_data(one.contents, one.sample),
            }
            for one in made
        }
        out.print_json(data={**data, "deleted": list(map(str, old))})
        return
    for one in made:
        out.print(f"{one.path} holds {one.contents.total:,} rows, and was tried.", markup=False)
        say_opened(one.sample, "keys" if one.contents.what is History.KEYS else "sealed rows")
    for path in old:
        out.print(f"Deleted {path}", markup=False)
