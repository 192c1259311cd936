from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console

from tests.benchmarks.crowd import LENGTH
from tests.benchmarks.run import QUICK, run
from tests.benchmarks.table import show

if TYPE_CHECKING:
    from tests.benchmarks.figures import Figures


async def test_a_short_run_gives_every_figure_and_every_update_its_one_reply() -> None:
    told: list[str] = []
    figures = await run(QUICK, told.append)
    clients, checkins = QUICK.crowd
    ((alone, once),) = QUICK.loads

    assert [traffic.updates for traffic in figures.loads] == [alone * once * LENGTH]
    assert len(figures.rounds) == QUICK.rounds
    for one in figures.rounds:
        assert one.durable.updates == one.echo.updates == one.bare.updates
        assert one.durable.updates == clients * checkins * LENGTH
        assert one.bare.same
        assert one.plain.same, "the statements left another outbox behind than the service did"
        # at the least, an update is done and its reply taken up, sent and counted
        assert one.bare.statements >= 4 * one.bare.updates
        assert 0 < one.bare.writing <= one.bare.transactions
    measured = [
        *figures.loads,
        *(road for one in figures.rounds for road in (one.durable, one.echo)),
    ]
    for traffic in measured:
        assert traffic.replies == traffic.updates
        assert 0 < traffic.p50_ms <= traffic.p99_ms
        assert min(traffic.seconds, traffic.cpu_ms, traffic.telegram_cpu_ms) > 0
    assert figures.pure.calls > 0
    assert figures.weighing[0].what == "rules alone"
    for weighed in figures.weighing:
        assert weighed.messages == QUICK.messages
        assert 0 < weighed.p50_ms <= weighed.p99_ms
        assert min(weighed.hostile_ms, weighed.load_s) > 0
    assert min(figures.pure.step_us, figures.pure.render_us) > 0
    assert min(figures.started.first_s, figures.started.later_s) > 0
    assert told
    assert figures.overtaking.before <= figures.overtaking.waiting == QUICK.waiting
    assert figures.overtaking.first_ms > 0

    flood = figures.flooding
    assert flood.messages == QUICK.flood
    assert 90 <= flood.answered < 100
    assert flood.told == 1
    assert flood.written >= flood.others
    assert 0 < flood.quiet_p50_ms <= flood.quiet_p99_ms
    assert 0 < flood.p50_ms <= flood.p99_ms

    kept(figures)

    times = figures.timetable
    assert times.planning.next_us > 0
    assert times.planning.preview_us > times.planning.next_us
    assert [(one.idle, one.due) for one in times.knocks if one.due != one.woken] == []
    assert {one.way for one in times.knocks} == {"Stillwater", "APScheduler"}
    for drain in times.drains:
        assert drain.sent == drain.due == QUICK.timetable.drained
        assert drain.p50_s <= drain.p99_s <= drain.worst_s
    assert times.weight.prompt_bytes > 0
    assert times.weight.enrolled_bytes > 0

    page = StringIO()
    show(figures, Console(file=page, width=80))
    assert "…" not in page.getvalue()
    assert "from update to reply" in page.getvalue()
    assert json.loads(json.dumps(figures.as_json()))["rounds"][0]["durable"]["per_second"] > 0


def kept(figures: Figures) -> None:
    """Look at what keeping cost: what is sealed, and the directory."""
    assert min(figures.sealing.close_us, figures.sealing.open_us) > 0
    assert figures.sealed.cells > 1
    assert 0 < figures.sealed.share < 1
    assert figures.turning.keys == QUICK.keys
    assert figures.turning.seconds > 0
    assert figures.listing.clinics == QUICK.listed[0]
    assert 0 < figures.listing.p50_ms <= figures.listing.p99_ms
    assert figures.listing.import_s > 0
