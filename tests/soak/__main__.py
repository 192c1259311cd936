"""`python -m tests.soak`: soak for SOAK_MINUTES (30), and leave with 1 if anything was wrong."""

from __future__ import annotations

import asyncio
from pathlib import Path  # noqa: TC003 - Typer reads a command's annotations when it runs
from typing import Annotated

import typer
from rich.console import Console

from tests.benchmarks.ledger import Ledger
from tests.benchmarks.stores import POSTGRESQL, SQLITE
from tests.soak.run import Size, soak, told


def main(
    minutes: Annotated[float, typer.Option(envvar="SOAK_MINUTES")] = 30,
    rate: Annotated[float, typer.Option(help="Updates a second.")] = 30,
    clients: Annotated[int, typer.Option()] = 128,
    seed: Annotated[int, typer.Option(help="Of all that is drawn by chance.")] = 1,
    *,
    postgres: Annotated[bool, typer.Option("--postgres", help="On PostgreSQL.")] = False,
    file: Annotated[
        Path | None, typer.Option("--json", help="The ledger of `make bench`, or another.")
    ] = None,
) -> None:
    """Soak the service in bad weather, and account for everything."""
    out, progress = Console(), Console(stderr=True)
    kind = POSTGRESQL if postgres else SQLITE
    size = Size(minutes * 60, rate, clients, seed, kind)
    soaked = asyncio.run(soak(size, lambda what: progress.print(f"… {what}")))
    for line in told(soaked):
        out.print(line, markup=False, highlight=False)
    if file is not None:
        Ledger(file).put(f"soak/{kind}", soaked)
    raise typer.Exit(not soaked.clean)


if __name__ == "__main__":
    typer.run(main)
