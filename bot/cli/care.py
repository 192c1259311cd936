"""Care: bring the database up to date, make a key, see whether all that `run` needs is there."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_store
from bot.cli.doctor import examine
from bot.cli.settings import ConfigFile, configured, out, plainly
from storage.masterkey import new_master_key

keys = typer.Typer(no_args_is_help=True)


@keys.callback()
def _keys() -> None:
    """Look after the master key, which opens every other."""


@keys.command()
def new(
    file: Annotated[Path | None, typer.Argument(help="Where; else as configured.")] = None,
    config_file: ConfigFile = None,
) -> None:
    """Write a new master key to a file of its own; one that is there is never written over."""
    with plainly():
        path = file or configured(config_file).security.master_key_file
        path.parent.mkdir(parents=True, exist_ok=True)
        new_master_key(path)
        out.print(f"{path} is written. Keep a copy apart from the database's backups: without it")
        out.print("nothing that was kept can be read again.")


def migrate(config_file: ConfigFile = None) -> None:
    """Bring the database and the key store up to date; make them if they are new."""

    async def up() -> None:
        store = open_store(configured(config_file))
        try:
            await store.migrate()
        finally:
            await store.close()

    with plainly():
        asyncio.run(up())
        out.print("The database is up to date.")


def doctor(config_file: ConfigFile = None) -> None:
    """Look at everything `run` needs: a line each, what is wrong and how to mend it."""
    with plainly():
        findings = asyncio.run(examine(configured(config_file)))
    for finding in findings:
        mark = "[green]ok  [/green]" if finding.well else "[red]bad [/red]"
        out.print(mark, end="")
        out.print(f"{finding.what}: {finding.says}", markup=False)
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
