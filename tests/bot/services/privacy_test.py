"""/privacy: who sees what, their counselor's own pages, who looked, and what is taken back."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arrival import Tapped
from bot.care import Share, Silence
from bot.interview.terms import Kind
from bot.message import Press
from bot.people import Standing
from bot.screens.sharing import SWITCHES
from bot.services.counsel import overviews
from bot.services.counsel.call import Call
from bot.services.counsel.seeing import PAGES
from tests.bot.services.briefing.meeting import before, briefs, looks, rates, says
from tests.bot.services.counsel.desk import care_of, desk, shares
from tests.bot.services.counsel.planned_desk import press
from tests.bot.services.room import ANN, DANA, Room

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS: Final = ("the mornings with Mia", "a cold shower", "home by six", "wine at home")


async def waiting(room: Room, chat: int = DANA) -> list[str]:
    """Give what is on its way to a chat, unsent."""
    return [
        row.message.text
        for row in room.store._shelves.outbox.values()
        if row.message.chat == chat and row.delivered is None
    ]


async def full() -> Room:
    room = await desk("Blue scarf")
    await shares(room)
    await says(room, Kind.GOAL, WORDS[2])
    await says(room, Kind.REASON, WORDS[0], shown=True)
    await says(room, Kind.REASON, "not for anybody")
    await says(room, Kind.RELIEF, WORDS[1])
    for value in (4, 6):
        room.clock.at += timedelta(days=1)
        await rates(room, "importance", value)
    return room


async def switches(room: Room, argument: str, *, deliver: bool = True) -> None:
    """Turn a switch on /sharing."""
    named = argument if argument.startswith("leave") else f"let-{argument}"
    tapped = Tapped(Press("sharing", named), "seen", "Key")
    await room.happen(tapped, ANN, None, deliver=deliver)


async def sees(room: Room, page: str) -> str:
    """Give a page as the client is shown it, without what stands above it."""
    await room.happen(Tapped(Press("seen", page), "seen", "Key"), ANN, None)
    return room.last().text.partition("\n\n")[2]


async def is_shown(room: Room, action: str) -> str:
    """Give a page as the counselor is shown it."""
    await press(room, action, (await room.client()).id)
    return room.last(DANA).text


@settings(max_examples=25, deadline=None)
@given(
    sharing=st.frozensets(st.sampled_from(SWITCHES)),
    standing=st.sampled_from([Standing.ACTIVE, Standing.PAUSED, Standing.STOPPED]),
    words=st.lists(
        st.tuples(
            st.sampled_from([Kind.GOAL, Kind.REASON, Kind.VALUE, Kind.RELIEF]),
            st.sampled_from(WORDS),
            st.booleans(),
        ),
        max_size=7,
    ),
    numbers=st.lists(st.integers(0, 10), max_size=2),
)
def test_they_are_shown_what_the_counselor_is_shown(
    sharing: frozenset[Share],
    standing: Standing,
    words: list[tuple[Kind, str, bool]],
    numbers: list[int],
) -> None:
    asyncio.run(_same(sharing, standing, words, numbers))


async def _same(
    sharing: frozenset[Share],
    standing: Standing,
    words: Iterable[tuple[Kind, str, bool]],
    numbers: Iterable[int],
) -> None:
    room = await desk("Blue scarf")
    await shares(room)
    await room.change(standing=standing)
    care = await care_of(room)
    async with room.store.works() as work:
        await work.cares.put(type(care)(care.client, care.counselor, "B.", care.since, sharing))
    for kind, text, shown in words:
        await says(room, kind, text, shown=shown)
    for number in numbers:
        await rates(room, "craving", number)
    for page in ("card", *PAGES):
        if page != "brief-last":
            theirs = await is_shown(room, page)
            assert await sees(room, page) == theirs
            assert "B." in theirs or theirs == room.say("seen.private")


async def test_the_keys_lead_to_the_same_pages_or_nowhere() -> None:
    room = await full()
    await room.give("privacy")
    await room.tap("What they see")
    card = room.last()
    for label in ("Goals and plans", "Words", "Numbers", "Hard-moments plan"):
        await room.press(card, card.keys[label])
        assert room.last() is not card
        assert room.last().text.startswith(room.say("see.page").replace("{counselor}", "Dana"))
    before_, reaction = len(room.on_screen()), await room.press(card, card.keys["Rename"])
    assert reaction.toast == "That key works in Dana's chat only."
    assert len(room.on_screen()) == before_
    client = (await room.client()).id
    async with room.store.works() as work:
        assert await work.looks.of(client) == []


async def test_with_nobody_there_is_nobody_to_look() -> None:
    room = Room()
    await room.welcome()
    await room.give("privacy")
    assert room.last().text.startswith(room.say("privacy.alone"))
    assert "What they see" not in room.last().keys
    await room.tap("Who looked")
    assert room.last().text.startswith(room.say("looked.none"))
    await room.happen(Tapped(Press("seen", "card"), "seen", "Key"), ANN, None)
    assert room.last().text == room.say("see.nobody")


async def test_who_looked_is_told_by_day_and_by_their_own_clock() -> None:
    room = await full()
    await press(room, "client", (await room.client()).id)
    await press(room, "goals", (await room.client()).id)
    room.clock.at += timedelta(days=1)
    await press(room, "card", (await room.client()).id)
    await press(room, "card", (await room.client()).id)
    await room.give("privacy")
    await room.tap("Who looked")
    days = room.last().text.split("\n\n")
    seen = "your line in a list, your card and your goals and plans"
    assert days[1:3] == [
        "Thursday, March 5\n• Dana, 10:00 am: your card (twice)",
        f"Wednesday, March 4\n• Dana, 10:00 am: {seen}",
    ]
    assert days[3] == room.say("looked.bound")
    await room.tap("Privacy")
    assert room.last().text.startswith("Dana sees now: that you take part, how many")


async def test_words_are_let_be_seen_one_by_one() -> None:
    room = await desk("Blue scarf")
    await says(room, Kind.REASON, WORDS[0])
    await says(room, Kind.REASON, "what nobody is to see")
    await room.give("mirror")
    await room.tap("1")
    await room.tap("Let Dana see this")
    assert "Dana sees this." in room.last().text
    assert await is_shown(room, "words") == await sees(room, "words")
    assert WORDS[0] in room.last().text
    assert "what nobody" not in room.last().text
    await room.give("mirror")
    await room.tap("1")
    await room.tap("Keep it private")
    assert WORDS[0] not in await is_shown(room, "words")


@pytest.mark.parametrize(
    ("page", "argument"),
    [
        ("card", "taking-part-off"),
        ("card", "counts-off"),
        ("goals", "goals-off"),
        ("words", "words-off"),
        ("hard-see", "hard-plan-off"),
        ("ratings", "ratings-off"),
        ("ratings", "taking-part-off"),
        ("goals", "leave-sure"),
    ],
)
async def test_what_waits_is_taken_back(page: str, argument: str) -> None:
    room = await full()
    client = (await room.client()).id
    await room.give("help", DANA)
    shown = len(room.on_screen(DANA))
    await room.happen(Tapped(Press(page, client), "seen", "Key"), DANA, None, deliver=False)
    assert len(await waiting(room)) == 1
    await switches(room, argument)
    texts = room.texts(DANA)[shown:]
    gone = ["Blue scarf is no longer connected."] if argument == "leave-sure" else []
    assert texts == gone


async def test_an_overview_that_waits_is_made_anew() -> None:
    room = await full()
    await room.give("help", DANA)
    shown = len(room.on_screen(DANA))
    dana = await room.who(DANA)
    async with room.store.works() as work:
        await overviews.again(Call(room.house, work, dana, room.clock.now()))
    assert "Blue scarf" in "\n".join(await waiting(room))
    await switches(room, "counts-off")
    assert not any("Blue scarf" in text for text in room.texts(DANA)[shown:])


async def test_a_brief_that_waits_goes_without_what_is_switched_off() -> None:
    room = await _sends()
    assert any("Importance" in text for text in await waiting(room))
    await switches(room, "ratings-off")
    (sent,) = await briefs(room)
    assert "ratings" not in sent.parts
    assert not any("Importance" in text for text in room.texts(DANA))
    assert any("home by six" in text for text in room.texts(DANA))
    assert room.say("sharing.brief-less") in room.last().text


@pytest.mark.parametrize("argument", ["taking-part-off", "leave-sure"])
async def test_a_brief_that_waits_is_not_sent_by_who_takes_part_no_more(argument: str) -> None:
    room = await _sends()
    await switches(room, argument)
    assert await briefs(room) == []
    assert not any("home by six" in text for text in room.texts(DANA))


async def _sends() -> Room:
    """Let Ann send a brief with goals and numbers that does not leave."""
    room = await before()
    await shares(room)
    await says(room, Kind.GOAL, "home by six")
    for value in (4, 6):
        room.clock.at += timedelta(minutes=1)
        await rates(room, "importance", value)
    await looks(room)
    for part in ("Numbers", "Goals"):
        if part in room.last().keys:
            await room.tap(part)
    (send,) = [key for label, key in room.last().keys.items() if label.startswith("Send")]
    await room.happen(Tapped(send.does, room.last().text, send.label), ANN, None, deliver=False)
    assert len(await briefs(room)) == 1
    return room


async def test_a_silence_is_kept_back_by_who_takes_part_to_themselves() -> None:
    room = await full()
    await switches(room, "taking-part-off")
    care = await care_of(room)
    assert care.silence is Silence.LEAVE
    assert care.sharing == {Share.ALERT_WORDS}
