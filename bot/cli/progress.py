"""How far a long command has come: a bar on standard error, for whoever watches a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from bot.cli.settings import err

if TYPE_CHECKING:
    from rich.console import Console


def progress(
    count: ProgressColumn | None = None, *, quiet: bool = False, console: Console = err
) -> Progress:
    """Give a bar, to add tasks to within a `with`; it goes when that ends.

    Nothing is written where nobody watches: not to a file or a pipe, and not if `quiet`, which
    `--json` is. `count` says how far it is: `rich.progress.DownloadColumn()` for what is counted in
    bytes, else so many of so many.
    """
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        count or MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=quiet or not console.is_terminal,
        transient=True,
    )
