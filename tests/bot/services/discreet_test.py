"""Discreet: what nobody asked for stays behind one plain line until the client opens it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.interview.library import library
from bot.interview.oneline import LONGEST, read_line
from bot.interview.phrases import packaged
from bot.interview.terms import Kind
from bot.ports import OutboxState
from bot.screens import phone
from bot.services import news
from bot.services.enrol.beginning import give
from bot.services.enrol.handover import hand_over
from bot.services.replan import replan
from bot.services.visit import Visit
from tests.bot.services.briefing.meeting import before, rates, says
from tests.bot.services.counsel.planned_desk import press
from tests.bot.services.room import DANA, ELI, Room

LINE: Final = "Hello. Something for you is here."
KEPT: Final = ("pancakes on saturday", "mia stops asking", "i am stubborn", "the horses")
"""A goal, a reason, a strength, and what the client calls it."""
TITLES: Final = tuple(script.words["en"]["title"] for script in library().values())
NEVER: Final = (*KEPT, "Dana", "Eli", *(title for title in TITLES if " " in title))
"""What stands on no locked screen."""


async def kept(*, discreet: bool = True) -> Room:
    """Give a room in which a client has said a lot, and sees Dana on Friday."""
    room = await before(discreet=discreet)
    goal = await says(room, Kind.GOAL, KEPT[0], worth_seeing=True)
    await says(room, Kind.REASON, KEPT[1], worth_seeing=True, goal=goal.id)
    await says(room, Kind.STRENGTH, KEPT[2], worth_seeing=True)
    await rates(room, "importance", 7)
    client = await room.client()
    await room.change(profile={**client.profile, "thing": KEPT[3]})
    client = await room.client()
    async with room.store.works() as work:
        visit = Visit(room.house, work, client, room.clock.now())
        await give(visit, "")
        await replan(visit)
    room.opens = False
    return room


async def waiting(room: Room) -> int:
    async with room.store.works() as work:
        return (await work.outbox.depth()).get(OutboxState.KEPT_BACK, 0)


async def changed(room: Room) -> None:
    """Let somebody else change what is planned, and the client be told of it."""
    client = await room.client()
    async with room.store.works() as work:
        await news.changed(Visit(room.house, work, client, room.clock.now()))
    await room.pass_(timedelta(minutes=6))


async def test_news_waits_behind_a_line_and_opens_at_a_tap() -> None:
    room = await kept()
    await changed(room)
    assert (room.last().text, list(room.last().keys)) == (LINE, ["Open"])
    assert await waiting(room) == 1
    line = room.last()
    await room.tap("Open")
    assert room.last().text.startswith(room.say("news.head"))
    assert (line.text, line.keys) == (LINE, {})
    assert await waiting(room) == 0


async def test_who_wants_their_words_shown_reads_them_at_once() -> None:
    room = await kept(discreet=False)
    await changed(room)
    assert room.last().text.startswith(room.say("news.head"))
    assert await waiting(room) == 0


async def test_what_has_passed_is_not_opened_any_more() -> None:
    room = await kept()
    await changed(room)
    line = room.last()
    await room.pass_(timedelta(days=15))
    (button,) = line.keys.values()
    await room.press(line, button)
    assert room.last().text == room.say("phone.nothing")
    assert await waiting(room) == 0


@pytest.mark.parametrize("own", [False, True])
async def test_the_chosen_line_stands_for_everything_that_comes_by_itself(*, own: bool) -> None:
    room = await kept()
    await room.give("settings")
    await room.tap("Lock screen: words stay hidden")
    await room.tap("Choose the line")
    if own:
        await room.write("see t.me/horses")
        assert room.last().text == room.say("unread.line")
        await room.write("Pizza tonight?")
        assert "Pizza tonight?" in room.last().text
        await room.tap("Keep it")
    else:
        await room.tap("A note is here.")
    chosen = "Pizza tonight?" if own else "A note is here."
    assert f"“{chosen}”" in room.last().text
    await changed(room)
    assert room.last().text == chosen
    await room.next_prompt()
    assert room.last().text == chosen
    assert "Start" in room.last().keys


async def test_it_can_be_tried_and_nothing_is_behind_it_twice() -> None:
    room = await kept()
    await room.give("settings")
    await room.tap("Lock screen: words stay hidden")
    await room.tap("Show me one now")
    assert room.last().text == LINE
    await room.tap("Open")
    assert room.last().text == room.say("phone.tried")


async def test_a_check_in_ends_with_a_plain_line_only_where_that_is_wished() -> None:
    room = await kept()
    await room.give("slip")
    await room.tap("That's all")
    assert room.last().text != room.say("close-line.done")
    await room.give("settings")
    await room.tap("Lock screen: words stay hidden")
    await room.tap("End check-ins with a plain line")
    await room.give("slip")
    await room.tap("That's all")
    assert room.last().text == room.say("close-line.done")


async def test_the_number_is_never_kept_back_and_says_no_reason() -> None:
    room = await kept()
    await room.write("I want to kill myself")
    await room.pass_(timedelta(minutes=11))
    assert room.last().text == "Once more, in case it's lost above: call or text 988."
    assert await waiting(room) == 0


@given(st.text(max_size=60))
def test_a_line_of_their_own_is_one_plain_line(text: str) -> None:
    said = read_line(text)
    if said is not None:
        assert 0 < len(said) <= LONGEST
        assert said in text
        assert said.isprintable()
        assert not any(mark in said for mark in ("@", "/", "\n"))


def test_lines_read_the_same_on_the_key_and_on_the_screen() -> None:
    asked = library()[phone.LINE]
    for locale, words in asked.words.items():
        for name in phone.OURS:
            said = packaged()(locale, f"{phone.LINE}.{name}")
            assert words[f"line.choice.{name}"] == said
            assert not any(never in said for never in NEVER)


LIVES = st.lists(
    st.one_of(
        st.tuples(st.just("pass"), st.sampled_from([1, 4, 11, 24, 30, 70, 200])),
        st.tuples(st.just("tap"), st.integers(0, 30)),
        st.tuples(
            st.sampled_from(["begin", "say", "danger", "pause", "session", "handover"]),
            st.integers(0, 30),
        ),
    ),
    min_size=4,
    max_size=12,
)


@given(LIVES)
@settings(max_examples=15, deadline=None)
def test_a_locked_screen_shows_nothing_that_is_theirs(life: list[tuple[str, int]]) -> None:
    asyncio.run(_lives(life))


async def _lives(life: list[tuple[str, int]]) -> None:
    room = await kept()
    await room.counselor("Eli", ELI)
    for what, n in life:
        seen = {bubble.id: bubble.text for bubble in room.on_screen()}
        if await _unasked(room, what, n):
            now = {one.id: one.text for one in room.on_screen() if seen.get(one.id) != one.text}
            for text in now.values():
                assert [never for never in NEVER if never in text] == [], text
    assert room.failures == []


async def _unasked(room: Room, what: str, n: int) -> bool:
    """Let it happen; say whether it was no doing of the client's."""
    match what:
        case "pass":
            await room.pass_(timedelta(hours=n))
        case "session":
            await press(room, "session", (await room.client()).id)
            await room.write(f"in {1 + n % 9} days at 3pm", DANA)
            if "yes" in str(room.last(DANA).buttons):
                await room.tap("yes", DANA)
        case "pause":
            await changed(room)
        case "handover":
            dana, eli = await room.who(DANA), await room.who(ELI)
            async with room.store.works() as work:
                await hand_over(room.house, work, dana.id, eli.id, room.clock.now())
            await room.pass_(timedelta(hours=1))
        case _:
            await _theirs(room, what, n)
            return False
    return True


async def _theirs(room: Room, what: str, n: int) -> None:
    keys = [(bubble, key) for bubble in room.on_screen()[-4:] for key in bubble.keys.values()]
    match what:
        case "tap" if keys:
            await room.press(*keys[n % len(keys)])
        case "begin":
            await room.give(("urge", "slip", "checkin")[n % 3])
        case "danger":
            await room.write("I want to kill myself")
        case _:
            await room.write(KEPT[n % len(KEPT)])
