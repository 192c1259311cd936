"""The tables of all else: prompts, idle clients, the disk, knocks, and the small things."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from tests.benchmarks.figures import Idle, Left, Machine
from tests.benchmarks.small import (
    Flooding,
    Listing,
    Overtaking,
    Pure,
    Sealing,
    Started,
    Turning,
    Weighing,
)
from tests.benchmarks.tables.markdown import kib, mid, one, table, whole
from tests.benchmarks.timetable.figures import Drain, Knock, Planning
from tests.benchmarks.timetable.prompts import LIFTED
from tests.benchmarks.year import A_WEEK, WEEKS
from tests.soak.run import Soaked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.ledger import Ledger

_YEAR: Final = ("client", "prompt", "check-in")


def machine(ledger: Ledger) -> str | None:
    """What each part ran on."""
    head = ("part", "taken", "processor", "cores", "Python", "system", "commit ms", "load")
    rows = (
        (
            *(part, each.taken, each.processor, str(each.cores), each.python, each.system),
            *(f"{each.commit_ms:.2f}", one(each.load)),
        )
        for (part,), each in ledger.under("machine", Machine).items()
    )
    return table(head, rows)


def prompts(ledger: Ledger) -> str | None:
    """Prompts at one minute: how fast the machine could, how late Telegram lets them be."""
    found: dict[tuple[int, str, str], list[Drain]] = defaultdict(list)
    for (kind, due, limits, _), each in ledger.under("prompts", Drain).items():
        said = "no limits" if limits == LIFTED else "30 a second"
        found[int(due), kind, said].append(each)
    for (due, minutes), each in ledger.under("reckoned", Drain).items():
        over = f", over {minutes} minutes" if minutes != "0" else ""
        found[int(due), f"reckoned{over}", "30 a second"].append(each)
    head = ("due at one minute", "per s", "CPU ms", "p50 s late", "p99 s", "worst s", "all sent")
    return table(head, (_drains(*key, taken) for key, taken in sorted(found.items())))


def _drains(due: int, where: str, limits: str, taken: Sequence[Drain]) -> Sequence[str]:
    lates = ("p50_s", "p99_s", "worst_s")
    late = (one(mid(getattr(each, name) for each in taken)) for name in lates)
    real = taken[0].cpu_ms > 0
    return (
        f"{due:,}: {where}, {limits}",
        whole(mid(each.per_second for each in taken)) if real else "",
        one(mid(each.cpu_ms for each in taken)) if real else "",
        *late,
        ("yes" if all(each.sent == due for each in taken) else "no") if real else "",
    )


def idle(ledger: Ledger) -> str | None:
    """Clients who are not there."""
    head = (
        *("idle clients", "tick ms", "start s", "MiB at the start", "MiB after the sweep"),
        *("MiB at the most", "MiB on disk"),
    )
    found = ledger.under("idle", Idle).values()
    rows = (
        (
            *(whole(each.clients), f"{each.tick_ms:.2f}", f"{each.start_s:.2f}"),
            *map(whole, (each.resident_mib, each.settled_mib, each.peak_mib, each.bytes / 2**20)),
        )
        for each in sorted(found, key=lambda each: each.clients)
    )
    return table(head, rows)


def year(ledger: Ledger) -> str | None:
    """What a client leaves on disk."""
    found = ledger.under("year", Left)
    if len(found) < len(_YEAR):
        return None
    came, prompted, played = (found[(name,)] for name in _YEAR)
    times = A_WEEK * WEEKS
    fresh, kept = played.fresh_bytes + prompted.fresh_bytes, played.kept_bytes + prompted.kept_bytes
    return table(
        ("on disk", "that day", "when every period is over"),
        (
            ("a client who has just come", kib(came.fresh_bytes), kib(came.kept_bytes)),
            ("a prompt", kib(prompted.fresh_bytes), kib(prompted.kept_bytes)),
            ("a check-in, played", kib(played.fresh_bytes), kib(played.kept_bytes)),
            (f"a client-year: {times} of both", kib(times * fresh), kib(times * kept)),
        ),
    )


def knocks(ledger: Ledger) -> str | None:
    """The planner, and a knock with a million timers asleep."""
    planning = ledger.get("planning", Planning)
    rows: list[Sequence[str]] = []
    if planning is not None:
        all_ = f"the next of {planning.plans} plans, {planning.clients:,} clients"
        rows += [
            (f"the next of {planning.plans} plans, a client", f"{planning.next_us / 1000:.2f}", ""),
            (all_, whole(planning.next_all_s * 1000), ""),
            ("fourteen days ahead, one client", f"{planning.preview_us / 1000:.2f}", ""),
        ]
    found = ledger.under("knocks", Knock).values()
    for each in sorted(found, key=lambda each: (each.due, each.way != "Stillwater")):
        took = each.seconds * 1000
        said = f"{each.way}: {each.due:,} due, {each.idle:,} asleep"
        rows.append((said, one(took), f"{took / each.due:.1f}" if each.due else ""))
    return table(("", "ms", "ms each"), rows)


def alone(ledger: Ledger) -> str | None:
    """The small things that need no service."""
    return table(("alone", ""), _alone(ledger))


def _alone(ledger: Ledger) -> Iterator[Sequence[str]]:
    if (pure := ledger.get("alone/engine", Pure)) is not None:
        yield "engine, a step", f"{pure.step_us:.1f} µs"
        yield "renderer, a turn", f"{pure.render_us:.1f} µs"
    if (cell := ledger.get("alone/sealing", Sealing)) is not None:
        said = f"{cell.close_us:.1f} µs, opened {cell.open_us:.1f}"
        yield f"a cell of {cell.characters} characters sealed", said
    for each in ledger.under("weighing", Weighing).values():
        took = f"{each.p50_ms:.1f} ms, p99 {each.p99_ms:.1f}; hostile {each.hostile_ms:.0f}"
        yield f"assessment, {each.what}", took
        yield "making that ready", f"{each.load_s:.1f} s"


def service(ledger: Ledger) -> str | None:
    """The small things that need a service."""
    return table(("the service", ""), _service(ledger))


def _service(ledger: Ledger) -> Iterator[Sequence[str]]:
    if (start := ledger.get("start", Started)) is not None:
        yield "start to first poll, new database", f"{start.first_s:.2f} s"
        yield "start to first poll, later", f"{start.later_s:.2f} s"
        yield "processor time of that", f"{start.cpu_s or 0:.2f} s"
        yield "resident after the start", f"{start.resident_mib or 0:.0f} MiB"
    if (turned := ledger.get("rotation", Turning)) is not None:
        rate = f"{turned.seconds:.1f} s, {turned.keys / turned.seconds:,.0f} a second"
        yield f"master key turned over, {turned.keys:,} keys", rate
    if (listed := ledger.get("directory", Listing)) is not None:
        yield f"{listed.clinics:,} clinics taken in", f"{listed.import_s:.1f} s"
        yield "the nearest of them", f"{listed.p50_ms:.1f} ms, p99 {listed.p99_ms:.1f}"
    if (over := ledger.get("overtaking", Overtaking)) is not None:
        said = f"{over.before} before them, {over.first_ms:.0f} ms; all {over.all_ms / 1000:.1f} s"
        yield f"somebody in danger, behind {over.waiting:,}", said
    if (flood := ledger.get("flood", Flooding)) is not None:
        said = f"{flood.p99_ms:.0f} ms, quiet {flood.quiet_p99_ms:.0f}"
        yield f"{flood.others} others, p99 while one sends {flood.messages:,}", said
        yield "that one is answered, and told so", f"{flood.answered}, {flood.told}"
        yield "memory that it takes", f"{flood.grown_mib:.1f} MiB"


def soak(ledger: Ledger) -> str | None:
    """Soaks: what was sent in, what came out, what went wrong between."""
    head = ("soak", "minutes", "updates", "messages", "sent again", "faults", "MiB grown", "wrong")
    return table(
        head, (_soak(kind, each) for (kind,), each in ledger.under("soak", Soaked).items())
    )


def _soak(kind: str, soaked: Soaked) -> Sequence[str]:
    found, grew = soaked.account, soaked.growth
    return (
        *(kind, whole(soaked.seconds / 60), whole(found.updates), whole(found.messages)),
        *(whole(found.repeats), whole(sum(found.faults.values()))),
        "too short to tell" if grew is None else one(grew),
        ", ".join(found.wrong) or "nothing",
    )
