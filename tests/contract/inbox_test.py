"""The inbox: a set of updates, handled once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ports import Added
from tests.contract.examples import received

if TYPE_CHECKING:
    from bot.ports import Works


async def test_an_update_comes_back_as_it_was(works: Works) -> None:
    one = replace(received(2**40, chat=-100_200, urgent=True), body='{"text": "día 🌿\\ud83d"}\n')
    async with works() as work:
        await work.inbox.add([one])
    async with works() as work:
        assert await work.inbox.waiting() == [one]


async def test_what_is_known_is_not_new(works: Works) -> None:
    async with works() as work:
        assert (await work.inbox.add([received(2), received(1), received(2)])).new == {2, 1}
    async with works() as work:
        assert (await work.inbox.add([received(1), received(3)])).new == {3}
        assert [one.update for one in await work.inbox.waiting()] == [1, 2, 3]


async def test_an_older_update_that_comes_later_is_new(works: Works) -> None:
    """A set, not a high-water mark: webhooks come in any order."""
    async with works() as work:
        await work.inbox.add([received(10)])
        await work.inbox.done(10)
    async with works() as work:
        assert (await work.inbox.add([received(9)])).new == {9}


async def test_urgent_overtakes(works: Works) -> None:
    async with works() as work:
        await work.inbox.add([received(1), received(2), received(3, urgent=True), received(4)])
        assert [one.update for one in await work.inbox.waiting()] == [3, 1, 2, 4]
        assert [one.update for one in await work.inbox.waiting(2)] == [3, 1]


async def test_done_is_done_once_and_stays_known(works: Works) -> None:
    async with works() as work:
        await work.inbox.add([received(1)])
        assert await work.inbox.done(1)
    async with works() as work:
        assert not await work.inbox.done(1)
        assert not await work.inbox.done(2)
        assert list(await work.inbox.waiting()) == []
        assert (await work.inbox.add([received(1)])).new == set()


async def test_the_third_failure_sets_aside(works: Works) -> None:
    async with works() as work:
        await work.inbox.add([received(1), received(2)])
        assert await work.inbox.failed(1) == 1
        assert [one.failures for one in await work.inbox.waiting()] == [1, 0]
        assert await work.inbox.failed(1) == 2
        assert list(await work.inbox.set_aside()) == []
        assert await work.inbox.failed(1) == 3
    async with works() as work:
        assert list(await work.inbox.set_aside()) == [1]
        assert [one.update for one in await work.inbox.waiting()] == [2]


async def test_what_is_done_does_not_fail(works: Works) -> None:
    async with works() as work:
        await work.inbox.add([received(1)])
        await work.inbox.done(1)
        assert await work.inbox.failed(1) == 0
        assert await work.inbox.failed(7) == 0
        assert list(await work.inbox.set_aside()) == []


async def test_what_was_set_aside_may_still_be_done(works: Works) -> None:
    async with works() as work:
        await work.inbox.add([received(1)])
        for _ in range(3):
            await work.inbox.failed(1)
        assert await work.inbox.done(1)
        assert list(await work.inbox.set_aside()) == []


async def test_what_is_open_is_counted(works: Works) -> None:
    async with works() as work:
        assert await work.inbox.open() == 0
        await work.inbox.add([received(update) for update in (1, 2, 3, 4)])
        await work.inbox.done(2)
        for _ in range(3):
            await work.inbox.failed(3)
        assert await work.inbox.open() == 2


async def test_what_is_asked_for_is_in_our_hands_and_what_is_there_is_not_new(works: Works) -> None:
    async with works() as work:
        first = await work.inbox.add([received(1), received(2), received(3)], {1, 2})
        assert first == Added(new=frozenset({1, 2, 3}), here=frozenset({1, 2}))
        assert await work.inbox.done(2)
    async with works() as work:
        again = await work.inbox.add([received(1), received(2)], {1, 2})
        assert again == Added(new=frozenset(), here=frozenset({1}))
        assert await work.inbox.add([]) == Added(frozenset(), frozenset())


async def test_what_we_do_not_know_of_is_taken_urgent_first(works: Works) -> None:
    async with works() as work:
        await work.inbox.add([received(1)], {1})
        await work.inbox.add([received(2), received(3, urgent=True), received(4)])
    async with works() as work:
        assert [one.update for one in await work.inbox.take(2, {1})] == [3, 2]
        assert [one.update for one in await work.inbox.take(9, {1, 2, 3})] == [4]
        for _ in range(3):
            await work.inbox.failed(4)
        await work.inbox.done(2)
    async with works() as work:
        assert [one.update for one in await work.inbox.take(9)] == [3, 1]
        assert list(await work.inbox.take(9, {1, 3})) == []
