"""`python -m tests.benchmarks`: measure what the ledger lacks, and print it as tables."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003 - Typer reads a command's annotations when it runs
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console

from tests.benchmarks import machine
from tests.benchmarks.ledger import Ledger
from tests.benchmarks.page import fill, printed
from tests.benchmarks.parts import PARTS


def main(
    only: Annotated[
        list[str] | None, typer.Option(help=f"One part: {', '.join(PARTS)}; may be repeated.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Seconds only; no figures to trust.")
    ] = False,
    profile: Annotated[
        bool, typer.Option("--profile", help="Where the processor time goes: --only profile.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Measure these parts again, though they are there.")
    ] = False,
    file: Annotated[
        Path | None,
        typer.Option("--json", help="The ledger: what stands there is not taken again."),
    ] = None,
    page: Annotated[
        Path | None, typer.Option(help="Put the tables into this page, between their marks.")
    ] = None,
) -> None:
    """Measure what Stillwater costs, in one run beside its own bare parts."""
    out, progress = Console(), Console(stderr=True)
    ledger = Ledger(file)
    for name in ["profile"] if profile else only or list(PARTS):
        if name not in PARTS:
            raise typer.BadParameter(f"There is {', '.join(PARTS)}, not {name}.")
        part, began = PARTS[name], perf_counter()
        if anew:
            ledger.strike(*part.names, f"machine/{name}")
        if ledger.missing([f"machine/{name}"]):
            ledger.put(f"machine/{name}", machine.look(datetime.now(UTC).date().isoformat()))
        measures = part.quick if quick else part.measures
        asyncio.run(measures(ledger, lambda what: progress.print(f"… {what}")))
        progress.print(f"{name}: {perf_counter() - began:.0f} s")
    out.print(printed(ledger), markup=False, soft_wrap=True)
    if page is not None:
        page.write_text(fill(page.read_text(), ledger))


if __name__ == "__main__":
    typer.run(main)
