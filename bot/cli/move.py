"""Move, from the command line: from SQLite into an empty database, as a rule PostgreSQL."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.app import SystemClock
from bot.cli.archiving import as_data, places, say_opened, steps
from bot.cli.settings import ConfigFile, Json, configured, out, plainly
from bot.config import Config, Storage
from bot.errors import ConfigError
from bot.opening import open_store, sqlite_file
from storage.archive.move import Moved
from storage.archive.move import move as carry
from storage.archive.places import Places
from storage.history import History

To = Annotated[
    str,
    typer.Argument(
        envvar="STILLWATER_MOVE_TO",
        help="The new database's URL; better in the environment, if a password is in it.",
    ),
]
KeysTo = Annotated[
    str | None,
    typer.Option(
        envvar="STILLWATER_MOVE_KEYS_TO",
        help="The new key store's URL, if it is not the schema `keys` of TO.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Do all of it, and take it back.")]


def move(
    to: To,
    keys_to: KeysTo = None,
    config_file: ConfigFile = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Move the store and its keys from SQLite to PostgreSQL, and compare every row of both.

    The service must not run meanwhile. What is here stays as it is; the configuration says
    afterwards which of the two is served.
    """
    with plainly():
        config = configured(config_file)
        here, there = places(config), _there(config, to, keys_to)
        moved = asyncio.run(_moved(config, here, there, rehearse=dry_run, quiet=json))
    if json:
        data = as_data(moved.contents[History.STORE], moved.sample)
        keys = moved.contents[History.KEYS].rows["keys"]
        out.print_json(data={**data, "keys": keys, "changed": not dry_run})
    else:
        _told(moved, here, dry_run=dry_run)


def _there(config: Config, to: str, keys_to: str | None) -> Places:
    """Give the other place.

    Raises:
        ConfigError: it is none, or what is here is not on SQLite.

    """
    try:
        there = places(config.model_copy(update={"storage": Storage(url=to, keys_url=keys_to)}))
    except ConfigError as error:
        said = str(error).replace("storage.keys_url", "--keys-to").replace("storage.url", "TO")
        raise ConfigError(said) from None
    if sqlite_file(places(config).store) is None:
        raise ConfigError(
            "storage.url: it is on PostgreSQL already; `backup` and `restore` go from there."
        )
    return there


async def _moved(
    config: Config, here: Places, there: Places, *, rehearse: bool, quiet: bool
) -> Moved:
    store = open_store(config)
    try:
        store.claim()
        with steps(quiet=quiet) as bars:
            return await carry(here, there, SystemClock().now(), bars, rehearse=rehearse)
    finally:
        await store.close()


def _told(moved: Moved, here: Places, *, dry_run: bool) -> None:
    store, keys = moved.contents[History.STORE], moved.contents[History.KEYS]
    rows = f"{store.total:,} rows in {sum(map(bool, store.rows.values()))} tables"
    out.print(f"{rows} and {keys.rows['keys']:,} keys, each compared.")
    say_opened(moved.sample, "sealed rows")
    if dry_run:
        out.print("Nothing was changed.")
        return
    out.print(
        "Moved. Let storage.url (and storage.keys_url, where it is set) name the new database, and "
        "start the service.\n"
        f"When you are sure, destroy {here.store.database} and {here.keys.database}, and their "
        "backups: with those\nkeys everything that was moved can be read, also of clients who "
        "erase themselves later.",
        markup=False,
    )
