"""The operator's own directory of treatment: taking in a file of clinics."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager, nullcontext, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import DownloadColumn

from bot.cli.progress import progress
from bot.cli.settings import PROBLEMS, ConfigFile, DryRun, Json, configured, err, out, plainly
from bot.cli.storing import a_store
from bot.config import Config
from bot.errors import ConfigError
from bot.services.importing import Taken, take
from bot.treatment.csvfile import Problem, read
from bot.treatment.csvrow import BadRow

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import TextIO

    from bot.ports import Works

directory = typer.Typer(no_args_is_help=True)


@directory.callback()
def _directory() -> None:
    """Clinics of your own, for /findhelp: docs/directory.md says what a file of them looks like."""


@directory.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8; its first line names the columns.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Let go of clinics that this file does not have.")
    ] = False,
    config_file: ConfigFile = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take in a file of clinics. Leaves with 1 if a row was left out; each is named with its line.

    A clinic that is there already, by name and address, is renewed. The bot may run meanwhile.

    Examples:
      python -m bot directory import clinics.csv --replace
    """
    with plainly():
        config = configured(config_file)
        taken = asyncio.run(_import(config, file, replace=replace, dry_run=dry_run, quiet=json))
    if json:
        out.print_json(data=asdict(taken))
    else:
        gone = f", {taken.gone:,} let go" if replace else ""
        out.print(f"{taken.kept:,} rows taken in, {taken.wrong:,} left out{gone}.")
        out.print(f"{taken.all:,} clinics are listed now.")
        if dry_run:
            out.print("Nothing was changed.")
    if taken.wrong:
        raise typer.Exit(PROBLEMS)


async def _import(
    config: Config, file: Path, *, replace: bool, dry_run: bool, quiet: bool
) -> Taken:
    async with a_store(config) as store:
        with _opened(file, quiet=quiet) as lines:
            try:
                async with _taken_back(store.works) if dry_run else nullcontext(store.works) as on:
                    return await take(on, read(lines), _tell, replace=replace)
            except BadRow as error:
                raise ConfigError(f"{file}: {error}") from None
            except UnicodeDecodeError:
                raise ConfigError(f"{file}: it is not text in UTF-8") from None


class _Undone(Exception):  # noqa: N818 - it is no error
    """What was done is taken back."""


@asynccontextmanager
async def _taken_back(works: Works) -> AsyncIterator[Works]:
    """Let all that is done be one unit of work, which is undone in the end."""
    with suppress(_Undone):
        async with works() as work:
            yield lambda: nullcontext(work)
            raise _Undone


@contextmanager
def _opened(file: Path, *, quiet: bool) -> Iterator[TextIO]:
    """Open a file, with a bar that shows on a terminal how much of it is read."""
    with (
        progress(DownloadColumn(), quiet=quiet) as bar,
        bar.open(file, "r", encoding="utf-8-sig", newline="", description=file.name) as lines,
    ):
        yield lines


def _tell(problem: Problem) -> None:
    err.print(f"line {problem.line}: {problem.why}", markup=False, style="red")
