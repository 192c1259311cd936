"""The figures as a table to read."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from rich.table import Table

from tests.benchmarks.timetable import table as timetable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from tests.benchmarks.figures import Figures, Flooding, Traffic


def show(figures: Figures, out: Console) -> None:
    """Print everything."""
    machine = figures.machine
    out.print(
        f"Python {machine.python}, {machine.system}, {machine.cores} cores, "
        f"load {machine.load_before:.1f} before and {machine.load_after:.1f} after; "
        f"one synchronous commit takes {machine.commit_ms:.2f} ms.\n"
    )
    out.print(_alone(figures))
    out.print(_roads(figures))
    out.print(_ratios(figures))
    timetable.show(figures.timetable, out)


def _alone(figures: Figures) -> Table:
    table = Table("alone", "", title_justify="left")
    table.add_row("engine, a step", f"{figures.pure.step_us:.1f} µs")
    table.add_row("renderer, a turn", f"{figures.pure.render_us:.1f} µs")
    cell = figures.sealing
    closes = f"{cell.close_us:.1f} µs, opened {cell.open_us:.1f}"
    table.add_row(f"a cell of {cell.characters} characters sealed", closes)
    of_update = f"{figures.sealed.cells:.0f} cells, {figures.sealed.cpu_us:.0f} µs"
    table.add_row("sealing, of an update", f"{of_update}: {figures.sealed.share:.1%} of its CPU")
    turned = figures.turning
    rate = f"{turned.seconds:.1f} s, {turned.keys / turned.seconds:,.0f} a second"
    table.add_row(f"master key turned over, {turned.keys:,} keys", rate)
    for one in figures.weighing:
        table.add_row(
            f"assessment, {one.what}",
            f"{one.p50_ms:.1f} ms, p99 {one.p99_ms:.1f}; hostile {one.hostile_ms:.0f} ms",
        )
        table.add_row("making that ready", f"{one.load_s:.1f} s")
    table.add_row("start to first poll, new database", f"{figures.started.first_s:.2f} s")
    table.add_row("start to first poll, later", f"{figures.started.later_s:.2f} s")
    table.add_row("processor time of that", f"{figures.started.cpu_s or 0:.2f} s")
    table.add_row("resident after the start", _mib(figures.started.resident_mib))
    table.add_row("resident after all of this", _mib(figures.resident_mib))
    over = figures.overtaking
    table.add_row(
        f"somebody in danger, behind {over.waiting:,}",
        f"{over.before} before them, {over.first_ms:.0f} ms; all {over.all_ms / 1000:.1f} s",
    )
    flood = figures.flooding
    table.add_row(
        f"{flood.others} others, p99 while one sends {flood.messages:,}",
        f"{flood.p99_ms:.0f} ms, quiet {flood.quiet_p99_ms:.0f}: {_times(flood)}",
    )
    table.add_row("that one is answered, and told so", f"{flood.answered}, {flood.told}")
    table.add_row("memory that it takes", f"{flood.grown_mib:.1f} MiB")
    listed = figures.listing
    table.add_row(f"{listed.clinics:,} clinics taken in", f"{listed.import_s:.1f} s")
    near = f"{listed.p50_ms:.1f} ms, p99 {listed.p99_ms:.1f}"
    table.add_row("the nearest of them", near)
    return table


def _roads(figures: Figures) -> Table:
    table = Table(title="from update to reply", title_justify="left")
    table.add_column(no_wrap=True)
    for name in ("clients", "per s", "p50 ms", "p99 ms", "CPU ms", "theirs", "replies"):
        table.add_column(name, justify="right", no_wrap=True)
    for traffic in figures.loads:
        table.add_row("whole road", *_traffic(traffic))
    for one in figures.rounds:
        table.add_section()
        table.add_row("whole road", *_traffic(one.durable))
        for name, bare in (("SQL alone", one.bare), ("SQL, plain", one.plain)):
            rate, cpu = f"{bare.per_second:.0f}", f"{bare.cpu_ms:.1f}"
            table.add_row(name, "", rate, "", "", cpu, "", "same" if bare.same else "differs")
        table.add_row("echo bot", *_traffic(one.echo))
    return table


def _traffic(traffic: Traffic) -> Iterator[str]:
    yield str(traffic.clients)
    yield f"{traffic.per_second:.0f}"
    yield f"{traffic.p50_ms:.1f}"
    yield f"{traffic.p99_ms:.1f}"
    yield f"{traffic.cpu_ms:.1f}"
    yield f"{traffic.telegram_cpu_ms:.1f}"
    yield f"{traffic.replies}/{traffic.updates}"


def _ratios(figures: Figures) -> Table:
    rounds = figures.rounds
    table = Table("whole road, medians of rounds", "")
    rate = median(one.durable.per_second for one in rounds)
    table.add_row("updates/s", f"{rate:.0f}")
    table.add_row("CPU ms per update", f"{median(one.durable.cpu_ms for one in rounds):.1f}")
    bare = median(one.durable.per_second / one.bare.per_second for one in rounds)
    table.add_row("statements per update", _each(figures, "statements"))
    table.add_row("transactions per update", _each(figures, "transactions"))
    table.add_row("commits per update", _each(figures, "writing"))
    plain = median(one.durable.per_second / one.plain.per_second for one in rounds)
    table.add_row("against its SQL alone", f"{bare:.2f} of the rate")
    table.add_row("against that through aiosqlite", f"{plain:.2f} of the rate")
    echo = median(one.durable.per_second / one.echo.per_second for one in rounds)
    cpu = median(one.durable.cpu_ms / one.echo.cpu_ms for one in rounds)
    table.add_row("against the echo bot", f"{echo:.2f} of the rate, {cpu:.1f} times the CPU")
    return table


def _each(figures: Figures, what: str) -> str:
    return f"{median(getattr(one.bare, what) / one.bare.updates for one in figures.rounds):.1f}"


def _times(flood: Flooding) -> str:
    return f"{flood.p99_ms / flood.quiet_p99_ms:.1f} times"


def _mib(held: float | None) -> str:
    return "?" if held is None else f"{held:.0f} MiB"
