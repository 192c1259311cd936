"""`python -m tests.faults`: every fault until there was enough of it, and how the service bore it.

`FAULT_SECONDS` bounds all of it together. Finished rounds stand in `build/faults`, so that the next
run goes on from there; of a round in which something was wrong the whole folder stays, beside its
seed.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import sys
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exc
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tests.faults.every import EVERY, Fault
from tests.faults.figures import Figures, from_json, summed, told

if TYPE_CHECKING:
    from collections.abc import Sequence

OUT: Final = Path(__file__).parents[2] / "build" / "faults"

LONGEST: Final = 300.0
"""Real seconds that one round may take: longer is a hang, and a finding."""


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Which faults; all of them.")] = None,
    seconds: Annotated[int, typer.Option(envvar="FAULT_SECONDS", help="For all of them.")] = 1200,
    seed: Annotated[int, typer.Option(help="Of the first round.")] = 1,
    *,
    fresh: Annotated[bool, typer.Option(help="Forget earlier runs.")] = False,
) -> None:
    """Break the service, and leave with 1 if a promise was broken with it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started ends too
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = names or list(EVERY)
    ends = time.monotonic() + seconds
    for nth, name in enumerate(wanted):
        if fresh:
            _kept(name).unlink(missing_ok=True)
        share = (ends - time.monotonic()) / (len(wanted) - nth)
        try_out(name, seed, time.monotonic() + share)
    every = {name: summed(read(name).values()) for name in EVERY}
    ran = {name: figures for name, figures in every.items() if figures.counts}
    for name, figures in ran.items():
        rounds = len(read(name))
        sys.stdout.write(f"\n{name}: {rounds} rounds\n  {told(figures)}\n")
    report = {name: figures.as_json() for name, figures in ran.items()}
    (OUT / "report.json").write_text(json.dumps(report, indent=1), "utf-8")
    raise typer.Exit(not all(figures.clean for figures in ran.values()))


def try_out(name: str, seed: int, ends: float) -> None:
    """Do one round after another, until there was enough of it or the time is over."""
    fault = EVERY[name]
    while summed(read(name).values()).counts[fault.counts] < fault.wanted:
        if time.monotonic() >= ends:
            return
        done = read(name)
        seed = next(one for one in count(seed) if one not in done)
        seeds = [one for one in range(seed, seed + 10 * fault.at_once) if one not in done]
        for one, figures in play(name, fault, seeds[: fault.at_once]).items():
            with _kept(name).open("a", encoding="utf-8") as out:
                out.write(json.dumps({"seed": one, **figures.as_json()}) + "\n")
            sys.stdout.write("." if figures.clean else f"\n{name} {one}: {told(figures)}\n")
            sys.stdout.flush()


def play(name: str, fault: Fault, seeds: Sequence[int]) -> dict[int, Figures]:
    """Do a round with each of some seeds, all at once."""

    async def all_() -> list[Figures]:
        return await asyncio.gather(*(_round(name, fault, seed) for seed in seeds))

    return dict(zip(seeds, asyncio.run(all_()), strict=True))


async def _round(name: str, fault: Fault, seed: int) -> Figures:
    """Do one round; a failure is a finding, and its folder stays."""
    with TemporaryDirectory(prefix="stillwater-faults-") as folder:
        here = Path(folder) / "round"
        try:
            async with asyncio.timeout(LONGEST):
                figures = await fault.round(here, seed)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            figures = Figures()
            figures.wrong["rounds that failed"] += 1
            here.mkdir(exist_ok=True)
            (here / "failure").write_text(format_exc(), "utf-8")
        if not figures.clean:
            shutil.copytree(here, OUT / "found" / f"{name}-{seed}", dirs_exist_ok=True)
    return figures


def read(name: str) -> dict[int, Figures]:
    """Read the rounds that were finished before, by their seed."""
    if not _kept(name).exists():
        return {}
    lines = map(json.loads, _kept(name).read_text("utf-8").splitlines())
    return {line["seed"]: from_json(line) for line in lines}


def _kept(name: str) -> Path:
    return OUT / f"{name}.jsonl"


if __name__ == "__main__":
    typer.run(main)
