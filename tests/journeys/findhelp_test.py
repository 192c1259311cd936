"""Finding treatment on the whole service: what FindTreatment.gov learns, and what stays where."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from tests.handlers.findtreatment.site import Site, a_site
from tests.journeys.client import meet, settled
from tests.journeys.house import a_house

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TOWN = "Coeur d'Alene, Idaho"
PLACE = b"Coeur"


async def test_the_site_learns_roughly_where_and_nobody_else_learns_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with capture_logs() as logged:
        async with (
            a_site(Site(status=500)) as site,
            a_house(tmp_path, directory=site.url) as house,
        ):
            ana = meet(house, "en")
            await settled(ana, "en")
            await ana.say("/findhelp")
            await ana.say(TOWN)
            assert site.asked == []
            await ana.tap("Yes, ask it")
            site.status = 200
            await ana.tap("Ask again")
            shown = house.tg.chat(ana.id)[-1].text
    assert "Nothing that fits is listed" in shown, "Portland is far from there"
    assert [asked["sAddr"] for asked in site.asked] == ["47.7,-116.8"] * 2
    assert {"event": "failed", "what": "directory", "error": "NotAnswered"}.items() <= next(
        one.items() for one in logged if one.get("what") == "directory"
    )
    told = repr(logged) + caplog.text
    assert all(word not in told for word in ("Coeur", "47.7", "116.8"))
    assert holding(tmp_path) == []


def holding(folder: Path) -> list[str]:
    """Name the files that the place stands in."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return [file.name for file in files if PLACE in file.read_bytes()]
