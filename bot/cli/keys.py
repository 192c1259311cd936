"""Keys: make the master key, prove it on what was kept, and turn it over."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.app import SystemClock
from bot.cli.locks import days
from bot.cli.progress import progress
from bot.cli.settings import ConfigFile, Json, configured, explained, out, plainly
from bot.config import Config, Security
from bot.errors import KeyProblem
from bot.opening import MASTER_KEY, open_store, ring
from storage.masterkey import new_master_key
from storage.rotation import Turned

keys = typer.Typer(no_args_is_help=True)


@keys.callback()
def _keys() -> None:
    """Look after the master key, which opens every other."""


@keys.command()
def new(
    file: Annotated[Path | None, typer.Argument(help="Where; else as configured.")] = None,
    config_file: ConfigFile = None,
) -> None:
    """Write a new master key and a key for backups; one that is there is never written over.

    With FILE, one key goes there.
    """
    with plainly():
        for path in [file] if file else _lacking(configured(config_file).security):
            path.parent.mkdir(parents=True, exist_ok=True)
            new_master_key(path)
            out.print(f"{path} is written.", markup=False)
        out.print(
            "Keep a copy apart from the database and its backups: without the master key nothing\n"
            "that was kept can be read again, and without the backup key no backup opens."
        )


def _lacking(security: Security) -> list[Path]:
    """Give the key files that are not there; the master key's where both are."""
    files = (security.master_key_file, security.backup_key)
    return [file for file in files if not file.exists()] or [security.master_key_file]


@keys.command()
def check(config_file: ConfigFile = None) -> None:
    """Prove the master key on the key store, without a change; leaves with 1 if it is wrong."""
    with plainly():
        config = configured(config_file)
        try:
            says = asyncio.run(proved(config, SystemClock().now()))
        except KeyProblem as problem:
            out.print(explained(problem), markup=False)
            raise typer.Exit(1) from None
        out.print(says, markup=False)


@keys.command()
def rotate(config_file: ConfigFile = None, json: Json = False) -> None:
    """Turn the master key over: a new one is made, and every key is wrapped anew under it.

    The service may run meanwhile. Cut short, it is finished by the next. Erased clients can then
    be read in no backup of the key store, if no copy of the old master key is kept (docs/keys.md).
    """
    with plainly():
        config = configured(config_file)
        turned = asyncio.run(_turn(config, quiet=json))
    if json:
        data = {"epoch": turned.epoch, "keys": turned.done, "old_key_stays": turned.stays}
        out.print_json(data=data)
        return
    out.print(f"Epoch {turned.epoch} has begun; {turned.done} keys are wrapped anew.")
    if turned.stays:
        out.print(
            f"Now leave only the first key in {MASTER_KEY}, or in the key file if that cannot\n"
            "be written from here, and start the service again."
        )
    else:
        out.print(
            "Keep a copy of the key file, as it is now, apart from the database's backups.\n"
            "Destroy copies of the old one once no backup of the key store from before is needed."
        )


async def proved(config: Config, now: datetime) -> str:
    """Say what the master key opens, and for how long it has.

    Raises:
        KeyProblem: there is none, it cannot be used, or it is not that of this key store.
        StoreError: the key store cannot be read.

    """
    ring(config.security)
    store = open_store(config)
    try:
        reign = await store.reign()
    finally:
        await store.close()
    if reign is None:
        return (
            "The master key can be used. There is no key store yet; `run` makes one with this key."
        )
    age = f"Epoch {reign.epoch} is {days(now - reign.since)} old and has {reign.keys} keys."
    cut = " A rotation was cut short; `keys rotate` finishes it." if reign.turning else ""
    return f"The master key opens the key store. {age}{cut}"


async def _turn(config: Config, *, quiet: bool) -> Turned:
    store = open_store(config)
    with progress(quiet=quiet) as bar:
        task = bar.add_task("Wrapping keys anew", total=None)
        try:
            async with aclosing(store.rotate()) as steps:
                async for turned in steps:
                    bar.update(task, total=turned.total, completed=turned.done)
        finally:
            await store.close()
    return turned
