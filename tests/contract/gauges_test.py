"""Gauges: what waits is counted, and the age of the oldest known, whatever else is kept."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.episode import Entry, Episode, EpisodeId, Mark
from bot.message import Delivered
from bot.ports import Depths, OutboxState, Received, Waits
from bot.ports.gauges import LATE
from bot.safety.assess import Danger, Tier
from tests.contract.examples import LEASE, MINUTE, NOW, ann, ben, message, some_id, timer

if TYPE_CHECKING:
    from bot.message import Message
    from bot.people import Client
    from bot.ports import Works

NOTHING = Depths(*[Waits()] * len(fields(Depths)))


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)


def a_message(minutes: int) -> Message:
    return replace(message(f"{minutes}", minutes), created_at=NOW + minutes * MINUTE)


def an_episode(client: Client, minutes: int) -> Episode:
    id_ = EpisodeId(some_id(f"episode of {client.id}"))
    began_at = NOW + minutes * MINUTE
    return Episode(id_, client.id, Danger.SELF_HARM, Tier.URGENT, began_at)


async def test_where_nothing_waits_nothing_is_counted(works: Works) -> None:
    async with works() as work:
        assert await work.gauges.read(NOW) == NOTHING


async def test_updates_wait_until_they_are_done_or_set_aside(works: Works) -> None:
    rows = [Received(n, n, "{}", NOW + n * MINUTE) for n in range(1, 5)]
    async with works() as work:
        await work.inbox.add(rows)
        await work.inbox.done(1)
        for _ in range(3):
            await work.inbox.failed(2)
        depths = await work.gauges.read(NOW)
    assert depths.inbox == Waits(2, NOW + 3 * MINUTE)
    assert depths.aside == Waits(1, NOW + 2 * MINUTE)


async def test_timers_are_due_from_their_instant_on_and_late_a_minute_after(works: Works) -> None:
    async with works() as work:
        for n, ago in enumerate((timedelta(), LATE, 2 * LATE, -MINUTE)):
            await work.timers.set(replace(timer, id=f"{n}", due_at=NOW - ago))
        depths = await work.gauges.read(NOW)
        assert depths.due == Waits(3, NOW - 2 * LATE)
        assert depths.late == Waits(2, NOW - 2 * LATE)
        await work.timers.claim(NOW, 10, LEASE)
        assert (await work.gauges.read(NOW)).due.many == 3, "in somebody's hands it is due still"


async def test_a_timer_that_was_set_aside_is_not_due_and_counted_apart(works: Works) -> None:
    async with works() as work:
        await work.timers.set(replace(timer, due_at=NOW - MINUTE))
        for _ in range(3):
            await work.timers.failed(timer.id)
        depths = await work.gauges.read(NOW)
    assert (depths.due, depths.late) == (Waits(), Waits())
    assert depths.stuck == Waits(1, NOW - MINUTE)


async def test_messages_wait_until_nothing_more_is_tried(works: Works) -> None:
    first, second, third, fourth = map(a_message, range(4))
    async with works() as work:
        for one in (first, second, third):
            await work.outbox.add(one)
        await work.outbox.add(fourth, kept_back=True)
        assert (await work.gauges.read(NOW)).unsent == Waits(3, NOW)
        await work.outbox.lease(NOW, 1, LEASE)
        await work.outbox.sending(first.id)
        assert (await work.gauges.read(NOW)).unsent == Waits(3, NOW)
        await work.outbox.sent(first.id, Delivered(1, NOW))
        assert (await work.gauges.read(NOW)).unsent == Waits(2, NOW + MINUTE)
        await work.outbox.close(second.id, OutboxState.UNCERTAIN, NOW)
        await work.outbox.close(third.id, OutboxState.EXPIRED, NOW)
        depths = await work.gauges.read(NOW)
    assert depths.unsent == Waits()
    assert depths.uncertain == Waits(1, NOW + MINUTE)


async def test_episodes_go_on_until_they_are_over_and_their_histories_are_read(
    works: Works,
) -> None:
    hers, his = an_episode(ann, 1), an_episode(ben, 2)
    lines = [Entry(Mark.BEGAN, NOW), Entry(Mark.ASKED, NOW + MINUTE)]
    async with works() as work:
        for one in (his, hers):
            await work.episodes.put(one)
        for line in lines:
            await work.episodes.note(hers.id, line)
        assert (await work.gauges.read(NOW)).episodes == Waits(2, hers.began_at)
        assert [list(one) for one in await work.episodes.going_on(10)] == [lines, []]
        assert [list(one) for one in await work.episodes.going_on(1)] == [lines]
        await work.episodes.put(replace(hers, over_at=NOW))
        assert (await work.gauges.read(NOW)).episodes == Waits(1, his.began_at)
        assert [list(one) for one in await work.episodes.going_on(10)] == [[]]
