"""The tables of the road: loads, pace, bare SQL, replicas, and where the time goes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from tests.benchmarks.figures import Profile, Replicas, Roads, Sealed, Statements, Traffic
from tests.benchmarks.roads import AIOGRAM, AIOHTTP, HTTPX
from tests.benchmarks.stores import BOTH
from tests.benchmarks.tables.markdown import mid, one, table, two, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.benchmarks.figures import Bare
    from tests.benchmarks.ledger import Ledger

BOTS: Final = (*BOTH, HTTPX, AIOHTTP, AIOGRAM)
COSTLIEST: Final = 15
_OURS: Final = ("bot.", "handlers.", "storage.")


def roads(ledger: Ledger) -> str | None:
    """Every bot under every load: medians of rounds."""
    head = ("bot, Telegram's own time", "clients", "per s", "p50 ms", "p99 ms", "CPU ms", "DB ms")
    return table(head, _roads(ledger))


def _roads(ledger: Ledger) -> Iterator[Sequence[str]]:
    for (latency, clients), rounds in sorted(_by_load(ledger).items()):
        for bot in BOTS:
            taken = [each.bots[bot] for each in rounds if bot in each.bots]
            if taken:
                yield f"{bot}, {latency} ms", str(clients), *_traffic(taken)


def ratios(ledger: Ledger) -> str | None:
    """Ours against each echo: medians of the ratios within a round."""
    head = ("Telegram's own time, clients", "against", "rate", "CPU")
    return table(head, _ratios(ledger))


def _ratios(ledger: Ledger) -> Iterator[Sequence[str]]:
    for (latency, clients), rounds in sorted(_by_load(ledger).items()):
        for ours in BOTH:
            for echo in (HTTPX, AIOHTTP, AIOGRAM):
                both = [each.bots for each in rounds if {ours, echo} <= each.bots.keys()]
                pairs = [(bots[ours], bots[echo]) for bots in both]
                if pairs:
                    rate = mid(a.per_second / b.per_second for a, b in pairs)
                    cpu = mid((a.cpu_ms + a.database_cpu_ms) / b.cpu_ms for a, b in pairs)
                    said = f"{ours}, {latency} ms, {clients}"
                    yield said, echo.removeprefix("echo, "), two(rate), f"{cpu:.1f} times"


def _by_load(ledger: Ledger) -> Mapping[tuple[int, int], Sequence[Roads]]:
    found: dict[tuple[int, int], list[Roads]] = defaultdict(list)
    for (latency, clients, _), each in ledger.under("roads", Roads).items():
        found[int(latency), int(clients)].append(each)
    return found


def _traffic(taken: Sequence[Traffic]) -> Iterator[str]:
    yield whole(mid(each.per_second for each in taken))
    for what in ("p50_ms", "p99_ms", "cpu_ms", "database_cpu_ms"):
        yield one(mid(getattr(each, what) for each in taken))


def pace(ledger: Ledger) -> str | None:
    """At thirty a second: medians of rounds."""
    found: dict[tuple[str, int], list[Traffic]] = defaultdict(list)
    for (kind, latency, _), each in ledger.under("pace", Traffic).items():
        found[kind, int(latency)].append(each)
    head = ("at Telegram's pace, its own time", "per s", "p50 ms", "p99 ms", "CPU ms", "DB ms")
    rows = ((f"{kind}, {ms} ms", *_traffic(taken)) for (kind, ms), taken in sorted(found.items()))
    return table(head, rows)


def sql(ledger: Ledger) -> str | None:
    """The same statements bare: medians of rounds, and of the ratios within one."""
    head = ("64 clients", "per s", "CPU ms", "the road against it", "statements", "commits", "same")
    return table(head, _sql(ledger))


def _sql(ledger: Ledger) -> Iterator[Sequence[str]]:
    for kind in BOTH:
        rounds = [each for (of, _), each in ledger.under("sql", Statements).items() if of == kind]
        if not rounds:
            continue
        roads = [each.durable for each in rounds]
        cpu = mid(each.cpu_ms + each.database_cpu_ms for each in roads)
        rate = whole(mid(each.per_second for each in roads))
        yield f"{kind}, the road", rate, one(cpu), *[""] * 4
        plain = [(each.durable, each.plain) for each in rounds]
        yield f"{kind}, its SQL as SQLAlchemy comes", *_bare(plain)
        ours = [(each.durable, each.ours) for each in rounds if each.ours is not None]
        if ours:
            yield f"{kind}, its SQL on our connection", *_bare(ours)


def _bare(pairs: Sequence[tuple[Traffic, Bare]]) -> Iterator[str]:
    yield whole(mid(bare.per_second for _, bare in pairs))
    yield one(mid(bare.cpu_ms for _, bare in pairs))
    yield two(mid(road.per_second / bare.per_second for road, bare in pairs))
    yield one(mid(bare.statements / bare.updates for _, bare in pairs))
    yield one(mid(bare.writing / bare.updates for _, bare in pairs))
    yield "yes" if all(bare.same for _, bare in pairs) else "no"


def replicas(ledger: Ledger) -> str | None:
    """One replica and more: medians of rounds."""
    found: dict[int, list[Replicas]] = defaultdict(list)
    for each in ledger.under("replicas", Replicas).values():
        found[each.replicas].append(each)
    head = ("replicas", "per s", "p50 ms", "p99 ms", "CPU ms", "DB ms", "cores in use")
    rows = (
        (
            str(many),
            *_traffic([each.traffic for each in taken]),
            two(mid(each.busy for each in taken)),
        )
        for many, taken in sorted(found.items())
    )
    return table(head, rows)


def profile(ledger: Ledger) -> str | None:
    """Where the processor time goes: packages, and the costliest functions of ours."""
    tables = [table((f"{kind}", "of the time"), _profile(ledger, kind)) for kind in BOTH]
    sealed = ledger.get("sealed", Sealed)
    if sealed is not None:
        said = f"{sealed.cells:.1f} cells an update, {sealed.cpu_us:.0f} µs"
        tables.append(table(("sealing", "of the time"), [(said, f"{sealed.share:.1%}")]))
    return "\n\n".join(each for each in tables if each is not None) or None


def _profile(ledger: Ledger, kind: str) -> Iterator[Sequence[str]]:
    found = ledger.get(f"profile/{kind}", Profile)
    if found is None:
        return
    for room, share in _costliest(found.rooms):
        yield f"in {room} itself", f"{share:.0%}"
    ours = {name: share for name, share in found.within.items() if name.startswith(_OURS)}
    for name, share in _costliest(ours):
        yield f"`{name}` and below", f"{share:.0%}"


def _costliest(shares: Mapping[str, float]) -> Sequence[tuple[str, float]]:
    return sorted(shares.items(), key=lambda one: -one[1])[:COSTLIEST]
