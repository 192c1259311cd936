"""Restore, from the command line: backups into empty databases, both or none of them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.archiving import as_data, backup_keys, places, say_keyless, say_opened, steps
from bot.cli.settings import ConfigFile, Json, configured, out, plainly, refuse
from bot.config import Config
from bot.opening import open_store
from storage.archive.loading import CALLED
from storage.archive.restore import Restored
from storage.archive.restore import restore as put_back
from storage.archive.snapshot import missing
from storage.history import History

Store = Annotated[Path | None, typer.Argument(help="The store's backup.")]
Keys = Annotated[Path | None, typer.Option("--keys", help="The key store's backup.")]
BackupKey = Annotated[
    Path | None,
    typer.Option(help="The backup key they were made with, if not security.backup_key_file."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Do all of it, and take it back.")]


def restore(
    store: Store = None,
    keys: Keys = None,
    backup_key: BackupKey = None,
    config_file: ConfigFile = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Put backups back where nothing is kept yet: the store, its keys, or both.

    They go to storage.url and storage.keys_url, which must be empty. An older backup is brought up
    to date. Whatever is wrong with one, nothing is changed.
    """
    with plainly():
        config = configured(config_file)
        asked = {History.STORE: store, History.KEYS: keys}
        archives = {what: path for what, path in asked.items() if path is not None}
        if not archives:
            refuse("Name the store's backup, or that of its keys (--keys).")
        restored = asyncio.run(
            _restored(config, archives, backup_key, rehearse=dry_run, quiet=json)
        )
    if json:
        data = {what.value: as_data(one.contents, one.sample) for what, one in restored.put.items()}
        whole = {**data, "keyless": restored.keyless, "changed": not dry_run}
        out.print_json(data=whole)
    else:
        _told(restored, dry_run=dry_run)


async def _restored(
    config: Config, archives: dict[History, Path], key: Path | None, *, rehearse: bool, quiet: bool
) -> Restored:
    there, keys = places(config), backup_keys(key or config.security.backup_key)
    store = open_store(config)
    try:
        if not missing(there.store):
            store.claim()
        with steps(quiet=quiet) as bars:
            return await put_back(there, archives, keys, bars, rehearse=rehearse)
    finally:
        await store.close()


def _told(restored: Restored, *, dry_run: bool) -> None:
    for what, one in restored.put.items():
        called, made = CALLED[what], one.contents.made_at
        rows = f"{one.contents.total:,} rows of {made:%Y-%m-%d %H:%M} UTC"
        out.print(f"The {called}: {rows}, each compared.")
        say_opened(one.sample, "keys" if what is History.KEYS else "sealed rows")
    if restored.present is not None:
        say_opened(restored.present, "sealed rows of the store that is there")
    say_keyless(restored.keyless)
    out.print("Nothing was changed." if dry_run else "Put back. `run` goes on from there.")
