"""Care: bring the database up to date, and look at everything that `run` needs."""

from __future__ import annotations

import asyncio
from pathlib import Path

import typer

from bot.app import SystemClock
from bot.cli.doctor import examine
from bot.cli.found import Finding
from bot.cli.progress import progress
from bot.cli.settings import (
    PROBLEMS,
    ConfigFile,
    Json,
    configured,
    explained,
    out,
    plainly,
)
from bot.config import Config
from bot.errors import ConfigError
from bot.opening import open_store

MARKS = {True: "[green]ok  [/green]", False: "[red]bad [/red]", None: "[yellow]?   [/yellow]"}


def migrate(config_file: ConfigFile = None) -> None:
    """Bring the database and the key store up to date; make them if they are new."""
    with plainly():
        with progress() as bar:
            bar.add_task("Bringing it up to date", total=None)
            asyncio.run(_up(configured(config_file)))
        out.print("The database is up to date.")


async def _up(config: Config) -> None:
    store = open_store(config)
    try:
        store.claim()
        await store.migrate()
    finally:
        await store.close()


def doctor(config_file: ConfigFile = None, json: Json = False) -> None:
    """Look at everything `run` needs: a line each, what is wrong and how to mend it.

    Changes nothing, but forgets which rows were damaged once they are mended. A line is ok, bad,
    or ? for what could not be looked at, or nobody has.
    """
    with plainly():
        findings = asyncio.run(examine(*_read(config_file), SystemClock().now()))
    if json:
        out.print_json(data=[finding.as_data() for finding in findings])
    else:
        for finding in findings:
            out.print(MARKS[finding.well], end="")
            out.print(f"{finding.what}: {finding.says}", markup=False)
    if any(finding.well is False for finding in findings):
        raise typer.Exit(PROBLEMS)


def _read(file: Path | None) -> tuple[Config | None, Finding]:
    try:
        says = str(file) if file else "no file; the environment over the defaults"
        return configured(file), Finding("configuration", says)
    except ConfigError as error:
        return None, Finding("configuration", explained(error), well=False)
