"""The check: what the content lint and the fidelity count make of check-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.table import Table

from bot.cli.finding import script
from bot.cli.progress import progress
from bot.cli.settings import PROBLEMS, Json, err, out, plainly
from bot.errors import ScriptError
from bot.interview import phrases
from bot.interview.check import as_data, report
from bot.interview.library import library

if TYPE_CHECKING:
    from bot.interview.check import Report

HEADINGS: Final = ("R:Q", "words", "asked", "min", "complex", "open", "non-MI", "in")
LEGEND: Final = """\
R:Q: reflections to questions · words: ours, a message · asked: questions
complex, open: shares of reflections and of questions · non-MI: must be 0"""


def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names or files; none: the whole library.")
    ] = None,
    json: Json = False,
) -> None:
    """Hold check-ins to the rules of content, and count their fidelity along played paths.

    Leaves with 1 if a rule is broken. Examples:

      python -m bot check

      python -m bot check goal-mirror drafts/my-own.toml --json
    """
    with plainly():
        try:
            scripts = {name: script(name) for name in names} if names else library()
            with progress(quiet=json) as bar:
                task = bar.add_task("Checking", total=len(scripts))
                made = report(scripts, phrases.packaged(), done=lambda: bar.advance(task))
        except ScriptError as error:
            _unreadable(error, json=json)
            raise typer.Exit(PROBLEMS) from None
    if json:
        out.print_json(data=as_data(made))
    else:
        out.print(_table(made))
        out.print(f"\n{LEGEND}", style="dim")
        for finding in made.findings:
            err.print(str(finding), markup=False, style="red")
    if not made.good:
        raise typer.Exit(PROBLEMS)


def _unreadable(error: ScriptError, *, json: bool) -> None:
    """Show why a file is no check-in at all."""
    if json:
        out.print_json(data={"good": False, "problems": error.problems})
    for problem in () if json else error.problems:
        err.print(problem, markup=False, style="red")


def _table(made: Report) -> Table:
    """Lay the fidelity count out: the median, and the worst beside it."""
    title = "Along 1,000 played paths each: median (worst)"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("check-in", no_wrap=True)
    for heading in HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in made.fidelity:
        with_worst = (row.reflections_to_questions, row.words, row.questions, row.minutes)
        shares = (row.complex_share, row.open_share)
        cells = [f"{m.median:g} ({m.worst:g})" for m in with_worst]
        cells += [f"{m.median:g}" for m in shares]
        table.add_row(row.name, *cells, str(row.non_adherent), " ".join(row.languages))
    return table
