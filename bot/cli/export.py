"""Export: what happened, for research, under pseudonyms."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.exporting import Exported, exported
from bot.cli.exportkey import export_key
from bot.cli.settings import ConfigFile, Json, configured, out, plainly
from bot.config import Config
from bot.errors import StoreError
from bot.interview.library import library
from bot.opening import ring, sqlite_file, urls
from bot.research.disguise import Disguise, known
from storage.research import open_research


def export(
    folder: Annotated[Path, typer.Argument(help="A new folder.")],
    key: Annotated[
        Path | None,
        typer.Option(
            "--key", help="A file for the key to the pseudonyms; it is made if it is not there."
        ),
    ] = None,
    shift: Annotated[
        bool,
        typer.Option("--shift", help="Move each client's dates by weeks of their own, up to 26."),
    ] = False,
    config_file: ConfigFile = None,
    json: Json = False,
) -> None:
    """Write what happened to CSV files, for research: numbers, all planned prompts, events.

    Under pseudonyms, without clients who want to be left out, and with words only of those who let
    them be used (/privacy). dictionary.csv describes every column. The bot may run meanwhile.

    The key to the pseudonyms is thrown away unless --key names a file: with that, a later export
    has the same ones.

    Examples:
      python -m bot export exports/2026-03 --shift

      python -m bot export exports/wave-2 --key study.key --json
    """
    with plainly():
        config = configured(config_file)
        names = known(library().values())
        disguise = Disguise(export_key(key), names, shifts=shift)
        made = asyncio.run(_export(config, folder, disguise, quiet=json))
    if json:
        out.print_json(data={"folder": str(folder), **made.as_data()})
        return
    counts = ", ".join(f"{rows:,} {file}" for file, rows in made.as_data()["rows"].items())
    out.print(f"{folder}: {counts}", markup=False)
    out.print(
        f"Words are in it of {made.words_of:,} clients, who let them be used; "
        f"{made.left_out:,} clients want to be left out, and are."
    )
    if made.lost:
        out.print(f"{made.lost:,} rows did not open and are left out; `doctor` names them.")
    out.print("Pseudonyms hide names, not people: keep it as you keep records.")


async def _export(config: Config, folder: Path, disguise: Disguise, *, quiet: bool) -> Exported:
    store, keys = urls(config)
    if not all(file is None or file.exists() for file in (sqlite_file(store), sqlite_file(keys))):
        raise StoreError("There is nothing yet; `run` or `migrate` makes it.")
    research = open_research(store, keys, ring(config.security))
    try:
        if await research.pending():
            raise StoreError("The database is not up to date; `migrate` brings it there.")
        return await exported(research, folder, disguise, quiet=quiet)
    finally:
        await research.close()
