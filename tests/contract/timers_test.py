"""Timers: claimed by one, done once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ports import TimerKind
from tests.contract.examples import LEASE, MINUTE, NOW, TALK, ann, some_id, timer

if TYPE_CHECKING:
    from bot.ports import Timer, Works


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)


def due(minutes: int, **changes: object) -> Timer:
    return replace(timer, id=f"due {minutes}", due_at=NOW + minutes * MINUTE, **changes)  # type: ignore[arg-type]  # the changes are a timer's own fields


async def test_a_timer_comes_back_as_it_was(works: Works) -> None:
    prompt = replace(
        timer,
        id="prompt",
        kind=TimerKind.PROMPT,
        conversation=None,
        turn=None,
        occurrence=some_id("occurrence"),
    )
    async with works() as work:
        await work.timers.set(timer)
        await work.timers.set(prompt)
    async with works() as work:
        assert list(await work.timers.claim(NOW, 10, LEASE)) == [timer, prompt]


async def test_the_earliest_come_first_and_the_later_wait(works: Works) -> None:
    async with works() as work:
        for minutes in (2, 0, 3, 1):
            await work.timers.set(due(minutes))
        assert list(await work.timers.claim(NOW + 2 * MINUTE, 2, LEASE)) == [due(0), due(1)]
        assert list(await work.timers.claim(NOW + 2 * MINUTE, 2, LEASE)) == [due(2)]
        assert list(await work.timers.claim(NOW + 2 * MINUTE, 2, LEASE)) == []


async def test_a_claim_that_lapsed_is_free(works: Works) -> None:
    async with works() as work:
        await work.timers.set(timer)
        assert list(await work.timers.claim(NOW, 1, timedelta())) == [timer]
    async with works() as work:
        assert list(await work.timers.claim(NOW, 1, LEASE)) == [timer]
        assert list(await work.timers.claim(NOW, 1, LEASE)) == []


async def test_a_lease_does_not_run_on_the_services_clock(works: Works) -> None:
    """The demo's clock jumps by a day; what is being done is not done twice for that."""
    async with works() as work:
        await work.timers.set(timer)
        await work.timers.claim(NOW, 1, LEASE)
    async with works() as work:
        assert list(await work.timers.claim(NOW + timedelta(days=1), 1, LEASE)) == []


async def test_a_timer_is_done_once(works: Works) -> None:
    async with works() as work:
        await work.timers.set(timer)
        assert await work.timers.done(timer.id)
    async with works() as work:
        assert not await work.timers.done(timer.id)
        assert await work.timers.next_due() is None


async def test_set_again_it_is_another(works: Works) -> None:
    later = replace(timer, due_at=NOW + MINUTE, turn=4)
    async with works() as work:
        await work.timers.set(timer)
        await work.timers.claim(NOW, 1, LEASE)
        await work.timers.set(later)
    async with works() as work:
        assert list(await work.timers.claim(NOW, 1, LEASE)) == []
        assert list(await work.timers.claim(NOW + MINUTE, 1, LEASE)) == [later]


async def test_timers_go_with_what_they_are_for(works: Works) -> None:
    async with works() as work:
        await work.timers.set(due(0, conversation=TALK))
        await work.timers.set(due(1, conversation=None, occurrence="an occurrence"))
        await work.timers.set(due(2, conversation=None))
        await work.timers.drop(conversation=TALK)
        assert await work.timers.next_due() == NOW + MINUTE
        await work.timers.drop(occurrence="an occurrence")
        assert await work.timers.next_due() == NOW + 2 * MINUTE
        await work.timers.drop()
        assert await work.timers.next_due() == NOW + 2 * MINUTE


async def test_the_next_of_a_kind(works: Works) -> None:
    async with works() as work:
        await work.timers.set(due(0, kind=TimerKind.LAPSE))
        await work.timers.set(due(1, kind=TimerKind.PROMPT))
        assert await work.timers.next_due() == NOW
        assert await work.timers.next_due(TimerKind.PROMPT) == NOW + MINUTE
        assert await work.timers.next_due(TimerKind.RESUME) is None


async def test_the_third_failure_sets_a_timer_aside_until_it_is_let_try_once_more(
    works: Works,
) -> None:
    at_once = timedelta()
    async with works() as work:
        await work.timers.set(due(0))
        await work.timers.set(due(1))
        assert not await work.timers.failed(due(0).id)
        assert not await work.timers.failed(due(0).id)
        assert not await work.timers.failed("no timer")
        assert list(await work.timers.set_aside()) == []
    async with works() as work:
        assert list(await work.timers.claim(NOW, 9, at_once)) == [due(0)]
        assert await work.timers.failed(due(0).id)
        assert not await work.timers.failed(due(0).id)
    async with works() as work:
        assert list(await work.timers.set_aside()) == [due(0)]
        assert list(await work.timers.claim(NOW + MINUTE, 9, at_once)) == [due(1)]
        assert await work.timers.next_due() == NOW + MINUTE
        assert await work.timers.once_more() == 1
        assert await work.timers.once_more() == 0
    async with works() as work:
        assert list(await work.timers.claim(NOW, 9, at_once)) == [due(0)]
        assert await work.timers.failed(due(0).id)
        await work.timers.set(due(0))
    async with works() as work:
        assert list(await work.timers.set_aside()) == []
        assert list(await work.timers.claim(NOW, 9, at_once)) == [due(0)]
        assert not await work.timers.failed(due(0).id)


async def test_what_was_set_aside_may_still_be_done(works: Works) -> None:
    async with works() as work:
        await work.timers.set(timer)
        assert [await work.timers.failed(timer.id) for _ in range(3)] == [False, False, True]
        assert await work.timers.done(timer.id)
        assert list(await work.timers.set_aside()) == []
