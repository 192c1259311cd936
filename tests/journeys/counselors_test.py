"""The operator works beside the running service: what counselors and clients see of it by phone."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.cli.storing import a_store
from bot.services.enrol import counselors
from bot.services.enrol.handover import hand_over
from tests.journeys.client import meet
from tests.journeys.house import config
from tests.journeys.practice import LABEL, PROMPT, Practice, a_practice, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.ports import Work
    from tests.journeys.client import Client

MENU = [
    "clients", "invite", "overview", "alerts", "away", "checkins", "rehearse", "settings", "help",
]  # fmt: skip


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    async with a_practice(tmp_path) as running:
        yield running


@asynccontextmanager
async def beside(folder: Path) -> AsyncIterator[Work]:
    """Open the store once more, as a command does while the service runs."""
    async with a_store(config(folder, "http://127.0.0.1:9")) as store, store.works() as work:
        yield work


async def colleague(practice: Practice, folder: Path, name: str = "Eli") -> Client:
    """Let the operator invite a second counselor, who settles in."""
    async with beside(folder) as work:
        code, _ = await counselors.invite(work, name, "", practice.house.clock.now())
    phone = meet(practice.house, name=name)
    await settle(phone, practice.house.service.house.link(code))
    return phone


def menu(practice: Practice, phone: Client) -> list[str]:
    return [name for name, _ in practice.house.tg.commands_for(phone.id)]


async def test_a_counselors_chat_has_a_menu_of_its_own(practice: Practice, tmp_path: Path) -> None:
    eli = await colleague(practice, tmp_path)
    robin = meet(practice.house)
    assert menu(practice, eli) == menu(practice, practice.dana) == MENU
    assert "mirror" in menu(practice, robin)
    await eli.say("/settings")
    await eli.tap("Language: English")
    await eli.tap("Español")
    described = dict(practice.house.tg.commands_for(eli.id))
    assert described["clients"] == "Tus clientes"


async def test_who_is_suspended_sees_nothing_until_that_is_lifted(
    practice: Practice, tmp_path: Path
) -> None:
    dana = await practice.counselor(practice.dana)
    robin = await practice.client()
    async with beside(tmp_path) as work:
        await counselors.suspend(work, dana.id, suspended=True)
    assert (await practice.dana.say("/clients"))[-1].text.startswith("This account is suspended.")
    await practice.house.live_to(await practice.house.next_prompt())
    await robin.look()
    assert robin.texts()[-1] == PROMPT
    async with beside(tmp_path) as work:
        await counselors.suspend(work, dana.id, suspended=False)
    assert LABEL in (await practice.dana.say("/clients"))[-1].message.labels[0]  # type: ignore[union-attr]  # it is one


async def test_clients_are_handed_over_and_told(practice: Practice, tmp_path: Path) -> None:
    robin = await practice.client()
    eli = await colleague(practice, tmp_path)
    giver = await practice.counselor(practice.dana)
    taker = await practice.counselor(eli)
    house = practice.house
    due = await house.next_prompt()
    async with beside(tmp_path) as work:
        here = house.service.house
        assert await hand_over(here, work, giver.id, taker.id, house.clock.now()) == 1
    await house.service.knock()
    await robin.look()
    assert robin.texts()[-1].startswith("From now on Eli is your counselor here")
    shown = await robin.tap("What Eli may see")
    assert any("Eli" in seen.text for seen in shown)
    await practice.dana.look()
    assert practice.dana.texts()[-1].startswith("Your clients are with Eli from now on: 1.")
    assert await practice.cares(practice.dana) == {}
    assert list(await practice.cares(eli)) == [LABEL]
    assert await house.next_prompt() == due
    await house.live_to(due)
    await robin.look()
    assert robin.texts()[-1] == PROMPT


async def test_a_rehearsal_leaves_no_conversation_and_no_draft(practice: Practice) -> None:
    dana = practice.dana
    await dana.say("/rehearse")
    await dana.tap("How much it matters")
    await dana.tap("7")
    await dana.say("because of the kids")
    await dana.tap("That's all")
    assert dana.texts()[-1] == "Rehearsal over. Nothing of it was kept."
    told = dana.texts()
    assert sum(text.startswith("— Rehearsal: nothing is kept —") for text in told) >= 3
    counselor = await practice.counselor(dana)
    async with practice.house.service.house.works() as work:
        assert await work.drafts.get(counselor.id) is None
        assert await work.clients.by_chat(dana.id) is None
