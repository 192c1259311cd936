"""A template given to many at once: who gets what, on one screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from bot.care import Session
from bot.people import Standing
from bot.schedule.plan import Slot, Weekdays
from tests.bot.services.counsel.desk import care_of, desk
from tests.bot.services.counsel.giving_desk import HARD, PHONE, chats, crowd, named, opened, single
from tests.bot.services.counsel.planned_desk import plans, press, taps
from tests.bot.services.room import DANA


async def test_it_says_what_changes_for_whom() -> None:
    room = await crowd(4)
    for chat in chats(3):
        await single(room, chat)
    await opened(room, chat=103)
    await taps(room, "plan:weekly", "save")
    await opened(room)
    await taps(room, "plan:weekly", "others", "all:0", "on")
    shown = room.last(DANA).text
    assert "“Once a week”, for 4 clients." in shown
    assert "From tomorrow, for 3 clients:" in shown
    assert "Ends, for 3 clients:" in shown
    assert "Nothing changes for Client 03." in shown
    before = await plans(room, 103)
    await taps(room, "save")
    assert room.last(DANA).text.startswith("Saved for 3 clients.")
    for chat in chats(4):
        (only,) = await plans(room, chat)
        assert only.cadence == Weekdays((7,))
    assert await plans(room, 103) == before


async def test_each_gets_it_around_their_own_hour() -> None:
    room = await crowd(3)
    for chat, hardest in zip(chats(3), ("fri-20-00", HARD, "sun-13-00"), strict=True):
        await named(room, chat, hardest)
    await opened(room)
    await taps(room, "plan:risky-time", "others", "all:0", "on", "save")
    days = [(await plans(room, chat))[0].cadence for chat in chats(3)]
    assert days == [Weekdays((5,)), Weekdays((6,)), Weekdays((7,))]


async def test_an_hour_is_asked_for_those_who_named_none() -> None:
    room = await crowd(3)
    await named(room, 101, HARD)
    await press(room, "templates", "")
    await taps(room, "plan:risky-time", "all:0", "on")
    assert room.last(DANA).text.startswith("For Blue scarf and Client 02 no hardest hour is known.")
    await taps(room, "day:5", "at:20-00", "save")
    days = [(await plans(room, chat))[0].cadence for chat in chats(3)]
    assert days == [Weekdays((5,)), Weekdays((6,)), Weekdays((5,))]


async def test_who_is_paused_or_has_no_session_is_named() -> None:
    room = await crowd(3)
    await room.change(101, standing=Standing.PAUSED)
    at = (room.clock.now() + timedelta(days=9)).replace(tzinfo=None)
    care = await care_of(room, 102)
    then = Session(at - timedelta(days=20), "UTC"), Session(at, "UTC")
    async with room.store.works() as work:
        await work.cares.put(replace(care, sessions=then))
    await opened(room)
    await taps(room, "plan:session-frame", "others", "all:0", "on")
    shown = room.last(DANA).text
    assert "Paused just now: Client 01." in shown
    assert "A session is not set yet for Blue scarf and Client 01;" in shown


async def test_it_can_be_chosen_before_anybody_is() -> None:
    room = await crowd(10)
    await press(room, "templates", "")
    await taps(room, "plan:weekly", "page:1", "all:1", "page:0", "Client 01", "on")
    assert "for 3 clients." in room.last(DANA).text
    await taps(room, "Back", "✓ Client 01", "on", "save")
    given = {chat: await plans(room, chat) for chat in chats(10)}
    assert [chat for chat, (plan,) in given.items() if plan.cadence == Weekdays((7,))] == [108, 109]


async def test_thirty_clients_fit_one_phone_screen_at_their_most_different() -> None:
    room = await desk(*(f"A label that is as long as can be {n:02}...." for n in range(30)))
    for n, chat in enumerate(chats(30)):
        await named(room, chat, f"{('mon', 'wed', 'sat')[n % 3]}-{9 + n % 12:02}-00")
        await single(room, chat, slots=(Slot(time(10, n), time(10, n)),))
    await press(room, "templates", "")
    await taps(room, "plan:risky-time")
    for page in range(4):
        await taps(room, f"all:{page}", *([f"page:{page + 1}"] if page < 3 else []))
    await taps(room, "on")
    shown = room.last(DANA).text
    assert "for 30 clients." in shown
    assert "more, the same at times of their own." in shown
    assert "more, other plans end." in shown
    assert len(shown) < PHONE
