"""Every kind of counselor's key, tapped twice, tapped when it has gone, and forged by another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.journeys.client import meet
from tests.journeys.practice import (
    LABEL,
    READ,
    Practice,
    a_practice,
    link_in,
    operators_link,
    settle,
)
from tests.keys import action

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from bot.care import Care, Invite
    from bot.people import Counselor
    from bot.schedule.occurrences import Occurrence
    from bot.schedule.plan import Plan
    from tests.journeys.client import Client


JOINS = (
    *("Go on", "I've read it", "Yes, 18 or older", "I agree, sharing nothing", "Leave me be"),
    *("United States", "Eastern", "Yes, that suits me", "Friday evening"),
)
"""How a client agrees."""


@dataclass(frozen=True)
class Kept:
    """All that a counselor's keys could change."""

    counselor: Counselor
    cares: Mapping[str, Care]
    invites: list[Invite]
    plans: list[Plan]
    ahead: list[Occurrence]


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    async with a_practice(tmp_path) as running:
        yield running


async def kept(practice: Practice) -> Kept:
    """Read it all anew."""
    counselor, cares = await practice.counselor(practice.dana), await practice.cares(practice.dana)
    async with practice.house.service.house.works() as work:
        clients = [one.client for one in cares.values()]
        plans = [plan for client in clients for plan in await work.plans.of(client)]
        ahead = [one for client in clients for _, one in await work.plans.waiting(client)]
        invites = list(await work.invites.of(counselor.id))
    return Kept(counselor, cares, invites, plans, ahead)


async def twice(phone: Client, *labels: str) -> None:
    """Tap each of these twice before anything came of it, and then once more as it has gone."""
    for label in labels:
        message, data = phone.find(label)
        await phone.tap_twice(label)
        before = phone.shown(message).text
        await phone.house.tg.press(phone.id, message, data, stale=True)
        await phone.look()
        assert phone.shown(message).text == before


async def test_what_is_tapped_twice_or_too_late_is_done_once(practice: Practice) -> None:
    dana = practice.dana
    eli = meet(practice.house, name="Eli")
    await eli.open(await operators_link(practice.house, "Eli"))
    await twice(eli, *READ)
    assert (await practice.counselor(eli)).settled
    await dana.say("/invite")
    await dana.say(LABEL)
    await twice(dana, "Begin with another plan", "Once a week", "Confirm and make the link")
    assert len((await kept(practice)).invites) == 1
    robin = meet(practice.house)
    await robin.open(link_in(dana))
    await twice(robin, *JOINS)
    await robin.say("/stop")
    assert len((await kept(practice)).plans) == 1
    await practice.card()
    await twice(dana, "Next session", "20", "11:30 am")
    (care,) = (await kept(practice)).cares.values()
    assert [f"{one.at:%m-%d %H:%M}" for one in care.sessions] == ["03-20 11:30"]
    await twice(dana, "Templates", "Keeping in touch", "Save")
    assert [plan.status.value for plan in (await kept(practice)).plans] == ["ended", "active"]
    await practice.card()
    await twice(dana, "New plan", "See what it sends", "Save")
    assert [plan.version for plan in (await kept(practice)).plans] == [2, 1, 1]
    await twice(dana, "Pause")
    assert (await kept(practice)).plans[-1].status.value == "paused"


async def test_a_key_of_a_dialog_that_is_over_says_so_and_does_nothing(practice: Practice) -> None:
    dana = practice.dana
    await practice.client()
    await practice.card()
    await dana.tap("Templates")
    await dana.tap("Once a week")
    await dana.tap("Cancel")
    before = await kept(practice)
    seen = await dana.tap_known("Save")
    assert [one.kind for one in seen] == ["toast"]
    await dana.say("/invite")
    await dana.say("Green hat")
    await dana.say("/clients")
    seen = await dana.tap_known("Confirm and make the link")
    assert [one.kind for one in seen] == ["toast"]
    assert await kept(practice) == before


async def test_no_key_of_one_counselors_opens_anything_to_another(practice: Practice) -> None:
    dana, house = practice.dana, practice.house
    await practice.client()
    await practice.card()
    for path in (
        ("Plans",),
        ("Plans", "1"),
        ("Templates", "Once a week"),
        ("Next session", "20"),
        ("New plan", "See what it sends"),
        ("Rename",),
    ):
        await practice.card()
        for label in path:
            await dana.tap(label)
    eli = meet(house, name="Eli")
    await settle(eli, await operators_link(house, "Eli"))
    before = await kept(practice)
    mine = house.tg.chat(eli.id)[-1].id
    forged = sorted({data for data in dana.known.values() if data})
    assert set(map(action, forged)) >= {
        *("client", "plan", "session", "templates", "copy", "rename", "plan-new"),
        *("plan-edit", "plan-pause", "plan-end", "plan-history", "draft"),
    }
    for data in forged:
        await house.tg.press(eli.id, mine, data, stale=True)
    await eli.say("Green hat")
    await eli.look()
    assert await kept(practice) == before
    seen = [text for text in eli.texts() if LABEL in text or "6:00 pm" in text]
    assert seen == []
