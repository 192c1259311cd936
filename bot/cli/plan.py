"""Plan files: every problem of each, in the author's terms."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.settings import PROBLEMS, Json, out, plainly
from bot.errors import PlanError
from bot.people import ClientId
from bot.schedule.plan import Plan, PlanId
from bot.schedule.planfile import parse

plan = typer.Typer(no_args_is_help=True)

NOBODY: Final = ClientId("0" * 32)
SOME: Final = PlanId("0" * 32)
SOME_DAY: Final = date(2000, 1, 1)
"""The first day of a plan that names none and is only looked at."""


@plan.callback()
def _plan() -> None:
    """Look at plans as a counselor writes them, in TOML."""


@plan.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Plan files (TOML).")],
    json: Json = False,
) -> None:
    """Say everything that is impossible about plans, and for each what would work.

    Leaves with 1 if anything is. Examples:

      python -m bot plan check evenings.toml

      python -m bot plan check plans/*.toml --json
    """
    with plainly():
        found = {str(file): problems(file) for file in files}
    good = not any(found.values())
    if json:
        plans = [{"file": file, "problems": said} for file, said in found.items()]
        out.print_json(data={"good": good, "plans": plans})
    else:
        for file, said in found.items():
            for one in said or ("good",):
                out.print(f"{file}: {one}", markup=False)
    if not good:
        raise typer.Exit(PROBLEMS)


def problems(file: Path) -> tuple[str, ...]:
    """Give every problem of a plan file. Raises OSError if it cannot be read."""
    try:
        read(file, SOME_DAY)
    except PlanError as error:
        return error.problems
    return ()


def read(file: Path, start: date) -> Plan:
    """Read a plan file; `start` is its first local date unless it names one.

    Raises PlanError with every problem, OSError if it cannot be read.
    """
    try:
        return parse(file.read_text("utf-8"), plan=SOME, client=NOBODY, start=start)
    except UnicodeDecodeError:
        raise PlanError(["this is not text in UTF-8"]) from None
