"""A counselor's own check-in, over HTTP: a file is sent, published, answered and withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.demo.telegram.faults import Broken
from tests.journeys.practice import LABEL, Practice, a_practice
from tests.own.hostile import FILES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.own import Own

OWN = Path(__file__).parent.parent / "own"
SLEEP, AGAIN = ((OWN / f"{name}.toml").read_bytes() for name in ("sleep", "sleep-again"))
TITLE = "Sleep · from Dana"


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    async with a_practice(tmp_path) as running:
        yield running


async def send(practice: Practice, content: bytes, name: str = "sleep.toml") -> str:
    """Let the counselor send a file; give what comes of it."""
    await practice.house.tg.send_document(practice.dana.id, name, content)
    return (await practice.dana.look())[-1].text


async def owns(practice: Practice) -> list[Own]:
    """Give the counselor's own check-ins."""
    counselor = await practice.counselor(practice.dana)
    async with practice.house.service.house.works() as work:
        return list(await work.owns.by(counselor.id))


async def publish(practice: Practice) -> None:
    await send(practice, SLEEP)
    for label in ("Publish to …", LABEL, "Save: 1 ticked"):
        await practice.dana.tap(label)


async def test_from_a_file_to_a_clients_answer_and_back_out(practice: Practice) -> None:
    robin, dana = await practice.client(), practice.dana
    await publish(practice)
    await robin.say("/checkin")
    await robin.tap(TITLE)
    assert "Is this a new version of it" in await send(practice, AGAIN)
    await dana.tap("A new version")
    assert robin.texts()[-1] == "How was last night?"
    await robin.tap("7")
    await robin.say("dark and quiet")
    assert robin.texts()[-1].startswith("“dark and quiet”. That's yours.")
    assert not any("dark and quiet" in text for text in dana.texts())
    await dana.tap("Withdraw")
    await dana.tap("Withdraw")
    await robin.say("/checkin")
    assert TITLE not in practice.house.tg.chat(robin.id)[-1].labels
    (mirror,) = await robin.say("/mirror")
    assert "dark and quiet" in mirror.text


async def test_a_plan_of_it_comes_when_it_is_due(practice: Practice) -> None:
    robin, dana = await practice.client(), practice.dana
    await publish(practice)
    await practice.card()
    for label in ("New plan", "Check-ins"):
        await dana.tap(label)
    while "Sleep" not in practice.house.tg.chat(dana.id)[-1].labels:
        await dana.tap("More")
    await dana.tap("Sleep")
    while "✓ A look back at the week" not in practice.house.tg.chat(dana.id)[-1].labels:
        await dana.tap("More")
    for label in ("✓ A look back at the week", "Done", "See what it sends", "Save"):
        await dana.tap(label)
    (own,) = await owns(practice)
    came, had = await practice.had(robin)
    if had != own.name:  # the plan they began with comes on another day
        came, had = await practice.had(robin)
    assert (came.isoweekday(), came.hour, had) == (2, 18, own.name)
    await robin.tap("Open")
    assert any("“Sleep · from Dana”" in text for text in robin.texts())


async def test_hostile_files_are_answered_while_others_go_on(practice: Practice) -> None:
    robin = await practice.client()
    for name, content in FILES.items():
        if content:  # Telegram takes no empty file
            assert await send(practice, content), name
        await robin.say("/help")
    assert practice.house.service.processor.depth == 0
    person = await practice.person(robin)
    async with practice.house.service.house.works() as work:
        assert list(await work.inbox.set_aside()) == []
        assert list(await work.owns.published(person.id)) == []


@pytest.mark.parametrize("name", ["holiday.png", "sleep.toml.zip"])
async def test_what_is_no_text_is_not_asked_for(practice: Practice, name: str) -> None:
    assert "ends in .toml" in await send(practice, b"x", name)
    assert practice.house.tg.calls["getFile"] == 0


async def test_a_file_telegram_cannot_give_is_asked_for_again(practice: Practice) -> None:
    practice.house.tg.faults.plan(Broken(500), "getFile")
    assert "Would you send it once more?" in await send(practice, SLEEP)
    assert "is kept" in await send(practice, SLEEP)


async def test_one_written_here_is_asked_of_a_client(practice: Practice) -> None:
    robin, dana = await practice.client(), practice.dana
    await dana.say("/checkins new")
    await dana.say("Evenings")
    await dana.say("What does a good evening look like?")
    await dana.tap("In their own words")
    await dana.tap("Done")
    for label in ("Publish to …", LABEL, "Save: 1 ticked"):
        await dana.tap(label)
    await robin.say("/checkin")
    await robin.tap("Evenings · from Dana")
    assert robin.texts()[-1] == "What does a good evening look like?"
