"""The bar: shown to whoever watches a terminal, and to nobody else."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.progress import DownloadColumn, ProgressColumn

from bot.cli.progress import progress


def shown(*, terminal: bool, quiet: bool, count: ProgressColumn | None = None) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=100)
    with progress(count, quiet=quiet, console=console) as bar:
        task = bar.add_task("Writing [ratings]", total=4000)
        bar.advance(task, 3000)
        bar.refresh()
    return file.getvalue()


def test_on_a_terminal_it_says_what_is_done_and_how_far() -> None:
    said = shown(terminal=True, quiet=False)
    assert "Writing [ratings]" in said
    assert "3000/4000" in said
    assert "3.0/4.0 kB" in shown(terminal=True, quiet=False, count=DownloadColumn())


@pytest.mark.parametrize(("terminal", "quiet"), [(False, False), (True, True), (False, True)])
def test_it_is_silent_where_nobody_watches(*, terminal: bool, quiet: bool) -> None:
    assert shown(terminal=terminal, quiet=quiet) == ""
