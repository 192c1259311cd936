"""A client of long is invited: to connect with somebody, or to move to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.client import meet, settled
from tests.journeys.practice import LABEL, Practice, a_practice, link_in, operators_link, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    async with a_practice(tmp_path) as running:
        yield running


async def test_who_was_here_alone_connects_and_keeps_what_was_planned(practice: Practice) -> None:
    robin = meet(practice.house)
    await settled(robin)
    before = await practice.occurrences(robin)
    await robin.open(await practice.link())
    for option in ("private", "leave"):
        await robin.choose(option)
    assert await practice.occurrences(robin) == before
    assert set(await practice.cares(practice.dana)) == {LABEL}
    await robin.say("/sharing")
    await robin.tap("Leave Dana")
    await robin.tap_twice("Leave Dana")
    assert await practice.cares(practice.dana) == {}
    await practice.dana.look()
    gone = [text for text in practice.dana.texts() if "no longer connected" in text]
    assert gone == [f"{LABEL} is no longer connected."]
    assert await practice.occurrences(robin) == before


async def test_who_moves_is_with_one_counselor_at_a_time(practice: Practice) -> None:
    dana, eli = practice.dana, meet(practice.house, name="Eli")
    await settle(eli, await operators_link(practice.house, "Eli"))
    robin = await practice.client()
    before = await practice.occurrences(robin)
    await eli.say("/invite")
    await eli.say("Red boots")
    await eli.tap("Confirm and make the link")
    await robin.open(link_in(eli))
    await robin.choose("stay")
    assert set(await practice.cares(dana)) == {LABEL}
    await robin.open(link_in(eli))
    for option in ("share", "tell"):
        await robin.choose(option)
    await dana.look()
    await eli.look()
    assert await practice.cares(dana) == {}
    assert set(await practice.cares(eli)) == {"Red boots"}
    assert dana.texts()[-1] == f"{LABEL} is no longer connected."
    assert eli.texts()[-1] == "Red boots has accepted your invitation."
    assert not [text for text in eli.texts() if LABEL in text or "Dana" in text]
    assert await practice.occurrences(robin) == before


async def test_an_invitation_in_spanish_is_opened_in_spanish(practice: Practice) -> None:
    robin = meet(practice.house)
    await robin.open(await practice.link("Bota roja", "In their language: English"))
    assert "Dana te invita" in robin.texts()[-1]
    for option in ("on", "read", "yes", "private", "leave", "us", "america-new-york", "22-08"):
        await robin.choose(option)
    await robin.say("viernes a las 8 de la noche")
    await robin.say("/stop")
    assert (await practice.person(robin)).locale == "es"
    came, checkin = await practice.had(robin, "Es la hora de tu charla.", "Empezar")
    assert (came.date().isoformat(), came.hour, checkin) == ("2026-03-03", 18, "importance")
    assert practice.dana.texts()[-1] == "Bota roja has accepted your invitation."
