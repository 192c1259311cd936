from __future__ import annotations

from dataclasses import replace

from tests.benchmarks.ledger import Ledger
from tests.benchmarks.page import printed
from tests.benchmarks.worker import INSIDE
from tests.soak.run import TELLING, Size, soak, told


async def test_seconds_of_it_are_accounted_for() -> None:
    inside = INSIDE.set(True)
    heard: list[str] = []
    soaked = await soak(Size(seconds=2, rate=20, clients=4, patience=2, every=0.5), heard.append)
    INSIDE.reset(inside)
    assert soaked.account.wrong == {}
    assert soaked.account.updates > 6
    assert soaked.account.messages > 6
    assert soaked.growth is None, "too short to tell"
    assert soaked.clean
    assert len(heard) == 3

    leaking = replace(soaked, seconds=TELLING, resident_mib=[float(10 * n) for n in range(40)])
    assert leaking.growth == 200
    assert not leaking.clean
    flat = replace(leaking, resident_mib=[100.0] * 40)
    assert flat.clean
    assert not replace(flat, account=replace(flat.account, wrong={"messages lost": 1})).clean
    assert told(flat)[-1] == "wrong: nothing"
    ledger = Ledger()
    ledger.put("soak/SQLite", flat)
    assert "| nothing |" in printed(ledger)
