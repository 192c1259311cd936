"""The timetable's figures as tables to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from rich.console import Console

    from tests.benchmarks.timetable.figures import Timetable


def show(figures: Timetable, out: Console) -> None:
    """Print everything."""
    planning, weight = figures.planning, figures.weight
    alone = Table("the timetable", "", title_justify="left")
    alone.add_row(f"next of {planning.plans} plans, one client", f"{planning.next_us:.0f} µs")
    alone.add_row(f"next of {planning.clients} clients", f"{planning.next_all_s:.1f} s")
    alone.add_row("fourteen days ahead, one client", f"{planning.preview_us:.0f} µs")
    alone.add_row("on disk, a client enrolled", f"{weight.enrolled_bytes / 1024:.1f} KiB")
    alone.add_row("on disk, a prompt more", f"{weight.prompt_bytes / 1024:.1f} KiB")
    out.print(alone)
    out.print(_knocks(figures))
    out.print(_drains(figures))


def _knocks(figures: Timetable) -> Table:
    table = Table(title="one knock", title_justify="left")
    for name in ("", "asleep", "due", "ms", "ms each", "woken"):
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for knock in figures.knocks:
        each = f"{knock.seconds * 1000 / knock.due:.2f}" if knock.due else ""
        took = f"{knock.seconds * 1000:.1f}"
        numbers = (str(knock.idle), str(knock.due), took, each, str(knock.woken))
        table.add_row(knock.way, *numbers)
    return table


def _drains(figures: Timetable) -> Table:
    table = Table(title="due at one minute: seconds late", title_justify="left")
    for name in ("", "due", "spread", "p50", "p95", "p99", "worst", "sent"):
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for drain in figures.drains:
        late = (f"{one:.1f}" for one in (drain.p50_s, drain.p95_s, drain.p99_s, drain.worst_s))
        how = "over HTTP" if drain.real else "reckoned"
        table.add_row(how, str(drain.due), f"{drain.spread_s:.0f}", *late, str(drain.sent))
    return table
