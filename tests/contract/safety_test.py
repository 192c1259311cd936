"""Episodes with their history, who is on duty, and the chats of operators."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.episode import Entry, Episode, EpisodeId, Mark, Operator
from bot.errors import StillwaterError
from bot.safety.assess import Danger, Tier
from tests.contract.care_test import DANA, EVA, dana, eva
from tests.contract.examples import ANN, BEN, MINUTE, NOW, ann, ben, some_id

if TYPE_CHECKING:
    from bot.ports import Works

HOURS = timedelta(hours=5)
episode = Episode(
    id=EpisodeId(some_id("episode")),
    client=ANN,
    danger=Danger.SELF_HARM,
    tier=Tier.URGENT,
    began_at=NOW,
    words=("“it stops tonight” 🌧", "half \ud83d"),
)
over = replace(episode, over_at=NOW + HOURS)


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        for client in (ann, ben):
            await work.clients.add(client)
        for counselor in (dana, eva):
            await work.counselors.add(counselor)


async def test_an_episode_comes_back_as_it_was(works: Works) -> None:
    async with works() as work:
        await work.episodes.put(episode)
    async with works() as work:
        assert await work.episodes.get(episode.id) == episode
        assert await work.episodes.current(ANN) == episode
        assert await work.episodes.current(BEN) is None
        assert await work.episodes.get(EpisodeId(some_id("another"))) is None


async def test_an_episode_that_is_over_is_no_longer_the_current_one(works: Works) -> None:
    later = replace(episode, id=EpisodeId(some_id("later")), began_at=NOW + HOURS)
    async with works() as work:
        for one in (episode, over, later):
            await work.episodes.put(one)
    async with works() as work:
        assert await work.episodes.current(ANN) == later
        assert await work.episodes.of(ANN) == [over, later]
        assert await work.episodes.of(BEN) == []


async def test_of_a_clients_episodes_one_is_open(works: Works) -> None:
    async with works() as work:
        await work.episodes.put(episode)
    with pytest.raises(StillwaterError):
        async with works() as work:
            await work.episodes.put(replace(episode, id=EpisodeId(some_id("second"))))


async def test_its_history_stands_in_order(works: Works) -> None:
    entries = [
        Entry(Mark.BEGAN, NOW),
        Entry(Mark.TOLD, NOW + MINUTE, DANA),
        Entry(Mark.SEEN, NOW + MINUTE, DANA),
    ]
    async with works() as work:
        await work.episodes.put(episode)
        for entry in entries:
            await work.episodes.note(episode.id, entry)
    async with works() as work:
        assert await work.episodes.history(episode.id) == entries
        assert await work.episodes.history(EpisodeId(some_id("another"))) == []


async def test_a_counselor_finds_the_open_ones_they_were_told_of(works: Works) -> None:
    bens = replace(episode, id=EpisodeId(some_id("ben's")), client=BEN)
    async with works() as work:
        for one in (episode, bens):
            await work.episodes.put(one)
            await work.episodes.note(one.id, Entry(Mark.TOLD, NOW, DANA))
        await work.episodes.put(replace(bens, over_at=NOW))
    async with works() as work:
        assert await work.episodes.told(DANA) == [episode]
        assert await work.episodes.told(EVA) == []


async def test_episodes_go_with_their_client(works: Works) -> None:
    async with works() as work:
        await work.episodes.put(episode)
        await work.episodes.note(episode.id, Entry(Mark.BEGAN, NOW))
    async with works() as work:
        await work.clients.remove(ANN)
    async with works() as work:
        assert await work.episodes.get(episode.id) is None
        assert await work.episodes.history(episode.id) == []


async def test_the_rota_is_the_last_one_that_was_set(works: Works) -> None:
    async with works() as work:
        assert await work.rota.all() == []
        await work.rota.set([DANA, EVA])
        assert await work.rota.all() == [DANA, EVA]
        await work.rota.set([EVA])
    async with works() as work:
        assert await work.rota.all() == [EVA]


async def test_operators_come_back_until_they_are_removed(works: Works) -> None:
    first, second = Operator(-1001, NOW), Operator(77, NOW + MINUTE, "es")
    async with works() as work:
        for one in (second, first, replace(first, since=NOW + HOURS)):
            await work.operators.add(one)
    async with works() as work:
        assert await work.operators.all() == [first, second]
        await work.operators.remove(first.chat)
    async with works() as work:
        assert await work.operators.all() == [second]
