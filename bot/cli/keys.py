"""Keys: make the master key, and see whether it is the one that opens what was kept."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.settings import ConfigFile, configured, explained, out, plainly
from bot.config import Config
from bot.errors import KeyProblem
from bot.opening import open_store, ring
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
        out.print(
            f"{path} is written. Keep a copy apart from the database's backups: without it\n"
            "nothing that was kept can be read again.",
            markup=False,
        )


@keys.command()
def check(config_file: ConfigFile = None) -> None:
    """Prove the master key on the key store, without a change; leaves with 1 if it is wrong."""
    with plainly():
        config = configured(config_file)
        try:
            says = asyncio.run(proved(config))
        except KeyProblem as problem:
            out.print(explained(problem), markup=False)
            raise typer.Exit(1) from None
        out.print(says, markup=False)


async def proved(config: Config) -> str:
    """Say what the master key opens.

    Raises:
        KeyProblem: there is none, it cannot be used, or it is not that of this key store.
        StoreError: the key store cannot be read.

    """
    ring(config.security)
    store = open_store(config)
    try:
        opens = await store.proved()
    finally:
        await store.close()
    if opens:
        return "The master key opens the key store."
    return "The master key can be used. There is no key store yet; `run` makes one with this key."
