"""Training at the desk: the file that the meaning goes by, made anew from the examples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.progress import progress
from bot.cli.safety import EXAMPLES, Side, examples_in, safety
from bot.cli.settings import PROBLEMS, err, out, plainly
from bot.errors import ConfigError
from bot.meaning import encoder, head

HEAD = Path("bot/meaning") / head.FILE


@safety.command()
def train(
    folder: Annotated[Path, typer.Option("--examples", help="Where they lie.")] = EXAMPLES,
    to: Annotated[Path, typer.Option("--to", help="The file to write.")] = HEAD,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; leave with 1 if the file is another.")
    ] = False,
) -> None:
    """Train the meaning on the learning side; the same examples give the same file.

    Needs the extras `meaning` and `train`. The test side is not opened.
    """
    with plainly():
        try:
            from bot.meaning.training import train as made_of  # noqa: PLC0415 - extras

            with progress() as bar:
                bar.add_task("Training", total=None)
                made = head.written(made_of(examples_in(folder / Side.LEARN), encoder.load()))
        except ImportError as error:
            raise ConfigError(f"{error.name} is not installed: the extras meaning, train") from None
    if not check:
        to.write_text(made, encoding="utf-8")
        out.print(f"{to}: written", markup=False)
    elif not to.exists() or to.read_text(encoding="utf-8") != made:
        err.print(f"{to} is not what the examples make: train again", markup=False, style="red")
        raise typer.Exit(PROBLEMS)
