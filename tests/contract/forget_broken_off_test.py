"""An erasure broken off at every call to the store: all of a client is there, or nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.arrival import Command, Wrote
from bot.care import Telling
from tests.bot.services.alerts.watch import agree, rota
from tests.bot.services.counsel.desk import cared_for, shares
from tests.bot.services.room import ANN, BEN, DANA

if TYPE_CHECKING:
    from tests.contract.breaking import Deeds


@pytest.mark.parametrize("place", ["memory", "sqlite"], indirect=True)
async def test_a_client_goes_whole_wherever_it_breaks_off(deeds: Deeds) -> None:
    room = deeds.room
    await room.counselor()
    await rota(room, DANA)
    client = await cared_for(room, ANN, "Blue scarf")
    await cared_for(room, BEN, "Green coat")
    await shares(room)
    await agree(room, telling=Telling.ALWAYS)
    await room.write("up for breakfast with the kids")
    await room.tap("A goal")
    await room.happen(Wrote("i want to kill myself tonight"), ANN, deliver=False)
    await deeds.happens(Command("forgetme"), ANN)
    await deeds.taps(ANN, "Forget everything", "Yes, forget everything")
    async with deeds.store.works() as work:
        assert await work.clients.get(client) is None
        assert await work.clients.by_chat(ANN) is None
        assert await work.clients.by_chat(BEN) is not None
        assert not await work.words.of(client)
    (farewell,) = room.texts(ANN)
    assert farewell.startswith("It's gone.")
    assert [text.split()[0] for text in room.texts(DANA)] == ["Alert:", "Blue", "Blue"]
