"""An alert over HTTP: a counselor who does not answer, one who does, and an operator who learns."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.services.enrol import operators
from tests.journeys.client import Client, meet
from tests.journeys.inside import look
from tests.journeys.practice import LABEL, Practice, a_practice, operators_link, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

QUARTER: Final = timedelta(minutes=15)
WORDS: Final = "i am going to kill myself tonight"
AGREES: Final = (
    "on", "read", "yes", "private", "leave", "always", "yes",
    "us", "america-new-york", "22-08", "fri-20-00",
)  # fmt: skip


@dataclass(slots=True)
class Watch:
    """A practice with a rota of two, an operator, and a client who agreed to be told of."""

    practice: Practice
    eli: Client
    olga: Client
    robin: Client

    async def pass_(self, time: timedelta) -> None:
        """Let time go by, and everybody look."""
        await self.practice.house.live_to(self.practice.house.clock.now() + time)
        for phone in (self.practice.dana, self.eli, self.olga, self.robin):
            await phone.look()


@asynccontextmanager
async def a_watch(folder: Path, store: str = "") -> AsyncIterator[Watch]:
    """Let everybody be there, each by their own link."""
    async with a_practice(folder, store) as practice:
        house, here = practice.house, practice.house.service.house
        eli, olga, robin = meet(house, name="Eli"), meet(house, name="Olga"), meet(house)
        await settle(eli, await operators_link(house, "Eli"))
        first, second = await practice.counselor(practice.dana), await practice.counselor(eli)
        async with here.works() as work:
            await work.rota.set([first.id, second.id])
            code, _ = await operators.invite(work, "", house.clock.now())
        await olga.open(here.link(code))
        await robin.open(await practice.link())
        for option in AGREES:
            await robin.choose(option)
        await robin.say("/stop")
        yield Watch(practice, eli, olga, robin)


async def waits(watch: Watch, *, unattended: int, open_: int = 1) -> None:
    """Hold what whoever runs the service sees of the alert to what is so, and to no more."""
    seen = await look(watch.practice.house.service)
    assert seen.figure("alerts", state="open") == open_
    assert seen.figure("alerts", state="unattended") == unattended
    waited = seen.figure("alerts_oldest_seconds", state="unattended")
    assert 0 <= waited <= (QUARTER * 5).total_seconds() * unattended
    assert seen.figure("episodes", state="open") == 1
    assert seen.unknown == set()
    assert WORDS.encode() not in seen.said


async def test_unanswered_it_goes_on_to_the_next_and_to_the_operator(tmp_path: Path) -> None:
    async with a_watch(tmp_path) as watch:
        dana, robin = watch.practice.dana, watch.robin
        await robin.say(WORDS)
        assert any(text.startswith("Thank you for writing that.") for text in robin.texts())
        await dana.look()
        assert dana.texts()[-1].startswith(f"Alert: {LABEL}, Monday March 2,")
        assert f"They wrote:\n“{WORDS}”" in dana.texts()[-1]
        await watch.pass_(QUARTER)
        assert dana.texts()[-1].startswith("Once more, since nobody has said that they are on it.")
        assert not any("Alert" in text for text in watch.eli.texts())
        await watch.pass_(QUARTER)
        assert watch.eli.texts()[-1].startswith(f"Alert: {LABEL}, Monday March 2,")
        assert robin.texts()[-1].startswith("Word is sent to Eli,")
        await watch.pass_(QUARTER * 2)
        await waits(watch, unattended=1)
        assert watch.olga.texts()[-1].startswith("An alert is open and nobody has said")
        assert LABEL not in " ".join(watch.olga.texts())
        assert WORDS not in " ".join(watch.olga.texts())


async def test_on_it_and_reached_are_read_by_the_client_and_end_it(tmp_path: Path) -> None:
    async with a_watch(tmp_path) as watch:
        dana, robin = watch.practice.dana, watch.robin
        await robin.say(WORDS)
        await dana.look()
        await dana.tap("Seen")
        await robin.look()
        assert robin.texts()[-1].startswith("Dana has seen it.")
        await waits(watch, unattended=1)
        await dana.tap("I'm on it")
        await waits(watch, unattended=0)
        await robin.look()
        assert robin.texts()[-1].startswith("Dana is on it, and means to be in touch with you.")
        await watch.pass_(timedelta(minutes=50))
        assert not any("Alert" in text for text in watch.eli.texts())
        await dana.tap("Reached them")
        await robin.look()
        assert robin.texts()[-1] == "Dana has noted that the two of you are in touch."
        await waits(watch, unattended=0, open_=0)
        await watch.pass_(timedelta(hours=3))
        assert not any("Alert" in text for text in watch.eli.texts())
        assert not any("nobody has said" in text for text in watch.olga.texts())
        (listed,) = await dana.say("/alerts")
        assert listed.text.startswith("No alert is open.")
