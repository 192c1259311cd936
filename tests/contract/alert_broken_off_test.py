"""An alert broken off at every call to the store: nobody is told by halves, and nobody twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Wrote
from bot.care import Telling
from bot.ports import Timer, TimerKind
from bot.services.alerts import climbing
from bot.services.visit import Visit
from tests.bot.services.alerts.watch import agree, marks, rota
from tests.bot.services.counsel.desk import cared_for
from tests.bot.services.room import ANN, DANA, ELI

if TYPE_CHECKING:
    from tests.contract.breaking import Deeds


@pytest.mark.parametrize("place", ["memory", "sqlite"], indirect=True)
async def test_an_alert_is_told_once_and_whole_wherever_it_breaks_off(deeds: Deeds) -> None:
    room = deeds.room
    await room.counselor()
    await room.counselor("Eli", ELI)
    await rota(room, DANA, ELI)
    client = await cared_for(room, ANN, "Blue scarf")
    await agree(room, telling=Telling.ALWAYS)
    await deeds.happens(Wrote("i want to kill myself tonight"), ANN)
    async with deeds.store.works() as work:
        (episode,) = await work.episodes.of(client)
    assert await marks(room, episode.id) == ["began", "told Dana"]
    assert len(room.texts(DANA)) == 1

    async def due() -> None:
        async with deeds.store.works() as work:
            ann, now = await work.clients.get(client), room.clock.now()
            assert ann is not None
            timer = Timer(f"alert:{episode.id}", client, TimerKind.ALERT, now)
            await climbing.due(Visit(room.house, work, ann, now), timer)

    room.clock.at += timedelta(minutes=15)
    await deeds.at_every_call(due)
    assert (await marks(room, episode.id))[2:] == ["reminded Dana"]
    await deeds.taps(DANA, "Couldn't reach them")
    await room.tap("I'm on it", ELI)
    await deeds.taps(ELI, "Reached them")
    assert (await marks(room, episode.id))[3:] == [
        "not reached Dana", "told Eli", "taken Eli", "reached Eli",
    ]  # fmt: skip
    assert len([text for text in room.texts(ELI) if text.startswith("Alert: ")]) == 1
