"""Somebody opens a counselor's link: each way it can go, and what is kept and told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.arrival import Command
from bot.care import GOOD_FOR, Share, Silence
from bot.people import Standing
from bot.schedule import template
from bot.services.converse import Converse
from tests.bot.services.enrol.inviting import (
    JOIN,
    agreed,
    care,
    invite,
    invites,
    joins,
    ledger,
    nobody,
    opens,
    plans,
)
from tests.bot.services.room import ANN, BEN, DANA, ELI, Room

SETTLING = JOIN[5:]
"""From the region on."""


@pytest.fixture
async def code(room: Room) -> str:
    await room.counselor()
    return await invite(room)


async def test_from_the_link_to_the_first_goal(room: Room, code: str) -> None:
    await opens(room, code)
    assert room.last().text.startswith("Hello. Dana invites you to this.")
    for option in JOIN:
        await room.tap(option)
    client = await room.client()
    assert client.standing is Standing.ACTIVE
    assert client.enrolled_at == room.clock.now()
    assert client.profile["risky"] == "fri-20-00"
    assert "invite" not in client.profile
    conversation = await room.current()
    assert conversation is not None
    assert conversation.script == "first-goal"
    assert "Friday around 8:00 pm is the hardest hour" in "\n".join(room.texts())


async def test_they_are_with_whoever_invited_as_they_chose(room: Room, code: str) -> None:
    await joins(room, code)
    found, dana = await care(room), await room.who()
    assert found is not None
    assert (found.counselor, found.label) == (dana.id, "K.")
    assert found.sharing == {Share.TAKING_PART, Share.COUNTS}
    assert found.silence is Silence.TELL
    assert await agreed(room) == [
        ("taking part", True),
        ("with a counselor", True),
        ("sharing that I take part", True),
        ("sharing counts", True),
        ("telling of silence", True),
    ]
    versions = {one.version for one in await ledger(room)}
    assert versions == {room.library["welcome-invited"].version}
    (used,) = await invites(room)
    assert used.used_at is not None
    assert used.used_by is None


async def test_sharing_nothing_is_as_good(room: Room, code: str) -> None:
    taps = ("on", "read", "yes", "private", "leave", *SETTLING)
    await joins(room, code, taps=taps)
    found = await care(room)
    assert found is not None
    assert found.sharing == {Share.TAKING_PART}
    assert found.silence is Silence.LEAVE
    assert ("sharing counts", False) in await agreed(room)
    assert ("telling of silence", True) not in await agreed(room)


async def test_the_counselor_is_told_in_one_line(room: Room, code: str) -> None:
    before = len(room.texts(DANA))
    await joins(room, code)
    assert room.texts(DANA)[before:] == ["K. has accepted your invitation."]
    (button,) = room.last(DANA).keys.values()
    assert getattr(button.does, "argument", None) == (await room.client()).id


@pytest.mark.parametrize("name", [n for n, t in template.packaged().items() if t.offered])
async def test_every_template_becomes_plans_from_tomorrow_on(room: Room, name: str) -> None:
    await room.counselor()
    await joins(room, await invite(room, template=name))
    made = await plans(room)
    assert len(made) == len(template.packaged()[name].plans)
    tomorrow = (room.clock.now().astimezone((await room.client()).zoneinfo)).date() + timedelta(1)
    assert all(plan.bounds.start >= tomorrow for plan in made)
    assert all(plan.title for plan in made)


async def test_the_plans_stand_around_the_hour_they_named(room: Room, code: str) -> None:
    await opens(room, code)
    for option in JOIN[:-1]:
        await room.tap(option)
    await room.write("thursday around 7")
    assert (await room.client()).profile["risky"] == "thu-19-00"
    before = (await plans(room))[0]
    assert getattr(before.cadence, "days", None) == (4,)
    assert before.slots[0].from_ < time(19)


async def test_an_hour_that_varies_has_a_sensible_one_in_its_place(room: Room, code: str) -> None:
    await joins(room, code, taps=(*JOIN[:-1], "varies"))
    assert "risky" not in (await room.client()).profile
    before = (await plans(room))[0]
    assert getattr(before.cadence, "days", None) == (5,)
    assert "hardest hour" not in "\n".join(room.texts())


async def test_what_is_no_hour_is_asked_for_again(room: Room, code: str) -> None:
    await opens(room, code)
    for option in JOIN[:-1]:
        await room.tap(option)
    await room.write("when I'm alone")
    assert room.last().text == room.say("unread.risky")


async def test_nobody_is_told_of_a_no_and_nothing_is_kept(room: Room, code: str) -> None:
    before = room.texts(DANA)
    await opens(room, code)
    for option in ("on", "read", "yes", "no"):
        await room.tap(option)
    assert await nobody(room)
    assert room.texts(DANA) == before
    (still,) = await invites(room)
    assert still.used_at is None
    assert still.used_by is None


@pytest.mark.parametrize("taps", [("no",), ("on", "me", "no")])
async def test_an_earlier_no_is_one_too(room: Room, code: str, taps: tuple[str, ...]) -> None:
    await opens(room, code)
    for option in taps:
        await room.tap(option)
    assert await nobody(room)
    assert [one.used_by for one in await invites(room)] == [None]


async def test_after_a_no_the_same_link_opens_again(room: Room, code: str) -> None:
    await opens(room, code)
    await room.tap("no")
    await joins(room, code)
    assert await care(room) is not None


async def test_it_is_in_the_language_of_the_invitation_and_can_be_in_another(room: Room) -> None:
    await room.counselor()
    code = await invite(room, spanish=True)
    await opens(room, code)
    assert room.last().text.startswith("Hola. Dana te invita a esto.")
    await room.tap("language")
    await room.tap("en")
    assert room.last().text.startswith("Hello. Dana invites you to this.")
    for option in JOIN[:3]:
        await room.tap(option)
    assert "Monday to Friday, 9:00 am to 5:00 pm" in room.last().text
    for option in JOIN[3:]:
        await room.tap(option)
    assert await care(room) is not None
    assert (await room.client()).locale == "en"


async def test_two_telephones_are_one_chat_and_it_goes_on(room: Room, code: str) -> None:
    await opens(room, code)
    await room.tap("on")
    asked = room.last().text
    await opens(room, code)
    assert room.last().text == asked
    await room.tap("read")
    await opens(room, code)
    for option in JOIN[2:]:
        await room.tap(option)
    await opens(room, code)
    assert any("connected with Dana already" in text for text in room.texts()[-3:])
    assert len(await invites(room)) == 1


async def test_opened_once_agreed_it_goes_on_where_they_were(room: Room, code: str) -> None:
    await opens(room, code)
    for option in JOIN[:4]:
        await room.tap(option)
    asked = room.last().text
    await opens(room, code)
    assert "connected with Dana already" in room.texts()[-2]
    assert room.last().text == asked


async def test_what_another_has_opened_is_not_for_two(room: Room, code: str) -> None:
    await opens(room, code)
    await opens(room, code, BEN)
    assert room.last(BEN).text == room.say("enrol.used")
    assert await nobody(room, BEN)
    for option in JOIN:
        await room.tap(option)
    await opens(room, code, BEN)
    assert room.last(BEN).text == room.say("enrol.used")


async def test_after_two_weeks_it_opens_nothing(room: Room, code: str) -> None:
    room.clock.at += GOOD_FOR
    await opens(room, code)
    assert room.last().text == room.say("enrol.closed")
    assert await nobody(room)


async def test_what_was_opened_in_time_may_be_answered_later(room: Room, code: str) -> None:
    await opens(room, code)
    room.clock.at += GOOD_FOR
    for option in JOIN:
        await room.tap(option)
    assert await care(room) is not None


async def test_an_unknown_code_is_said_to_be_one(room: Room) -> None:
    await opens(room, "c" + "x" * 22)
    assert room.last().text == room.say("code.unknown")
    assert await nobody(room)


async def test_a_suspended_counselor_invites_nobody(room: Room) -> None:
    await room.counselor()
    code = await invite(room)
    dana = await room.who()
    async with room.store.works() as work:
        await work.counselors.save(replace(dana, suspended=True))
    await opens(room, code)
    assert room.last().text == room.say("enrol.closed")


async def withdraw(room: Room) -> None:
    await room.give("invite", DANA)
    await room.tap("open", DANA)
    (one,) = [one for one in await invites(room) if one.used_at is None]
    await room.tap(f"one:{one.id[:16]}", DANA)
    await room.tap("withdraw", DANA)


async def test_withdrawn_it_opens_nothing(room: Room, code: str) -> None:
    await withdraw(room)
    await opens(room, code)
    assert room.last().text == room.say("enrol.closed")


async def test_withdrawn_before_the_answer_it_connects_nobody(room: Room, code: str) -> None:
    await opens(room, code)
    await withdraw(room)
    for option in JOIN:
        await room.tap(option)
    assert room.last().text == room.say("enrol.withdrawn")
    assert await nobody(room)


async def test_withdrawn_before_another_language_is_chosen(room: Room, code: str) -> None:
    await opens(room, code)
    await withdraw(room)
    await room.tap("language")
    await room.tap("es")
    assert await nobody(room)


async def test_of_a_counselor_they_have_not_read_of_it_connects_nobody(
    room: Room, code: str
) -> None:
    eli = await room.counselor("Eli", ELI)
    await opens(room, code)
    (one,) = await invites(room)
    async with room.store.works() as work:
        await work.invites.save(replace(one, counselor=eli.id))
    for option in JOIN:
        await room.tap(option)
    assert room.last().text == room.say("enrol.withdrawn")
    assert await nobody(room)
    await opens(room, code)
    assert room.last().text.startswith("Hello. Eli invites you to this.")


async def test_another_link_for_the_same_label(room: Room, code: str) -> None:
    await room.give("invite", DANA)
    await room.tap("open", DANA)
    (one,) = await invites(room)
    await room.tap(f"one:{one.id[:16]}", DANA)
    await room.tap("again", DANA)
    await room.tap("make", DANA)
    await opens(room, code)
    assert room.last().text == room.say("enrol.closed")
    fresh = room.last(DANA).text.rpartition("start=")[2]
    await joins(room, fresh)
    found = await care(room)
    assert found is not None
    assert found.label == "K."


async def test_a_welcome_without_invitation_makes_room_for_one(room: Room, code: str) -> None:
    await room.give("start")
    await room.tap("en")
    await joins(room, code)
    assert await care(room) is not None


async def test_another_invitation_takes_the_place_of_one_not_answered(room: Room) -> None:
    await room.counselor()
    await room.counselor("Eli", ELI)
    first, second = await invite(room), await invite(room, "J.", ELI)
    await opens(room, first)
    await joins(room, second)
    found, eli = await care(room), await room.who(ELI)
    assert found is not None
    assert found.counselor == eli.id
    assert [one.used_by for one in await invites(room)] == [None]


async def test_one_invitation_at_a_time_once_the_first_is_agreed_to(room: Room) -> None:
    await room.counselor()
    await room.counselor("Eli", ELI)
    first, second = await invite(room), await invite(room, "J.", ELI)
    await opens(room, first)
    for option in JOIN[:4]:
        await room.tap(option)
    await opens(room, second)
    assert room.texts()[-2] == room.say("enrol.first-this")


async def test_a_counselor_who_opens_it_learns_what_it_is(room: Room, code: str) -> None:
    await opens(room, code, DANA)
    assert room.last(DANA).text == room.say("enrol.own-link")
    await room.counselor("Eli", ELI)
    await opens(room, code, ELI)
    assert room.last(ELI).text == room.say("enrol.clients-link")
    assert [one.used_by for one in await invites(room)] == [None]


async def test_without_invitation_nobody_begins_where_that_is_switched_off(room: Room) -> None:
    room.house = replace(room.house, self_referral=False)
    room.converse = Converse(room.house)
    await room.happen(Command("start"))
    assert room.last().text.startswith(room.say("enrol.by-invitation"))
    assert "988" in room.last().text
    assert await nobody(room)
    await room.counselor()
    await joins(room, await invite(room))
    assert (await room.client(ANN)).standing is Standing.ACTIVE
