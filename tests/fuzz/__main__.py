"""`python -m tests.fuzz`: every target for its share of the time, and what came of it.

`FUZZ_SECONDS` is what each gets. What was found worth keeping stays in `build/fuzz/NAME`, and the
next run goes on from there; an input that failed stands beside it, under `found`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from tests.fuzz.every import NAMES, target

CORPUS: Final = Path(__file__).parents[2] / "build" / "fuzz"
MEMORY: Final = 1024
"""MiB that one target may hold: more is growth, and a finding."""
PATIENCE: Final = 10
"""Seconds that one input may take: longer is a hang, and a finding."""
_DONE: Final = re.compile(r"stat::(\w+):\s+(\d+)")
_SEEN: Final = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one target came to."""

    name: str
    runs: int
    branches: int
    inputs: int
    """That lead to something new."""
    memory: int
    """MiB, at the most."""
    found: bool


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Which targets; all of them.")] = None,
    seconds: Annotated[int, typer.Option(envvar="FUZZ_SECONDS", help="For each target.")] = 120,
) -> None:
    """Fuzz, and leave with 1 if anything was found."""
    out = Console()
    table = Table("target", "inputs tried", "branches", "inputs kept", "memory", "")
    outcomes = [fuzz(name, seconds) for name in names or NAMES]
    for one in outcomes:
        said = "[red]FOUND[/red]" if one.found else "nothing found"
        numbers = (f"{one.runs:,}", f"{one.branches:,}", f"{one.inputs:,}", f"{one.memory} MiB")
        table.add_row(one.name, *numbers, said)
    out.print(table)
    raise typer.Exit(any(one.found for one in outcomes))


def fuzz(name: str, seconds: int) -> Outcome:
    """Fuzz one target for so long."""
    corpus, findings = CORPUS / name, CORPUS / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    for seed in target(name).seeds():
        (corpus / sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    flags = (
        f"-max_total_time={seconds}",
        f"-timeout={PATIENCE}",
        f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={findings}/{name}-",
        "-print_final_stats=1",
    )
    ran = subprocess.run(  # noqa: S603 - this Python, our own module
        (sys.executable, "-m", "tests.fuzz.drive", name, *flags, str(corpus)),
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        env={**os.environ, "PYTHONWARNINGS": "ignore"},  # atheris' own, of what it instruments
    )
    stats = {key: int(value) for key, value in _DONE.findall(ran.stderr)}
    seen = [tuple(map(int, one)) for one in _SEEN.findall(ran.stderr)]
    branches, _, inputs = seen[-1] if seen else (0, 0, 0)
    if ran.returncode:
        sys.stderr.write(ran.stdout[-4000:] + ran.stderr[-4000:])
    runs, memory = stats.get("number_of_executed_units", 0), stats.get("peak_rss_mb", 0)
    return Outcome(name, runs, branches, inputs, memory, found=ran.returncode != 0)


if __name__ == "__main__":
    typer.run(main)
