"""A client of long is invited: they connect, move from somebody else, or stay as they are."""

from __future__ import annotations

import pytest

from bot.care import Share, Silence
from bot.people import Standing
from tests.bot.services.enrol.inviting import agreed, care, invite, invites, joins, opens, plans
from tests.bot.services.room import ANN, DANA, ELI, Room


@pytest.fixture
async def code(room: Room) -> str:
    await room.counselor()
    return await invite(room)


async def test_somebody_who_came_alone_connects_on_their_own_terms(room: Room, code: str) -> None:
    await room.welcome()
    assert (await room.client()).enrolled_at is not None
    before = await plans(room)
    await opens(room, code)
    assert "Dana invites you to connect" in room.last().text
    await room.tap("share")
    await room.tap("tell")
    assert "Dana is connected now" in room.last().text
    found = await care(room)
    assert found is not None
    assert (found.label, found.silence) == ("K.", Silence.TELL)
    assert found.sharing == {Share.TAKING_PART, Share.COUNTS}
    assert await agreed(room) == [
        ("taking part", True),
        ("with a counselor", True),
        ("sharing that I take part", True),
        ("sharing counts", True),
        ("telling of silence", True),
    ]
    assert await plans(room) == before
    assert room.texts(DANA)[-1] == "K. has accepted your invitation."
    assert "invite" not in (await room.client()).profile


async def test_a_no_changes_nothing_and_is_told_to_nobody(room: Room, code: str) -> None:
    await room.welcome()
    told, before = room.texts(DANA), await agreed(room)
    await opens(room, code)
    await room.tap("no")
    client = await room.client()
    assert client.standing is Standing.ACTIVE
    assert client.consent is not None
    assert await care(room) is None
    assert await agreed(room) == before
    assert room.texts(DANA) == told
    assert [(one.used_at, one.used_by) for one in await invites(room)] == [(None, None)]


async def test_withdrawn_before_the_answer_it_connects_nobody(room: Room, code: str) -> None:
    await room.welcome()
    await opens(room, code)
    (one,) = await invites(room)
    await room.give("invite", DANA)
    await room.tap("open", DANA)
    await room.tap(f"one:{one.id[:16]}", DANA)
    await room.tap("withdraw", DANA)
    await room.tap("private")
    await room.tap("tell")
    assert room.last().text == room.say("enrol.withdrawn")
    assert await care(room) is None
    assert ("with a counselor", True) not in await agreed(room)
    assert (await room.client()).standing is Standing.ACTIVE


async def test_moving_names_both_and_leaves_the_label_behind(room: Room, code: str) -> None:
    await joins(room, code)
    eli = await room.counselor("Eli", ELI)
    await opens(room, await invite(room, "Green", ELI))
    asked = room.last().text
    assert asked.startswith("Dana is connected here now. Eli invites you to move.")
    await room.tap("private")
    await room.tap("leave")
    found = await care(room)
    assert found is not None
    assert (found.counselor, found.label) == (eli.id, "Green")
    assert found.sharing == {Share.TAKING_PART}
    assert found.sessions == ()
    assert room.texts(DANA)[-1] == "K. is no longer connected."
    assert room.texts(ELI)[-1] == "Green has accepted your invitation."
    assert "Green" not in "\n".join(room.texts(ANN))


async def test_staying_is_staying(room: Room, code: str) -> None:
    await joins(room, code)
    await room.counselor("Eli", ELI)
    before, told = await care(room), room.texts(DANA)
    await opens(room, await invite(room, "Green", ELI))
    await room.tap("stay")
    assert await care(room) == before
    assert room.texts(DANA) == told


async def test_a_second_link_of_the_same_counselor_is_not_needed(room: Room, code: str) -> None:
    await joins(room, code)
    await opens(room, await invite(room, "Other"))
    assert "connected with Dana already" in room.last().text
    found = await care(room)
    assert found is not None
    assert found.label == "K."
    assert [one.used_by for one in await invites(room)] == [None, None]
