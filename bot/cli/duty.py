"""What the doctor says of duties: who answers alerts, who is told, and what is not being done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.care import Telling
from bot.cli.failing import ASIDE, failing
from bot.cli.found import Finding
from bot.cli.night import NIGHT, night
from bot.errors import StillwaterError
from bot.opening import open_store, sqlite_file, urls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.config import Config
    from bot.ports import Work

ROTA: Final = "rota"
OPERATORS: Final = "operators"


async def duty(config: Config, now: datetime) -> list[Finding]:
    """Look at these in a store that opens; else say that it comes first."""
    store = None
    try:
        if not all(file is None or file.exists() for file in map(sqlite_file, urls(config))):
            return list(_unseen())
        store = open_store(config)
        if await store.pending():
            return list(_unseen())
        async with store.works() as work:
            return [
                await _rota(work),
                await _operators(work),
                await failing(work),
                await night(work, now),
            ]
    except StillwaterError:
        return list(_unseen())
    finally:
        if store is not None:
            await store.close()


async def _rota(work: Work) -> Finding:
    """Look whether somebody answers; nobody is refused as soon as a client counts on it."""
    line = [await work.counselors.get(one) for one in await work.rota.all()]
    reached = [one for one in line if one is not None and one.reachable]
    if reached:
        return Finding(ROTA, f"alerts are told to the client's counselor, then to {len(reached)}")
    tellings = [
        care.telling
        for one in await work.counselors.all()
        for care in await work.cares.clients_of(one.id)
    ]
    who = "nobody on it can be reached" if line else "empty: nobody is alerted of anything"
    if agreed := tellings.count(Telling.ALWAYS):
        says = f"{who}, and {agreed} clients agreed that somebody always is; `rota set` names them"
        return Finding(ROTA, says, well=False)
    return Finding(ROTA, f"{who}, and clients read that; `rota set` names who answers", None)


async def _operators(work: Work) -> Finding:
    known = len(await work.operators.all())
    if known:
        return Finding(OPERATORS, f"{known} told when an alert stays unopened")
    says = "none: nobody learns when an alert stays unopened; `operator invite` links a chat"
    return Finding(OPERATORS, says, None)


def _unseen() -> Iterator[Finding]:
    for what in (ROTA, OPERATORS, ASIDE, NIGHT):
        yield Finding(what, "not looked at: the database comes first", None)
