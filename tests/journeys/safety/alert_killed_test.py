"""Killed as an alert leaves, and again before its reminder, the service brings both."""

from __future__ import annotations

from datetime import timedelta
from signal import SIGKILL
from typing import TYPE_CHECKING

from bot.care import Care, Telling
from bot.opening import open_store
from bot.people import Client, ClientId, Counselor, CounselorId, Standing
from tests.journeys.kill_journey import place
from tests.journeys.kill_telegram import Watch
from tests.journeys.kill_test import strike

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.kill_journey import Place
    from tests.journeys.kill_life import Home

ANN, DANA = ClientId("a" * 32), CounselorId("d" * 32)


async def agreed(home: Home, ann: int, dana: int) -> None:
    """Keep a counselor on the rota, and a client who agreed that they are always told."""
    store = open_store(home.config)
    await store.migrate()
    now = home.clock.now()
    async with store.works() as work:
        counselor = Counselor(DANA, dana, now, "Dana", zone="America/New_York", settled=True)
        await work.counselors.add(counselor)
        await work.clients.add(
            Client(ANN, ann, now, standing=Standing.ACTIVE, consent="1", zone="America/New_York")
        )
        await work.cares.put(Care(ANN, DANA, "Blue scarf", now, telling=Telling.ALWAYS))
        await work.rota.set([DANA])
    await store.close()


def alerts(here: Place, dana: int) -> list[str]:
    return [seen.text for seen in here.tg.chat(dana) if "Alert: Blue scarf" in seen.text]


async def test_an_alert_and_its_reminder_outlast_every_kill(tmp_path: Path) -> None:
    async with place(tmp_path / "alert") as here:
        ann, dana = here.tg.add_person("Ann").id, here.tg.add_person("Dana").id
        await agreed(here.home, ann, dana)
        await here.tg.say(dana, "/start")
        await here.tg.say(ann, "/start")
        life = here.live()
        await here.settle()
        here.watch.tell = strike(life, "sendMessage", 1)
        await here.tg.say(ann, "i am going to kill myself tonight")
        assert await life.ended() == -SIGKILL
        here.watch.tell = Watch().tell
        life = here.live()
        await here.settle()
        assert alerts(here, dana)
        assert any("988" in seen.text for seen in here.tg.chat(ann))
        told = len(alerts(here, dana))
        life.kill()
        await life.ended()
        here.clock.shift(timedelta(minutes=15))
        here.live()
        await here.until("SELECT count(*) > 1 FROM episode_entries WHERE counselor IS NOT NULL")
        await here.settle()
        assert len(alerts(here, dana)) > told
        assert "Once more" in alerts(here, dana)[-1]
