"""Conversations, lines that rest, words and ratings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import Overtaken, StoreError
from bot.interview.conversation import ConversationId, Status, WordsId
from bot.interview.terms import Effect
from bot.interview.words import Held, Told
from tests.contract.examples import (
    ANN,
    BEN,
    MINUTE,
    NOW,
    TALK,
    ann,
    ben,
    goal,
    rating,
    some_id,
    talk,
)

if TYPE_CHECKING:
    from bot.ports import Works


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)


async def test_a_conversation_comes_back_as_it_was(works: Works) -> None:
    async with works() as work:
        await work.conversations.add(talk, NOW)
    async with works() as work:
        assert await work.conversations.get(TALK) == talk
        assert await work.conversations.current(ANN) == talk
        assert await work.conversations.current(BEN) is None


async def test_a_conversation_that_is_over_is_not_current(works: Works) -> None:
    over = replace(talk, status=Status.DONE, turn=4, at=None)
    async with works() as work:
        await work.conversations.add(talk, NOW)
        await work.conversations.save(over, 3, NOW + MINUTE)
    async with works() as work:
        assert await work.conversations.current(ANN) is None
        assert await work.conversations.get(TALK) == over


async def test_a_conversation_is_kept_once(works: Works) -> None:
    async with works() as work:
        await work.conversations.add(replace(talk, status=Status.DONE), NOW)
    with pytest.raises(StoreError):
        async with works() as work:
            await work.conversations.add(replace(talk, status=Status.DONE), NOW)


async def test_who_comes_second_is_overtaken(works: Works) -> None:
    async with works() as work:
        await work.conversations.add(talk, NOW)
        await work.conversations.save(replace(talk, turn=4), 3, NOW)
        with pytest.raises(Overtaken):
            await work.conversations.save(replace(talk, turn=5), 3, NOW)
    async with works() as work:
        assert await work.conversations.current(ANN) == replace(talk, turn=4)


async def test_an_unknown_conversation_is_overtaken(works: Works) -> None:
    async with works() as work:
        with pytest.raises(Overtaken):
            await work.conversations.save(talk, 3, NOW)


async def test_a_client_is_in_one_conversation_at_most(works: Works) -> None:
    other = replace(talk, id=ConversationId(some_id("other")))
    async with works() as work:
        await work.conversations.add(talk, NOW)
    with pytest.raises(StoreError):
        async with works() as work:
            await work.conversations.add(other, NOW)
    async with works() as work:
        await work.conversations.save(replace(talk, status=Status.LAPSED), 3, NOW)
        await work.conversations.add(other, NOW)
    with pytest.raises(StoreError):
        async with works() as work:
            await work.conversations.save(talk, 3, NOW)


async def test_lines_rest_from_when_they_were_said_last(works: Works) -> None:
    async with works() as work:
        await work.conversations.rest(ANN, ["one", "two"], NOW)
        await work.conversations.rest(ANN, ["two", "three"], NOW + MINUTE)
        await work.conversations.rest(BEN, ["four"], NOW + MINUTE)
    async with works() as work:
        assert await work.conversations.resting(ANN, NOW) == {"one", "two", "three"}
        assert await work.conversations.resting(ANN, NOW + MINUTE) == {"two", "three"}
        assert await work.conversations.resting(ANN, NOW + 2 * MINUTE) == frozenset()


async def test_words_come_back_as_they_were(works: Works) -> None:
    async with works() as work:
        await work.words.put(goal)
    async with works() as work:
        assert await work.words.get(goal.id) == goal
        assert await work.words.get(WordsId(some_id("none"))) is None
        assert await work.words.of(BEN) == []


async def test_the_same_words_again_replace_themselves(works: Works) -> None:
    changed = replace(goal, text="none at all", held=Held.LET_GO, shown_at=None, still=3)
    async with works() as work:
        await work.words.put(goal)
        await work.words.put(changed)
    async with works() as work:
        assert await work.words.of(ANN) == [changed]


async def test_words_come_oldest_first(works: Works) -> None:
    ages = [3, 0, 2, 1]
    many = [
        replace(goal, id=WordsId(some_id(f"words {age}")), at=NOW - timedelta(days=age))
        for age in ages
    ]
    async with works() as work:
        for words in many:
            await work.words.put(words)
        assert await work.words.of(ANN) == sorted(many, key=lambda words: words.at)


async def test_words_forgotten_are_gone(works: Works) -> None:
    async with works() as work:
        await work.words.put(goal)
        await work.words.forget(goal.id)
        await work.words.forget(goal.id)
    async with works() as work:
        assert await work.words.get(goal.id) is None


async def test_ratings_are_the_newest_oldest_first(works: Works) -> None:
    many = [
        replace(rating, value=value, at=NOW + value * MINUTE, step=f"step {value}")
        for value in (5, 1, 4, 2, 3)
    ]
    other = replace(rating, of="craving")
    async with works() as work:
        for one in (*many, other):
            await work.words.rate(one)
    async with works() as work:
        newest = await work.words.ratings(ANN, "importance", 3)
        assert [one.value for one in newest] == [3, 4, 5]
        assert await work.words.ratings(ANN, "craving") == [other]
        assert list(await work.words.ratings(BEN, "importance")) == []


async def test_a_rating_given_again_replaces_itself(works: Works) -> None:
    async with works() as work:
        await work.words.rate(rating)
        await work.words.rate(replace(rating, value=0))
    async with works() as work:
        assert await work.words.ratings(ANN, "importance") == [replace(rating, value=0)]


async def test_checkins_are_known_by_when_they_were_begun_last(works: Works) -> None:
    over = replace(talk, status=Status.DONE)
    again = replace(over, id=ConversationId(some_id("again")))
    other = replace(over, id=ConversationId(some_id("other")), script="importance")
    async with works() as work:
        await work.conversations.add(again, NOW + 2 * MINUTE)
        await work.conversations.add(over, NOW)
        await work.conversations.add(other, NOW + MINUTE)
        assert await work.conversations.begun(ANN) == {
            "goal-mirror": NOW + 2 * MINUTE,
            "importance": NOW + MINUTE,
        }
        assert await work.conversations.begun(BEN) == {}
        assert await work.conversations.latest(ANN, 2) == [again, other]
        assert await work.conversations.latest(ANN, 9) == [again, other, over]
        assert await work.conversations.latest(BEN, 9) == []


async def test_every_rating_since_then_is_found(works: Works) -> None:
    early = replace(rating, at=NOW - MINUTE, step="before")
    of_goal = replace(rating, of="craving", step="urge", goal=goal.id, at=NOW + MINUTE)
    async with works() as work:
        for one in (of_goal, rating, early):
            await work.words.rate(one)
    async with works() as work:
        assert await work.words.rated(ANN, NOW) == [rating, of_goal]
        assert await work.words.rated(ANN, NOW - MINUTE) == [early, rating, of_goal]
        assert await work.words.rated(BEN, NOW) == []


async def test_what_is_told_of_words_stays_told(works: Works) -> None:
    still = Told(goal.id, ANN, Effect.STILL, NOW)
    helped = Told(goal.id, ANN, Effect.HELPED, NOW + MINUTE)
    async with works() as work:
        for told in (helped, still, still):
            await work.words.tell(told)
    async with works() as work:
        assert await work.words.told(ANN, NOW) == [still, helped]
        assert await work.words.told(ANN, NOW + MINUTE) == [helped]
        assert await work.words.told(BEN, NOW) == []


async def test_words_that_are_forgotten_take_what_was_told_of_them(works: Works) -> None:
    other = WordsId(some_id("other"))
    async with works() as work:
        await work.words.put(goal)
        for words in (goal.id, other):
            await work.words.tell(Told(words, ANN, Effect.STILL, NOW))
        await work.words.forget(goal.id)
        assert [one.words for one in await work.words.told(ANN, NOW)] == [other]


async def test_what_was_told_can_be_taken_back_one_by_one(works: Works) -> None:
    said = [Told(goal.id, ANN, effect, NOW) for effect in (Effect.CHANGED, Effect.STILL)]
    later = Told(goal.id, ANN, Effect.STILL, NOW + MINUTE)
    async with works() as work:
        for one in (*said, later):
            await work.words.tell(one)
        for _ in range(2):
            await work.words.untell(said[1])
        assert await work.words.told(ANN, NOW) == [said[0], later]


async def test_a_rating_can_be_forgotten(works: Works) -> None:
    other = replace(rating, step="another")
    async with works() as work:
        await work.words.rate(rating)
        await work.words.rate(other)
        for _ in range(2):
            await work.words.unrate(rating.conversation, rating.step)
        assert await work.words.rated(ANN, NOW) == [other]


async def test_a_conversation_can_be_forgotten(works: Works) -> None:
    async with works() as work:
        await work.conversations.add(talk, NOW)
        for _ in range(2):
            await work.conversations.forget(talk.id)
        assert await work.conversations.get(talk.id) is None
        assert await work.conversations.current(ANN) is None
        assert not await work.conversations.begun(ANN)
