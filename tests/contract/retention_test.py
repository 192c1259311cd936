"""Retention: what is past its period goes, and nothing else, however often the night comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.care import Invite, InviteId, InviteKind
from bot.counsel.draft import first_turn
from bot.interview.conversation import Answer, ConversationId, Status
from bot.people import Standing
from bot.ports import OutboxState
from bot.retention import DAY, DEFAULTS, PEOPLE, RULES, Kind
from bot.schedule.occurrences import State
from bot.services.gather import gather
from bot.services.visit import Visit
from tests.bot.services.room import Room
from tests.contract import held
from tests.contract.aged import (
    EVE,
    EVERY,
    HARSH,
    HOST,
    NIGHT,
    PUT,
    Thing,
    host,
    left,
    night,
    put,
    stays,
)
from tests.contract.examples import MINUTE, NOW, message, prompt, received, some_id, talk

if TYPE_CHECKING:
    from bot.ports import Works
    from bot.retention import Periods
    from bot.services.house import House


def house(periods: Periods = DEFAULTS) -> House:
    return replace(Room().house, periods=periods, library={})


def test_every_kind_with_a_period_is_tried() -> None:
    assert {kind for kind, rule in RULES.items() if rule.settable} == set(PUT)


@pytest.mark.parametrize("periods", [DEFAULTS, HARSH], ids=["defaults", "all with an end"])
async def test_what_is_past_its_period_goes_and_nothing_else(
    works: Works, periods: Periods
) -> None:
    await put(works, EVERY)
    async with works() as work:
        over = {
            kind: await work.retention.over(kind, NIGHT - period)
            for kind, period in periods.items()
            if period is not None and kind in PUT
        }
    there, should = await left(works), stays(EVERY, periods)
    assert {kind: there[kind] - what.rows for kind, what in over.items()} == {
        kind: should[kind] for kind in over
    }
    assert {what.oldest for what in over.values()} == {NIGHT - 999 * DAY}
    await night(works, house(periods))
    assert await left(works) == should
    await night(works, house(periods))
    assert await left(works) == should


async def test_with_never_for_all_nothing_goes(works: Works) -> None:
    await put(works, EVERY)
    there = await left(works)
    await night(works, house(dict.fromkeys(DEFAULTS)))
    assert await left(works) == there


async def test_who_is_here_keeps_all_that_is_younger(works: Works) -> None:
    """Of somebody of whom something is held everywhere, not a line is touched."""
    robin = await held.hold(works)
    async with works() as work:
        await work.drafts.put(replace(held.draft, turn=first_turn(NOW)))
        client = await work.clients.get(robin)
        assert client is not None
        there = await gather(Visit(house(), work, client, NOW))
    await night(works, house(), NOW + DAY)
    async with works() as work:
        assert await gather(Visit(house(), work, client, NOW)) == there


async def test_who_is_gone_leaves_nothing(works: Works) -> None:
    robin = await held.hold(works)
    await night(works, house(), NOW + 91 * DAY)
    async with works() as work:
        assert await work.clients.get(robin) is None
        assert list(await work.words.of(robin)) == []


@pytest.mark.parametrize("kind", sorted(PEOPLE))
async def test_who_came_back_stays(works: Works, kind: Kind) -> None:
    gone = Thing(kind, 999 * DAY, 1)
    await put(works, [gone])
    async with works() as work:
        client = await work.clients.get(gone.person.id)
        assert client is not None
        back = {
            Kind.ARRIVING: replace(client, standing=Standing.ACTIVE),
            Kind.GONE: replace(client, gone_at=None),
            Kind.STOPPED: replace(client, seen_at=NIGHT),
        }
        await work.clients.save(back[kind])
    await night(works, house())
    async with works() as work:
        assert await work.clients.get(gone.person.id) is not None


async def test_who_went_on_with_the_welcome_lately_stays(works: Works) -> None:
    came = Thing(Kind.ARRIVING, 999 * DAY, 1)
    await put(works, [came])
    async with works() as work:
        begun = replace(talk, client=came.person.id, memory=type(talk.memory)())
        await work.conversations.add(begun, NIGHT - DAY)
    await night(works, house())
    async with works() as work:
        assert await work.clients.get(came.person.id) is not None


async def test_a_silence_that_goes_on_is_still_counted(works: Works) -> None:
    """Without these prompts a plan that rests would wake by itself."""
    await put(works, [Thing(Kind.OCCURRENCES, age * DAY, age) for age in (500, 501, 502)])
    async with works() as work:
        await work.clients.save(replace(host, woken_at=NIGHT - 501 * DAY))
    await night(works, house())
    async with works() as work:
        since = await work.plans.since(HOST, NIGHT - 999 * DAY)
        assert [one.due_at for one in since] == [NIGHT - 501 * DAY, NIGHT - 500 * DAY]


async def test_what_is_still_to_come_stays(works: Works) -> None:
    await put(works, [])
    async with works() as work:
        old = replace(prompt, client=HOST, due_at=NIGHT - 999 * DAY, expires_at=NIGHT - 998 * DAY)
        assert await work.plans.materialise(old, NIGHT)
        later = replace(old, local_date=date(2020, 1, 2))
        id_ = await work.plans.materialise(later, NIGHT)
        assert id_ is not None
        await work.plans.mark(id_, State.SNOOZED, NIGHT)
    await night(works, house())
    async with works() as work:
        assert len(await work.plans.waiting(HOST)) == 2


async def test_what_waits_to_leave_stays(works: Works) -> None:
    await put(works, [])
    old = NIGHT - 999 * DAY
    async with works() as work:
        for name, whose in (("theirs", HOST), ("nobody's", None)):
            await work.outbox.add(replace(message(name), client=whose, created_at=old))
        await work.inbox.add([replace(received(7), received_at=old)])
    await night(works, house())
    async with works() as work:
        assert await work.outbox.depth() == {OutboxState.PENDING: 2}
        assert [one.update for one in await work.inbox.waiting()] == [7]


async def test_of_an_old_conversation_it_stays_how_far_it_went(works: Works) -> None:
    await put(works, [])
    old = replace(
        talk,
        id=ConversationId(some_id("old")),
        client=HOST,
        status=Status.DONE,
        at=None,
        answers={"why": Answer(1, "because"), "not": Answer(2, skipped=True)},
    )
    async with works() as work:
        await work.conversations.add(old, NIGHT - 91 * DAY)
        await work.conversations.add(replace(talk, client=HOST), NIGHT - 91 * DAY)
    await night(works, house())
    async with works() as work:
        found = await work.conversations.get(old.id)
        assert found is not None
        assert found.answers == {"why": Answer(1), "not": Answer(2, skipped=True)}
        assert found.emptied
        assert (found.memory.mirrors, found.memory.words) == (old.memory.mirrors, {})
        assert (found.script, found.version, found.turn) == (old.script, old.version, old.turn)
        assert await work.conversations.get(talk.id) == replace(talk, client=HOST)  # it waits
        (sat, _) = await work.holdings.conversations(HOST)
        assert (sat.began_at, sat.moved_at) == (NIGHT - 91 * DAY, NIGHT - 91 * DAY)


async def test_a_version_goes_with_the_last_answers_to_it(works: Works) -> None:
    await put(works, [])
    async with works() as work:
        for version in ("old", "both", "new", "unplayed"):
            await work.scripts.put("x", version, {"en": version})
        for n, (version, age) in enumerate([("old", 91), ("both", 91), ("both", 3), ("new", 91)]):
            sat = replace(
                talk,
                id=ConversationId(some_id(str(n))),
                client=HOST,
                script="x",
                version=version,
                status=Status.DONE,
            )
            await work.conversations.add(sat, NIGHT - age * DAY)
    begun = type("Script", (), {"name": "x", "version": "new"})()
    await night(works, replace(house(), library={"x": begun}))
    async with works() as work:
        kept = [v for v in ("old", "both", "new", "unplayed") if await work.scripts.source("x", v)]
        assert kept == ["both", "new", "unplayed"]


async def test_an_invitation_that_closed_names_nobody(works: Works) -> None:
    await put(works, [])
    made = Invite(
        InviteId(some_id("i")), InviteKind.CLIENT, NIGHT - 15 * DAY, NIGHT - MINUTE, EVE, "Robin"
    )
    other = replace(made, id=InviteId(some_id("j")), expires_at=NIGHT + MINUTE)
    claimed = replace(made, id=InviteId(some_id("k")), used_by=77)
    async with works() as work:
        for one in (made, other, claimed):
            await work.invites.add(one, f"code {one.id}")
    await night(works, house())
    async with works() as work:
        assert await work.invites.get(made.id) == replace(made, label="")
        assert await work.invites.by_code(f"code {other.id}") == other
        assert await work.invites.get(claimed.id) == claimed  # somebody is reading it just now
        assert [one.id for one in await work.invites.closed(NIGHT)] == [claimed.id]


async def test_it_is_noted_when_a_night_was_done(works: Works) -> None:
    async with works() as work:
        assert await work.retention.done() is None
        await work.retention.note(NIGHT)
    async with works() as work:
        assert await work.retention.done() == NIGHT
        await work.retention.note(NIGHT + timedelta(days=1))
        assert await work.retention.done() == NIGHT + timedelta(days=1)
