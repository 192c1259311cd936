"""Safety at the desk: what is listened for checked, and measured on the examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.table import Table

from bot.cli.progress import progress
from bot.cli.settings import PROBLEMS, Json, err, out, plainly
from bot.errors import ConfigError
from bot.listening import Meaning, listen
from bot.safety import lexicon
from bot.safety.assess import assess
from bot.safety.measuring import Example, Judged, Row, aims, by_class, judge, missed, read

EXAMPLES: Final = Path("tests/safety/examples")

safety = typer.Typer(help="What safety listens for: checked and measured.", no_args_is_help=True)


class Side(StrEnum):
    """Which examples: those that are learnt from, or those that only measure."""

    LEARN = "learn"
    TEST = "test"
    OUTSIDE = "outside"


@safety.command()
def check(json: Json = False) -> None:
    """Read the lexicon, and name every problem in it. Leaves with 1 if there is one."""
    counts = {
        locale: Counter(rule.danger.value for rule in one.rules)
        for locale, one in lexicon.packaged().items()
    }
    problems = lexicon.problems()
    if json:
        out.print_json(data={"rules": counts, "problems": problems})
    else:
        for locale, of in counts.items():
            said = " · ".join(f"{name} {number}" for name, number in sorted(of.items()))
            out.print(f"{locale}: {of.total()} rules: {said}", markup=False)
        for problem in problems:
            err.print(problem, markup=False, style="red")
    if problems:
        raise typer.Exit(PROBLEMS)


@safety.command()
def measure(
    side: Annotated[Side, typer.Argument(help="Which side.")] = Side.LEARN,
    folder: Annotated[Path, typer.Option("--examples", help="Where they lie.")] = EXAMPLES,
    misses: Annotated[
        bool, typer.Option("--misses", help="Print what was misjudged; of learn only.")
    ] = False,
    danger: Annotated[
        str | None, typer.Option("--danger", help="Only families of files of this name, as child.")
    ] = None,
    locale: Annotated[str | None, typer.Option("--locale", help="Only this language.")] = None,
    meaning: Annotated[Meaning, typer.Option(help="Weigh it beside the rules.")] = Meaning.ON,
    json: Json = False,
) -> None:
    """Measure recall and false alarms on the examples, by kind, class and language.

    Examples:
      python -m bot safety measure test

      python -m bot safety measure learn --misses --locale es --danger overdose
    """
    with plainly():
        if misses and side is not Side.LEARN:
            raise ConfigError("--misses is for learn only: what only measures is not read")
        rules = listen(meaning)
        examples = examples_in(folder / side, locale, danger)
        with progress(quiet=json) as bar:
            judged = judge(
                bar.track(examples, description="Weighing"),
                lambda one: assess([one.text], one.locale, rules),
            )
    if json:
        out.print_json(data={"aims": _data(aims(judged)), "classes": _data(by_class(judged))})
        return
    out.print(_table(f"{side}, meaning {meaning}", aims(judged)))
    out.print(_table("Alarms by class", by_class(judged)))
    if misses:
        _tell(judged)


def examples_in(
    folder: Path, locale: str | None = None, danger: str | None = None
) -> list[Example]:
    """Read what lies in a side's folder; raises ConfigError if there is nothing, or it is wrong."""
    paths = sorted(folder.glob(f"{locale or '*'}/{danger or ''}*.toml"))
    if not paths:
        raise ConfigError(f"{folder}: there are no examples")
    found: list[Example] = []
    for path in paths:
        try:
            found += read(path.parent.name, path.read_text(encoding="utf-8"))
        except (ValueError, KeyError) as error:
            raise ConfigError(f"{path}: {error}") from None
    return found


def _table(title: str, rows: Sequence[Row]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("", no_wrap=True)
    for heading in ("count", "urgent", "urgent or soft"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        shares = (f"{row.urgent_share:.1%}", f"{row.any_share:.1%}")
        table.add_row(row.name, f"{row.count:,}", *shares)
    return table


def _data(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    return {
        row.name: {"count": row.count, "urgent": row.urgent_share, "any": row.any_share}
        for row in rows
    }


def _tell(judged: Judged) -> None:
    for example, found in missed(judged):
        wanted = f"{example.kind} {example.danger or ''}, wanted {example.tier}"
        was = " ".join((found.tier, *found.rules))
        out.print(f"{example.family} [{wanted}; was {was}]: {example.text}", markup=False)
