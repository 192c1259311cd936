from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.arrival import (
    Arrival,
    Blocked,
    Command,
    Edited,
    Forwarded,
    InGroup,
    Sent,
    Tapped,
    Thing,
    Unblocked,
    What,
    Wrote,
)
from bot.message import Purpose
from bot.people import Standing
from bot.ports import Received
from tests.bot.services.room import ANN, WELCOME, Room

CAUGHT = "I want to kill myself"


async def known(room: Room) -> bool:
    async with room.store.works() as work:
        return await work.clients.by_chat(ANN) is not None


PASSING = [Blocked(), Unblocked(), InGroup(), Tapped(None), Command("help"), Wrote("Help")]
WORDS = [
    Wrote(CAUGHT),
    Edited(CAUGHT),
    Forwarded(CAUGHT),
    Sent(Thing.PICTURE, CAUGHT),
    Command("x", CAUGHT),
]


def named(what: What) -> str:
    return type(what).__name__


@pytest.mark.parametrize("what", [*PASSING, Wrote(CAUGHT)], ids=named)
async def test_nothing_is_kept_of_a_stranger_who_wants_nothing_kept(room: Room, what: What) -> None:
    await room.happen(what)
    assert not await known(room)


@pytest.mark.parametrize("what", [Wrote("hello"), Command("start"), Sent(Thing.STICKER)])
async def test_whoever_begins_is_met(room: Room, what: What) -> None:
    await room.happen(what)
    assert (await room.client()).standing is Standing.ARRIVING
    assert "Which language" in room.last().text


@pytest.mark.parametrize(
    "declines", [("en", "no"), ("en", "on", "read", "no"), ("en", "on", "read", "yes", "no")]
)
async def test_who_says_no_is_forgotten_and_told_so_kindly(
    room: Room, declines: tuple[str, ...]
) -> None:
    await room.give("start")
    for option in declines:
        await room.tap(option)
    assert not await known(room)
    assert room.last().text
    assert room.last().sent.client is None


async def test_consent_is_noted_with_the_version_of_its_text(room: Room) -> None:
    await room.welcome()
    client = await room.client()
    async with room.store.works() as work:
        (line,) = await work.consents.of(client.id)
    assert line.agreed
    assert line.version == client.consent == room.library["welcome"].version


async def test_a_name_is_kept_of_nobody_who_has_not_agreed(room: Room) -> None:
    await room.give("start")
    assert (await room.client()).name == ""
    for option in WELCOME:
        await room.tap(option)
    assert (await room.client()).name == "Ann"


async def test_after_such_words_an_open_check_in_mirrors_no_more(room: Room) -> None:
    await room.welcome()
    for said, what in (
        ("up for breakfast", "A goal"),
        ("they stop asking me", "A reason to change"),
    ):
        await room.write(said)
        await room.tap(what)
    await room.tap("Worth seeing again")
    await room.give("checkin")
    await room.tap("Goal mirror")
    assert "up for breakfast" in room.last().text
    await room.write(CAUGHT)
    await room.tap("Still true")
    assert "they stop asking me" not in room.last().text
    (goal, _) = await room.words()
    assert goal.still == 1  # what was on screen was meant


async def test_nor_does_a_late_answer_bring_back_what_rests(room: Room) -> None:
    await room.welcome()
    await room.write("up for breakfast")
    await room.tap("A goal")
    await room.change(discreet=False)
    await room.next_prompt()
    shown = room.last()
    await room.pass_(timedelta(hours=15))
    await room.write(CAUGHT)
    reaction = await room.press(shown, shown.keys["Still true"])
    assert reaction.toast == room.say("late.over")
    assert room.states()[0] == "late"


async def test_what_happened_once_does_not_happen_again(room: Room) -> None:
    await room.welcome()
    async with room.store.works() as work:
        await work.inbox.add([Received(900, ANN, "{}", room.clock.now())])
    arrival = Arrival(ANN, room.clock.now(), Command("help"), 900, 4000)
    await room.converse.happen(arrival)
    await room.deliver()
    texts = room.texts()
    await room.converse.happen(arrival)
    await room.deliver()
    assert room.texts() == texts


async def test_what_failed_is_not_done(room: Room) -> None:
    await room.welcome()
    async with room.store.works() as work:
        await work.inbox.add([Received(900, ANN, "{}", room.clock.now())])
    room.converse.house = replace(room.house, library={})
    with pytest.raises(LookupError):
        await room.converse.happen(Arrival(ANN, room.clock.now(), Wrote("hello"), 900, 4000))
    async with room.store.works() as work:
        assert [row.update for row in await work.inbox.waiting()] == [900]


@pytest.mark.parametrize("what", WORDS, ids=named)
async def test_safety_hears_all_words_first_and_leaves_the_question_open(
    room: Room, what: What
) -> None:
    await room.welcome()
    await room.give("checkin")
    await room.tap("How sure you are")
    await room.tap("7")
    before = await room.current()
    await room.happen(what)
    *_, card, question = room.on_screen()
    assert "988" in card.text
    assert "?" in question.text
    assert card.sent.purpose is question.sent.purpose is Purpose.CRISIS
    assert await room.current() == before
    assert await room.words() == []
    rests = (await room.client()).mirror_rests_until
    assert rests == room.clock.now() + timedelta(hours=72)


@pytest.mark.parametrize("said", range(len(WELCOME)))
async def test_and_all_through_the_welcome(room: Room, said: int) -> None:
    await room.give("start")
    for option in WELCOME[:said]:
        await room.tap(option)
    before = await room.current()
    await room.write(CAUGHT)
    assert "988" in room.last().text
    assert await room.current() == before


@pytest.mark.parametrize("ends", ["Nothing to keep", "/stop", "time"])
async def test_what_is_not_to_be_kept_is_nowhere(room: Room, ends: str) -> None:
    await room.welcome()
    await room.write("between you and me")
    match ends:
        case "/stop":
            await room.give("stop")
        case "time":
            await room.pass_(timedelta(hours=13))
        case _:
            await room.tap(ends)
    assert await room.words() == []
    assert "between you and me" not in repr(room.store._shelves.conversations)


async def test_forwarded_words_are_nobodys_answer(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    await room.tap("How sure you are")
    before = await room.current()
    await room.happen(Forwarded("7"))
    assert room.last().text == room.say("odd.forwarded")
    assert await room.current() == before


async def test_who_blocked_the_bot_is_sent_nothing_until_they_are_back(room: Room) -> None:
    await room.welcome()
    await room.happen(Wrote("hello"), deliver=False)
    await room.happen(Blocked())
    assert "What is this for you" not in room.last().text
    assert room.states() == []
    await room.pass_(timedelta(days=30))
    assert room.states() == []
    await room.happen(Unblocked())
    assert (await room.client()).gone_at is None
    assert room.states() == ["planned"]


async def test_in_a_group_it_says_that_it_does_not_talk_there(room: Room) -> None:
    await room.happen(InGroup(), -77)
    assert room.texts(-77) == [room.say("odd.group")]


async def test_a_conversation_left_open_lapses_without_a_word(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    await room.tap("How sure you are")
    texts = room.texts()
    await room.pass_(timedelta(hours=12))
    assert await room.current() is None
    assert room.texts() == texts


async def test_the_welcome_waits_for_as_long_as_it_takes(room: Room) -> None:
    await room.give("start")
    await room.tap("en")
    await room.pass_(timedelta(days=3))
    await room.tap("Go on")
    assert "this isn't enough" in room.last().text


async def test_a_bubble_before_the_closing_line_still_joins(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    await room.tap("How sure you are")
    await room.tap("10")
    await room.write("call dee", deliver=False)
    assert await room.current() is None
    await room.write("before the weekend")
    assert [kept.text for kept in await room.words()] == ["call dee\nbefore the weekend"]
    await room.write("and this is something else")
    assert "What is this for you" in room.last().text
