"""The list of clients and a client's card, as a counselor finds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import uuid4

import pytest

from bot.arrival import Command, Tapped
from bot.care import Session, Share, Silence
from bot.message import Press
from bot.people import Standing
from bot.schedule.plan import PlanId
from tests.bot.services.counsel.desk import care_of, cared_for, desk
from tests.bot.services.room import ANN, BEN, DANA, Room

EVE: Final = 77
"""Another counselor's chat."""


def labels(room: Room) -> list[str]:
    return list(room.last(DANA).keys)


async def press(room: Room, action: str, argument: str, chat: int = DANA) -> None:
    if not room.on_screen(chat):
        await room.give("clients", chat)
    await room.happen(Tapped(Press(action, argument), "seen", "Key"), chat, room.last(chat).id)


async def test_somebody_with_no_clients_is_told_how_to_invite() -> None:
    room = await desk()
    await room.give("clients", DANA)
    assert "/invite" in room.last(DANA).text


async def test_the_list_has_a_key_for_each_with_its_marks() -> None:
    room = await desk("Blue scarf", "Álvaro", "Tuesday three")
    await room.change(101, standing=Standing.STOPPED)
    care = await care_of(room, 102)
    soon = (room.clock.now() + timedelta(days=1)).replace(tzinfo=None)
    async with room.store.works() as work:
        await work.cares.put(replace(care, sessions=(Session(soon, "UTC"),)))
    await room.give("clients", DANA)
    assert labels(room) == [
        "Tuesday three (session soon and new)",
        "Álvaro (new and paused)",
        "Blue scarf (new)",
        "A template for several",
    ]
    room.clock.at += timedelta(days=8)
    await room.give("clients", DANA)
    assert labels(room)[:3] == ["Álvaro (paused)", "Blue scarf", "Tuesday three"]


async def test_typed_words_after_the_list_search_it() -> None:
    room = await desk("Blue scarf", "Álvaro", "Tuesday three")
    await room.give("clients", DANA)
    await room.write("ALVA", DANA)
    assert labels(room) == ["Álvaro (new)", "All clients"]
    await room.tap("All clients", DANA)
    assert len(labels(room)) == 4
    await room.happen(Command("clients", "scarf"), DANA)
    assert labels(room) == ["Blue scarf (new)", "All clients"]
    await room.write("zzz", DANA)
    assert room.last(DANA).text == "No label has “zzz” in it."


async def test_a_long_list_is_turned_over_in_place() -> None:
    room = await desk(*[f"Client {n:02}" for n in range(10)])
    room.clock.at += timedelta(days=8)
    await room.give("clients", DANA)
    assert labels(room)[-3:] == ["Client 07", "More", "A template for several"]
    first = room.last(DANA).id
    await room.tap("More", DANA)
    assert labels(room) == ["Client 08", "Client 09", "Back", "A template for several"]
    assert room.last(DANA).id == first
    assert "page 2 of 2" in room.last(DANA).text


async def test_the_card_says_what_is_planned_and_nothing_that_is_not_shared() -> None:
    room = await desk("Blue scarf")
    await room.give("clients", DANA)
    await room.tap("Blue scarf (new)", DANA)
    text = room.last(DANA).text
    assert text.startswith("Blue scarf\n\nWith you since March 2.\nNext session: none is planned.")
    assert "As planned, next:" in text
    assert "They share no counts" in text
    assert "Last here" not in text
    assert labels(room) == [
        "Next session", "Plans", "New plan", "Templates", "Copy plans", "Rename",
        "Offer a hard-moments plan", "All clients",
    ]  # fmt: skip


async def test_the_card_says_what_they_share() -> None:
    room = await desk("Blue scarf")
    await room.next_prompt()
    await room.tap("Start", ANN)
    await room.change(ANN, seen_at=room.clock.now())
    care = await care_of(room)
    async with room.store.works() as work:
        shared = replace(care, sharing=care.sharing | {Share.COUNTS}, silence=Silence.TELL)
        await work.cares.put(shared)
    await press(room, "client", care.client)
    text = room.last(DANA).text
    assert "Answered in the last two weeks: 1 of 1." in text
    assert "Last here: March" in text
    assert "you're told" in text


async def test_a_prompt_that_is_still_open_is_nothing_to_count_yet() -> None:
    room = await desk("Blue scarf")
    care = await care_of(room)
    async with room.store.works() as work:
        await work.cares.put(replace(care, sharing=care.sharing | {Share.COUNTS}))
    await room.next_prompt()
    for command, said in (("clients", "client.no-counts"), ("overview", "overview.nothing")):
        await room.give(command, DANA)
        if command == "clients":
            await press(room, "client", care.client)
        assert room.say(said) in room.last(DANA).text


async def test_a_prompt_is_told_on_the_clients_clock() -> None:
    room = await desk("Blue scarf", zone="Europe/Madrid")
    await press(room, "client", (await room.client()).id)
    assert "on their clock (New York)." in room.last(DANA).text


async def test_plans_are_chosen_from_a_list() -> None:
    room = await desk("Blue scarf")
    await press(room, "client", (await room.client()).id)
    await room.tap("Plans", DANA)
    client = await room.client()
    async with room.store.works() as work:
        (plan,) = await work.plans.of(client.id)
    assert "1. “" in room.last(DANA).text
    assert labels(room) == ["1", "Back to the card"]
    assert room.last(DANA).keys["1"].does == Press("plan", plan.id)
    await room.tap("Back to the card", DANA)
    assert room.last(DANA).text.startswith("Blue scarf")


async def test_however_many_plans_there_are_each_can_be_chosen() -> None:
    room = await desk("Blue scarf")
    client = await room.client()
    async with room.store.works() as work:
        (plan,) = await work.plans.of(client.id)
        for _ in range(249):
            await work.plans.put(replace(plan, id=PlanId(uuid4().hex)), room.clock.now())
        every = [one.id for one in await work.plans.of(client.id)]
    await press(room, "client", client.id)
    await room.tap("Plans", DANA)
    chosen = []
    while True:
        keys = room.last(DANA).keys
        chosen += [key.does for label, key in keys.items() if label.isdecimal()]
        assert len(keys) <= 11
        if "More" not in keys:
            break
        await room.tap("More", DANA)
    assert chosen == [Press("plan", id_) for id_ in every]
    await room.tap("Back", DANA)
    assert "241. " in room.last(DANA).text


@pytest.mark.parametrize("action", ["client", "card", "plans"])
async def test_nobody_else_s_client_is_shown_however_the_key_was_made(action: str) -> None:
    room = await desk("Blue scarf")
    await room.counselor("Eve", EVE)
    await cared_for(room, BEN, "Green coat")
    for client in ((await room.client()).id, "0" * 32, "", "x"):
        await room.give("clients", EVE)
        await press(room, action, client, EVE)
        assert room.last(EVE).text == room.say("clients.gone")
    await room.happen(Command("clients", "scarf"), EVE)
    assert "Blue scarf" not in " ".join(room.texts(EVE))
