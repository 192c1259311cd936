"""Briefs, and check-ins that counselors wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.brief import Brief, BriefId, Part
from bot.errors import StillwaterError
from bot.own import Own, Version
from bot.people import ClientId, CounselorId
from tests.contract.care_test import DANA, EVA, dana, eva
from tests.contract.examples import ANN, BEN, MINUTE, NOW, ann, ben, some_id

if TYPE_CHECKING:
    from bot.ports import Works

brief = Brief(
    id=BriefId(some_id("brief")),
    client=ANN,
    counselor=DANA,
    parts=frozenset({Part.AGENDA, Part.RATINGS}),
    text="“the weekend 🌧”, Mar 10",
    sent_at=NOW,
)
own = Own(
    name="own-1a2b3c4d",
    counselor=DANA,
    title="Sleep, in your words",
    versions=(Version("v1", NOW), Version("v2", NOW + MINUTE)),
    clients=frozenset({ANN, BEN}),
)


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        for client in (ann, ben):
            await work.clients.add(client)
        for counselor in (dana, eva):
            await work.counselors.add(counselor)


async def publish(works: Works, *owns: Own) -> None:
    """Keep these, each published to whom it names."""
    async with works() as work:
        for one in owns:
            await work.owns.put(one)
            await work.owns.give(one.name, one.clients)


async def test_a_brief_comes_back_as_it_was_sent(works: Works) -> None:
    async with works() as work:
        await work.briefs.put(brief)
    async with works() as work:
        assert await work.briefs.get(brief.id) == brief
        assert await work.briefs.get(BriefId(some_id("another"))) is None


async def test_a_brief_that_was_read_stays_the_same_brief(works: Works) -> None:
    read = replace(brief, read_at=NOW + MINUTE)
    async with works() as work:
        await work.briefs.put(brief)
        await work.briefs.put(read)
    async with works() as work:
        assert await work.briefs.of(ANN) == [read]


async def test_briefs_of_a_client_stand_in_order(works: Works) -> None:
    later = replace(brief, id=BriefId(some_id("later")), sent_at=NOW + MINUTE)
    async with works() as work:
        for one in (later, brief, replace(brief, id=BriefId(some_id("ben's")), client=BEN)):
            await work.briefs.put(one)
    async with works() as work:
        assert await work.briefs.of(ANN) == [brief, later]


async def test_an_own_checkin_comes_back_as_it_was(works: Works) -> None:
    await publish(works, own)
    async with works() as work:
        assert await work.owns.get(own.name) == own
        assert await work.owns.get("own-none") is None


async def test_an_own_checkin_changes(works: Works) -> None:
    changed = replace(own, clients=frozenset({BEN}), withdrawn_at=NOW)
    await publish(works, own, changed)
    async with works() as work:
        assert await work.owns.get(own.name) == changed


async def test_only_giving_changes_whom_it_is_published_to(works: Works) -> None:
    new = replace(own, versions=(*own.versions, Version("v3", NOW + 2 * MINUTE)))
    await publish(works, own)
    async with works() as work:
        await work.owns.put(replace(new, clients=frozenset()))
    async with works() as work:
        assert await work.owns.get(own.name) == new


async def test_what_one_counselor_gave_a_client_is_taken_back_and_nothing_else(
    works: Works,
) -> None:
    evas = replace(own, name="own-eva", counselor=EVA)
    await publish(works, own, evas)
    async with works() as work:
        await work.owns.take_back(DANA, ANN)
    async with works() as work:
        assert await work.owns.by(DANA) == [replace(own, clients=frozenset({BEN}))]
        assert await work.owns.by(EVA) == [evas]
        assert await work.owns.published(ANN) == [evas]


async def test_own_checkins_are_found_by_counselor_and_by_client(works: Works) -> None:
    other = replace(own, name="own-00000000", clients=frozenset({BEN}))
    theirs = replace(own, name="own-eva", counselor=EVA, clients=frozenset())
    gone = replace(own, name="own-gone", withdrawn_at=NOW)
    await publish(works, own, other, theirs, gone)
    async with works() as work:
        assert await work.owns.by(DANA) == [other, own, gone]
        assert await work.owns.published(ANN) == [own]
        assert await work.owns.published(BEN) == [other, own]


async def test_what_is_of_nobody_is_refused(works: Works) -> None:
    nobody, none = ClientId(some_id("nobody")), CounselorId(some_id("none"))
    for broken in (replace(brief, counselor=none), replace(brief, client=nobody)):
        with pytest.raises(StillwaterError):
            async with works() as work:
                await work.briefs.put(broken)
    for spoiled in (replace(own, counselor=none), replace(own, clients=frozenset({nobody}))):
        with pytest.raises(StillwaterError):
            await publish(works, spoiled)
    async with works() as work:
        assert await work.owns.by(none) == []


async def test_a_client_who_goes_takes_their_briefs_and_their_place_along(works: Works) -> None:
    async with works() as work:
        await work.briefs.put(brief)
    await publish(works, own)
    async with works() as work:
        await work.clients.remove(ANN)
    async with works() as work:
        assert await work.briefs.get(brief.id) is None
        assert await work.owns.get(own.name) == replace(own, clients=frozenset({BEN}))
