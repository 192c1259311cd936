"""What a client can begin: the packaged check-ins, and those that were published to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import Unreadable
from bot.interview.parse import parse
from bot.own import Own, Version
from bot.services.counsel.call import Call
from bot.services.house import PINNED
from bot.services.visit import Visit

if TYPE_CHECKING:
    from tests.bot.services.room import Room

NAME, LABEL = "own-1a2b3c4d", "Sleep · from Dana"
SLEEP = """\
format = 1
title  = "Sleep"
about  = "A word about last night"

[steps.night]
skill = "open question"
ask   = "How was the night?"
open  = true
next  = "end"
"""


async def published(room: Room, *texts: str) -> Own:
    """Let a counselor have written these versions, published to the client of the first chat."""
    counselor, client = await room.counselor(), await room.client()
    versions = []
    async with room.store.works() as work:
        for text in texts:
            version = parse(NAME, {"en": text}).version if "format" in text else "0" * 16
            await work.scripts.put(NAME, version, {"en": text})
            versions.append(Version(version, room.clock.now()))
        own = Own(NAME, counselor.id, "Sleep", tuple(versions), frozenset({client.id}))
        await work.owns.put(own)
        await work.owns.give(own.name, own.clients)
    return own


async def test_a_published_check_in_begins_like_any_other_in_its_newest_version(room: Room) -> None:
    await room.welcome()
    await published(room, SLEEP, SLEEP.replace("the night?", "your night?"))
    await room.give("checkin")
    await room.tap(LABEL)
    assert room.last().text == "How was your night?"


async def test_a_client_without_its_language_reads_it_as_it_was_written(room: Room) -> None:
    await room.welcome()
    await published(room, SLEEP)
    await room.change(locale="es")
    await room.give("checkin")
    await room.tap("Sleep · de Dana")
    assert room.last().text == "How was the night?"


async def test_a_withdrawn_one_is_begun_no_more_and_who_is_in_it_finishes(room: Room) -> None:
    await room.welcome()
    own = await published(room, SLEEP)
    await room.give("checkin")
    await room.tap(LABEL)
    async with room.store.works() as work:
        await work.owns.put(replace(own, withdrawn_at=room.clock.now()))
    await room.write("short")
    assert await room.current() is None
    await room.give("checkin")
    assert LABEL not in room.last().keys


async def test_what_can_be_read_no_more_is_left_out_and_reported(room: Room) -> None:
    await room.welcome()
    await published(room, "nothing")
    await room.give("checkin")
    assert "How sure you are" in room.last().keys
    assert [(what, type(error)) for what, error in room.failures] == [("own.unread", Unreadable)]


async def test_a_counselor_knows_their_own_by_name_and_a_gone_one_is_said_to_be(room: Room) -> None:
    await room.welcome()
    await published(room, SLEEP)
    counselor, client = await room.who(), await room.client()
    async with room.store.works() as work:
        call = Call(room.house, work, counselor, room.clock.now())
        assert (await call.shelf())[NAME].words["en"]["title"] == call.title(NAME) == "Sleep"
        assert call.title("own-00000000") == room.say("own.gone")
        visit = Visit(room.house, work, client, room.clock.now())
        assert await visit.checkin("own-00000000") is None


async def test_only_so_many_versions_are_held(room: Room) -> None:
    async with room.store.works() as work:
        for n in range(PINNED + 9):
            text = SLEEP.replace("Sleep", f"Sleep {n}")
            version = parse(NAME, {"en": text}).version
            await work.scripts.put(NAME, version, {"en": text})
            assert (await room.house.script(work, NAME, version)).words["en"]["title"][6:] == str(n)
    assert len(room.house._pinned) == PINNED
