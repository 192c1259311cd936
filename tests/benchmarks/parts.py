"""The parts of `make bench`: each can be measured by itself, `--only NAME`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from tests.benchmarks import idle, pace, profiling, replicas, roads, single, sql, year
from tests.benchmarks.stores import POSTGRESQL, SQLITE
from tests.benchmarks.timetable import knocks, prompts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.benchmarks.ledger import Ledger


class Measures(Protocol):
    """Measures what the ledger lacks of one part."""

    async def __call__(self, ledger: Ledger, tell: Callable[[str], None]) -> None:
        """Measure; `tell` hears what is being done."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """One part."""

    names: tuple[str, ...]
    """What its figures' names begin with."""
    measures: Measures
    quick: Measures
    """The same in seconds: shows that measuring works, not what anything costs."""


_QUICK: Final = single.Size(
    paths=3, cells=9, messages=9, keys=9, starts=0, listed=(50, 5), waiting=9, flood=200
)

PARTS: Final[Mapping[str, Part]] = {
    "roads": Part(
        ("roads",),
        partial(roads.measure, roads.Size()),
        partial(
            roads.measure,
            roads.Size(latencies=(5,), loads=((3, 1),), rounds=1, kinds=(SQLITE,)),
        ),
    ),
    "pace": Part(
        ("pace",),
        partial(pace.measure, pace.Size()),
        partial(
            pace.measure,
            pace.Size((0,), rate=20, seconds=0.5, clients=3, rounds=1, kinds=(POSTGRESQL,)),
        ),
    ),
    "sql": Part(
        ("sql",),
        partial(sql.measure, sql.Size()),
        partial(sql.measure, sql.Size(clients=3, checkins=1, rounds=1)),
    ),
    "replicas": Part(
        ("replicas",),
        partial(replicas.measure, replicas.Size()),
        partial(replicas.measure, replicas.Size(clients=3, checkins=1, rounds=1, warm_up=0)),
    ),
    "prompts": Part(
        ("prompts", "reckoned"),
        partial(prompts.measure, prompts.Size()),
        partial(prompts.measure, prompts.Size(few=10, rounds=1, many=20, kinds=(SQLITE,))),
    ),
    "idle": Part(
        ("idle",),
        partial(idle.measure, idle.Size()),
        partial(idle.measure, idle.Size(few=5, clients=(10,), starts=1, settle_s=0)),
    ),
    "year": Part(
        ("year",),
        partial(year.measure, year.Size()),
        partial(year.measure, year.Size(clients=2, checkins=2)),
    ),
    "knocks": Part(
        ("planning", "knocks"),
        partial(knocks.measure, knocks.Size()),
        partial(knocks.measure, knocks.Size(planned=50, idle=500, due=(2, 20))),
    ),
    "profile": Part(
        ("profile", "sealed"),
        partial(profiling.measure, profiling.Size()),
        partial(profiling.measure, profiling.Size(clients=3, checkins=1, kinds=(SQLITE,))),
    ),
    "alone": Part(
        ("alone", "weighing"),
        partial(single.alone, single.Size()),
        partial(single.alone, _QUICK),
    ),
    "service": Part(
        ("start", "rotation", "directory", "overtaking", "flood"),
        partial(single.service, single.Size()),
        partial(single.service, _QUICK),
    ),
}
"""By name, in the order in which they are measured."""
