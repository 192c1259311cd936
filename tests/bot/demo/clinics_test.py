"""The pretend FindTreatment.gov speaks as the real one does, and says that it pretends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.demo import config
from bot.demo.clinics import a_directory
from bot.treatment.clinic import Ask, Service, Source, Wanted
from handlers.findtreatment.client import FindTreatment
from tests.bot.treatment.clinics import PORTLAND

if TYPE_CHECKING:
    from pathlib import Path


async def test_it_lists_made_up_places_around_anywhere() -> None:
    async with a_directory() as url, FindTreatment(url) as directory:
        every = await directory.find(Ask(PORTLAND))
        use = await directory.find(Ask(PORTLAND, wanted=Wanted(Service.SUBSTANCE_USE)))
        mind = await directory.find(Ask(PORTLAND, wanted=Wanted(Service.MENTAL_HEALTH)))
        bare = Wanted(Service.SUBSTANCE_USE, medication=True, language="es")
        filtered = await directory.find(Ask(PORTLAND, wanted=bare))
        state = await directory.find(Ask(region="OR"))
    assert all("(made up)" in one.name and one.phone.startswith("555-01") for one in every)
    assert set(use) | set(mind) == set(every)
    assert filtered
    assert {one.name for one in filtered} < {one.name for one in use}
    assert {one.region for one in state} == {"OR"}


def test_the_demo_asks_nobody_else(tmp_path: Path) -> None:
    here = config(tmp_path, "http://127.0.0.1:8080").directory
    assert here.url == "http://127.0.0.1:8080/findtreatment"
    assert here.source_in("us") is Source.FINDTREATMENT
