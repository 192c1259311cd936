"""/forgetme: said what goes, asked twice, and then nobody is known here any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Command, Tapped
from bot.care import Telling
from bot.errors import NotDelivered, Refused, SurelyNotSent, Uncertain, Unreachable
from bot.message import Delivered
from bot.own import Own, Version
from bot.ports import OutboxState
from bot.services import fates
from tests.bot.services.alerts.watch import watch
from tests.bot.services.counsel.desk import desk
from tests.bot.services.counsel.planned_desk import begin
from tests.bot.services.enrol.inviting import invite, invites
from tests.bot.services.room import ANN, DANA, ELI, Room

if TYPE_CHECKING:
    from bot.people import ClientId
    from tests.bot.services.bubble import Bubble

GOES = "Everything kept of you can go"
GONE = "It's gone. Nothing of you is kept here"


async def forget(room: Room, chat: int = ANN) -> None:
    await room.give("forgetme", chat)
    await room.tap("Forget everything", chat)
    await room.tap("Yes, forget everything", chat)


def taken_back(room: Room) -> set[int]:
    return {id_ for one in room.deletions if one.chat == ANN for id_ in one.deletes}


async def nothing_left(room: Room, client: ClientId, chat: int = ANN) -> None:
    """Look into every drawer."""
    shelves = room.store._shelves
    drawers = {name: getattr(shelves, name) for name in shelves.__slots__ if name != "updates"}
    for name, drawer in drawers.items():
        if isinstance(drawer, dict):
            assert client not in repr(drawer), name
            assert f"chat={chat}," not in repr(drawer), name


async def test_it_is_said_what_goes_and_asked_twice() -> None:
    room = await desk("Blue scarf")
    await room.give("forgetme")
    asked = room.last()
    assert asked.text.startswith(GOES)
    assert "Dana keeps what they have read" in asked.text
    assert list(asked.keys) == [
        "Take a copy first", "Only one day", "Keep everything", "Forget everything"
    ]  # fmt: skip
    await room.tap("Forget everything")
    assert asked.text == "Once it's gone, nobody can bring it back. Should everything go?"
    assert list(asked.keys) == ["Yes, forget everything", "No, keep it"]
    await room.tap("No, keep it")
    assert asked.text == "Everything stays as it was."
    assert (await room.client()).id


async def test_the_key_that_forgets_stands_elsewhere_each_time() -> None:
    room = Room()
    await room.welcome()
    await room.give("forgetme")
    first = [[key.label for key in row] for row in room.last().buttons]
    await room.tap("Forget everything")
    second = [[key.label for key in row] for row in room.last().buttons]
    assert first.index(["Forget everything"]) >= len(second)
    assert second[-1] == ["No, keep it"]


async def test_afterwards_nobody_is_known_and_nothing_is_kept() -> None:
    room = await desk("Blue scarf")
    client = (await room.client()).id
    await room.write("up for breakfast with the kids")
    await room.tap("A goal")
    before = len(room.on_screen())
    assert before > 5
    await forget(room)
    await nothing_left(room, client)
    (left,) = room.on_screen()
    assert left.text.startswith(GONE)
    assert room.last(DANA).text == "Blue scarf is no longer connected."
    await room.write("hello")
    assert (await room.client()).id != client
    assert "language" in room.last().text.lower()


async def test_what_they_wrote_is_deleted_too() -> None:
    room = await desk("Blue scarf")
    await room.write("one of my own")
    mine = max(room.store._shelves.incoming)[1]
    await forget(room)
    assert mine in taken_back(room)


async def test_before_they_agreed_nothing_they_write_is_noted() -> None:
    room = Room()
    await room.give("start")
    await room.write("hm")
    assert not room.store._shelves.incoming


async def test_deletions_go_in_hundreds_before_the_last_message() -> None:
    room = Room()
    await room.welcome()
    client = await room.client()
    async with room.store.works() as work:
        for id_ in range(1000, 1250):
            await work.incoming.add(client.id, id_, room.clock.now())
        await work.incoming.add(client.id, 999, room.clock.now() - timedelta(hours=49))
    await room.give("forgetme")
    await room.tap("Forget everything")
    await room.tap("Yes, forget everything")
    assert [len(one.deletes) for one in room.deletions[:-1]] == [100, 100]
    assert set(range(1000, 1250)) <= taken_back(room)
    assert 999 not in taken_back(room)


async def test_a_key_of_a_while_ago_forgets_nobody() -> None:
    room = Room()
    await room.welcome()
    await room.give("forgetme")
    await room.tap("Forget everything")
    room.clock.at += timedelta(minutes=16)
    reaction = await room.tap("Yes, forget everything")
    assert reaction.toast.startswith("That key was from a while ago")
    assert room.last().text.startswith(GOES)
    assert (await room.client()).id


async def test_a_key_from_before_does_not_forget_who_came_after() -> None:
    room = Room()
    await room.welcome()
    await room.give("forgetme")
    await room.tap("Forget everything")
    bubble = room.last()
    old = bubble.keys["Yes, forget everything"]
    await room.press(bubble, old)
    await room.welcome()
    anew = (await room.client()).id
    tapped = Tapped(old.does, "an old message", old.label)
    await room.happen(tapped, ANN, bubble.id)
    assert (await room.client()).id == anew


async def test_a_second_tap_finds_a_stranger_and_changes_nothing() -> None:
    room = Room()
    await room.welcome()
    await room.give("forgetme")
    await room.tap("Forget everything")
    bubble = room.last()
    yes = bubble.keys["Yes, forget everything"]
    await room.press(bubble, yes)
    count = len(room.texts())
    await room.press(bubble, yes)
    assert len(room.texts()) == count
    assert not room.store._shelves.clients


async def test_a_stranger_has_nothing_to_forget() -> None:
    room = Room()
    await room.give("forgetme")
    assert room.last().text.startswith("Nothing of you is kept here.")
    assert not room.store._shelves.clients


async def test_who_has_not_agreed_yet_is_forgotten_at_once() -> None:
    room = Room()
    await room.give("start")
    client = (await room.client()).id
    await room.give("forgetme")
    await nothing_left(room, client)
    assert room.texts() == [room.say("forget.gone")]


async def test_people_to_call_stay_in_reach() -> None:
    room = Room()
    await room.welcome()
    await forget(room)
    assert room.last().sent.keyboard == (("Help",),)
    await room.write("Help")
    assert "988" in room.last().text
    assert not room.store._shelves.clients


async def test_an_open_check_in_and_its_timers_go() -> None:
    room = Room()
    await room.welcome()
    await room.give("urge")
    assert await room.current() is not None
    assert room.timers()
    await forget(room)
    assert room.timers() == []


async def test_who_is_in_danger_sees_help_first_and_may_go_all_the_same() -> None:
    room = await watch(Telling.ALWAYS)
    client = (await room.client()).id
    await room.write("i want to kill myself tonight")
    assert room.texts(DANA)[-1].startswith("Alert: ")
    await room.give("forgetme")
    help_, asked = room.on_screen()[-2:]
    assert "988" in help_.text
    assert "isn't taken back" in asked.text
    await room.tap("Forget everything")
    await room.tap("Yes, forget everything")
    await nothing_left(room, client)
    told = room.texts(DANA)
    assert any(text.startswith("Alert: ") for text in told)
    assert any("has ended the connection" in text for text in told)
    await room.tap("I'm on it", DANA)
    assert room.last(DANA).text == room.say("alert.gone")


async def test_an_alert_on_its_way_arrives_and_leaves_nothing() -> None:
    room = await watch(Telling.ALWAYS)
    client = (await room.client()).id
    await room.give("forgetme")
    await room.tap("Forget everything")
    yes = room.last()
    await room.write("i want to kill myself tonight", deliver=False)
    await room.happen(pressed(yes, "Yes, forget everything"), ANN, yes.id, deliver=False)
    assert not room.texts(DANA)
    await room.deliver()
    assert [text.split()[0] for text in room.texts(DANA)] == ["Alert:", "Blue", "Blue"]
    assert not [one for one in await waiting(room) if one is not None]
    await nothing_left(room, client)


async def test_what_is_in_the_air_meanwhile_is_taken_back_when_it_lands() -> None:
    room = Room()
    await room.welcome()
    client = (await room.client()).id
    await room.give("forgetme")
    await room.tap("Forget everything")
    yes = room.last()
    await room.happen(Command("goals"), ANN, deliver=False)
    async with room.store.works() as work:
        (flies,) = await work.outbox.lease(room.clock.now(), 1, timedelta(minutes=1))
        assert await work.outbox.sending(flies.message.id)
    await room.happen(pressed(yes, "Yes, forget everything"), ANN, yes.id, deliver=False)
    async with room.store.works() as work:
        await fates.land(work, flies, Delivered(77, room.clock.now()), room.clock.now())
    await room.deliver()
    assert 77 in taken_back(room)
    await nothing_left(room, client)


async def test_what_cannot_be_delivered_for_a_day_is_left_and_leaves_nothing() -> None:
    room = Room()
    await room.welcome()
    client = (await room.client()).id
    await room.give("forgetme")
    await room.tap("Forget everything")
    yes = room.last()
    await room.happen(pressed(yes, "Yes, forget everything"), ANN, yes.id, deliver=False)
    room.clock.at += timedelta(days=1)
    async with room.store.works() as work:
        while left := await work.outbox.lease(room.clock.now(), 10, timedelta(minutes=1)):
            for out in left:
                assert out.message.expires_at == room.clock.now()
                await fates.unsent(work, out.message, OutboxState.EXPIRED, room.clock.now())
    await nothing_left(room, client)


@pytest.mark.parametrize("fate", [Refused(), Unreachable(), SurelyNotSent(), Uncertain()])
async def test_whatever_becomes_of_the_last_messages_they_leave_nothing(
    fate: NotDelivered,
) -> None:
    room = Room()
    await room.welcome()
    client = (await room.client()).id
    await room.give("forgetme")
    await room.tap("Forget everything")
    yes = room.last()
    await room.happen(pressed(yes, "Yes, forget everything"), ANN, yes.id, deliver=False)
    for _ in range(20):
        room.clock.at += timedelta(hours=2)
        async with room.store.works() as work:
            now = room.clock.now()
            for out in await work.outbox.lease(now, 10, timedelta(minutes=1)):
                until = out.message.expires_at
                if until is not None and until <= now:
                    await fates.unsent(work, out.message, OutboxState.EXPIRED, now)
                else:
                    await fates.land(work, out, fate, now)
    await nothing_left(room, client)


async def test_an_invitation_they_opened_is_as_if_they_had_not() -> None:
    room = await desk("Blue scarf")
    await room.counselor("Eli", ELI)
    code = await invite(room, chat=ELI)
    await room.happen(Command("start", code), ANN)
    (made,) = await invites(room, ELI)
    assert made.used_by == ANN
    told = len(room.texts(ELI))
    await forget(room)
    assert await invites(room, ELI) == [replace(made, used_by=None)]
    assert len(room.texts(ELI)) == told
    await room.happen(Command("start", code), ANN)
    assert (await room.client()).profile["invite"] == made.id


async def test_what_a_counselor_had_begun_about_them_is_past() -> None:
    room = await desk("Blue scarf")
    client = (await room.client()).id
    await begin(room)
    dialog = room.last(DANA)
    assert [draft.client for draft in room.store._shelves.drafts.values()] == [client]
    await forget(room)
    assert not room.store._shelves.drafts
    reaction = await room.press(dialog, next(iter(dialog.keys.values())))
    assert reaction.toast == room.say("late.turn")
    await room.write("Tuesdays at seven", DANA)
    assert room.last(DANA).text == room.say("counselor.unheard")
    await room.give("clients", DANA)
    assert "Blue scarf" not in room.last(DANA).text


async def test_check_ins_published_to_them_are_published_to_the_others_still() -> None:
    room = await desk("Blue scarf", "Green coat")
    dana, others = await room.who(), (await room.client(101)).id
    ann = (await room.client()).id
    own = Own("own-1", dana.id, "Evenings", (Version("v1", room.clock.now()),), frozenset())
    async with room.store.works() as work:
        await work.owns.put(own)
        await work.owns.give(own.name, {ann, others})
    await forget(room)
    async with room.store.works() as work:
        left = await work.owns.get(own.name)
    assert left is not None
    assert left.clients == {others}


def pressed(bubble: Bubble, label: str) -> Tapped:
    return Tapped(bubble.keys[label].does, bubble.text, label)


async def waiting(room: Room) -> list[str | None]:
    async with room.store.works() as work:
        left = await work.outbox.lease(room.clock.now(), 10, timedelta(minutes=1))
    return [out.message.text for out in left]
