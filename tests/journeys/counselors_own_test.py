"""What is a counselor's own: a weekly overview, a rehearsal; and what a suspension ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.services.enrol.counselors import suspend
from tests.journeys.practice import LABEL, Practice, a_practice

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

WORK = ZoneInfo("America/New_York")


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    async with a_practice(tmp_path) as running:
        yield running


async def test_the_overview_comes_weekly_as_work_begins_if_it_is_asked_for(
    practice: Practice,
) -> None:
    dana = practice.dana
    await practice.client()
    await dana.say("/settings")
    await dana.tap("Weekly overview: Only when I ask")
    await dana.tap("Thursday")
    await practice.house.live_to(practice.house.clock.now() + timedelta(days=12))
    came = [
        seen.date.astimezone(WORK).strftime("%m-%d %H:%M")
        for seen in practice.house.tg.chat(dana.id)
        if seen.text.startswith("The last two weeks")
    ]
    assert came == ["03-05 09:00", "03-12 09:00"]


async def test_a_rehearsal_is_marked_throughout_and_keeps_nothing(practice: Practice) -> None:
    dana, house = practice.dana, practice.house
    await practice.client()
    before, planned = await practice.cares(dana), await house.next_prompt()
    await dana.say("/rehearse")
    shown = await dana.tap("A look back at the week")
    for label in ("Good", "Skip"):
        shown += await dana.tap(label)
    shown += await dana.tap("End the rehearsal")
    said = [one.text for one in shown if one.kind == "message"]
    assert said
    assert all("Rehearsal" in text or "rehearsal" in text for text in said)
    assert await practice.cares(dana) == before
    assert await house.next_prompt() == planned
    async with house.service.house.works() as work:
        assert await work.clients.by_chat(dana.id) is None


async def test_a_suspension_shuts_every_key_and_leaves_the_clients_in_peace(
    practice: Practice,
) -> None:
    dana, house = practice.dana, practice.house
    robin, link = await practice.client(), await practice.link("Green hat")
    await practice.card()
    counselor = await practice.counselor(dana)
    async with house.service.house.works() as work:
        await suspend(work, counselor.id, suspended=True)
    for deed in (dana.tap("Templates"), dana.say("/clients"), dana.say(LABEL)):
        (said,) = await deed
        assert said.text.startswith("This account is suspended.")
    (said,) = await robin.open(link)
    assert said.text.startswith("You're connected with Dana already")
    came, checkin = await practice.had(robin)
    assert (came.hour, checkin) == (18, "importance")
