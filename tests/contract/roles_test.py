"""The matrix of roles: whatever anybody sends, only what is theirs changes or is shown to them.

Everybody sends everything there is to be sent, about themselves, about the others, and about
nothing: every command and every key of every door, keys of questions, words, files, edits. What
they may not ask for comes first, and leaves even themselves as they were.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, cast

import pytest

from bot.arrival import Command, Tapped, What, Wrote
from bot.asks import asked
from bot.care import Care
from bot.message import Press
from bot.roles import Action, Role, may
from tests.bot.services.room import ANN, DANA, ELI, Room
from tests.contract.practices import (
    ELSEWHERE,
    LAST,
    PAIRS,
    SAM,
    UNTOUCHED,
    WHO,
    World,
    mark,
    near,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from storage.memory import MemoryStore
    from tests.databases import Place


@pytest.fixture
async def world() -> World:
    made = World(Room())
    await made.begin()
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def somewhere(request: pytest.FixtureRequest) -> Place:
    place: Place = request.getfixturevalue(request.param)
    return place


@pytest.fixture
async def kept_world(somewhere: Place) -> AsyncIterator[World]:
    database = somewhere.open()
    made = World(Room(store=cast("MemoryStore", database)))  # all a room needs is `works`
    await made.begin()
    yield made
    await database.close()


def test_every_role_that_a_chat_can_have_is_tried() -> None:
    assert {*WHO} == {*Role} - {Role.OTHER_COUNSELOR}


@pytest.mark.parametrize("role", list(WHO))
async def test_only_what_is_theirs_changes_or_is_shown(world: World, role: Role) -> None:
    chance = Random(role.value)  # noqa: S311 - what they try is not secret
    await _tries(world, role, world.deeds(role, chance, each=6), chance)


async def test_on_a_database_too(kept_world: World) -> None:
    for role in WHO:
        chance = Random(role.value)  # noqa: S311 - as above
        every = [one for one in kept_world.deeds(role, chance, each=2) if not _is_last(one, role)]
        some = chance.sample(every, min(len(every), 30))
        await _tries(kept_world, role, some, chance)


async def _tries(world: World, role: Role, deeds: list[What], chance: Random) -> None:
    """Let somebody of this role send all of it, what they may not ask for first."""
    chat = WHO[role]
    chance.shuffle(deeds)
    deeds.sort(key=lambda what: _is_last(what, role))
    refused = [what for what in deeds if not may(role, _action(what, role))]
    allowed = [what for what in deeds if may(role, _action(what, role))]
    foreign = [mark(other) for other in PAIRS if other not in near(chat)]

    untouched = () if role in UNTOUCHED else (chat,)
    before = await world.held(*untouched)
    for what in refused:
        await _happens(world, what, chat, chance, foreign)
    assert await world.held(*untouched) == before

    before = await world.held(*near(chat))
    for what in allowed:
        await _happens(world, what, chat, chance, foreign)
    assert await world.held(*near(chat)) == before
    assert world.room.failures == []


def _is_last(what: What, role: Role) -> bool:
    return asked(what, role) in LAST


async def _happens(
    world: World, what: What, chat: int, chance: Random, foreign: Iterable[str]
) -> None:
    for bubble in await world.send(what, chat, chance):
        assert bubble.chat in near(chat), (what, bubble.text)
        if bubble.chat == chat:
            assert [one for one in foreign if one in shown(bubble)] == [], what


def _action(what: What, role: Role) -> Action:
    opens = isinstance(what, Command) and what.name == "start" and what.argument
    return Action.OPEN if opens else asked(what, role)


@pytest.mark.parametrize("role", [Role.GROUP, Role.CHANNEL, Role.BOT])
async def test_only_where_a_person_is_there_is_anything_said(world: World, role: Role) -> None:
    came = await world.send(ELSEWHERE[role], WHO[role], Random(0))  # noqa: S311 - as above
    assert [one.text for one in came] == (
        [world.room.say("odd.group")] if role is Role.GROUP else []
    )


async def test_a_client_who_moved_on_is_out_of_reach_of_a_dialog_that_is_open(
    world: World,
) -> None:
    room, ann = world.room, await world.room.client(ANN)
    dana, eli = await room.who(DANA), await room.who(ELI)
    for name in ("session", "plan-new", "rename", "copy", "hard-offer"):
        async with room.store.works() as work:
            await work.cares.put(Care(ann.id, dana.id, mark(ANN), room.clock.now()))
        await room.give("clients", DANA)
        key = Tapped(Press(name, ann.id), "seen", "Key")
        await room.happen(key, DANA, room.last(DANA).id)
        async with room.store.works() as work:
            await work.cares.put(Care(ann.id, eli.id, "elsewhere", room.clock.now()))
        before = await world.held(DANA)
        keys = [one for one in room.last(DANA).keys.values() if one.does is not None]
        deeds: list[What] = [Tapped(one.does, room.last(DANA).text, one.label) for one in keys]
        for what in [Wrote("Fri 3pm"), *deeds, Wrote("Blue scarf")]:
            came = await world.send(what, DANA, Random(0))  # noqa: S311 - as above
            assert {one.chat for one in came} <= {DANA}
        assert await world.held(DANA) == before


async def test_a_suspended_counselor_opens_nothing_with_a_new_code(world: World) -> None:
    before = await world.held()
    for letter in "cko":
        await world.room.happen(Command("start", letter + "x" * 22), SAM)
        assert world.room.last(SAM).text == world.room.say("counselor.suspended")
    assert await world.held() == before
