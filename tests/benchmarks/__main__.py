"""`python -m tests.benchmarks`: measure, print a table, and write JSON where asked."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path  # noqa: TC003 - Typer reads a command's annotations when it runs
from typing import Annotated

import typer
from rich.console import Console

from tests.benchmarks.run import QUICK, Size, run
from tests.benchmarks.table import show


def main(
    quick: Annotated[
        bool, typer.Option("--quick", help="Seconds only; no figures to trust.")
    ] = False,
    file: Annotated[Path | None, typer.Option("--json", help="Write the figures there.")] = None,
) -> None:
    """Measure what Stillwater costs, in one run beside its own bare parts."""
    out, progress = Console(), Console(stderr=True)
    figures = asyncio.run(run(QUICK if quick else Size(), lambda what: progress.print(f"… {what}")))
    show(figures, out)
    if file is not None:
        file.write_text(json.dumps(figures.as_json(), indent=2) + "\n")


if __name__ == "__main__":
    typer.run(main)
