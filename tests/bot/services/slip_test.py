"""A slip: safety first, the word about courts once, and the client's own name for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services import talk
from bot.services.visit import Visit

if TYPE_CHECKING:
    from tests.bot.services.room import Room

DAY = timedelta(days=1)
COURTS = "Courts can sometimes order records."
NAME = "What shall I call it when it comes up?"
NALOXONE = "naloxone and company help"


async def begin(room: Room, name: str = "slip") -> None:
    client = await room.client()
    async with room.store.works() as work:
        await talk.begin(Visit(room.house, work, client, room.clock.now()), name)
    await room.deliver()


async def test_still_going_on_is_safety_and_people_and_nothing_else(room: Room) -> None:
    await room.welcome()
    await begin(room)
    await room.tap("Still going on")
    *_, said, asked = room.on_screen()
    assert NALOXONE in said.text
    assert "/help" in said.text
    assert "?" not in said.text
    assert said.keys == {}
    assert asked.text == room.say("crisis-ask.overdose")
    assert await room.current() is None
    assert "slipped" in (await room.client()).profile


async def test_too_much_of_it_brings_who_comes(room: Room) -> None:
    await room.welcome()
    await begin(room)
    await room.tap("Still going on")
    await room.tap("Not sure")
    assert "call 911 now and say overdose" in room.last().text
    assert (await room.client()).held


async def test_courts_are_named_once_and_before_anything_is_told(room: Room) -> None:
    await room.welcome()
    await begin(room)
    await room.tap("Over for now")
    first = room.last().text
    assert COURTS in first
    assert NALOXONE in first
    assert first.endswith("What happened?")
    await room.write("payday, and nobody home")
    await room.write("the cash in my hand is the thing")
    await room.tap("Worth seeing again")
    await room.pass_(3 * DAY)
    await begin(room)
    await room.tap("Over for now")
    assert COURTS not in room.last().text
    assert NALOXONE in room.last().text


async def test_what_comes_back_is_called_what_the_client_calls_it(room: Room) -> None:
    await room.welcome()
    for _ in range(2):
        await begin(room)
        await room.tap("Over for now")
        await room.pass_(2 * DAY)
    assert NAME in room.last().text
    await begin(room)
    await room.tap("Over for now")
    await room.write("a wobble")
    await room.give("stop")
    await begin(room)
    await room.tap("Over for now")
    assert "“a wobble”, as you call it." in room.last().text
    assert NAME not in room.last().text


async def test_what_happened_is_not_kept_and_what_it_shows_waits_for_leave(room: Room) -> None:
    await room.welcome()
    await begin(room)
    await room.tap("Over for now")
    await room.write("two beers at the match, then four")
    await room.write("that i go quiet before it")
    kept = [(one.kind.value, one.text, one.worth_seeing) for one in await room.words()]
    assert kept == [("takeaway", "that i go quiet before it", False)]
    await room.tap("Worth seeing again")
    assert [one.worth_seeing for one in await room.words()] == [True]


async def test_told_in_the_review_of_the_week_it_leads_there(room: Room) -> None:
    await room.welcome()
    await begin(room, "week-review")
    await room.tap("There was a slip")
    assert "Is it over for now, or still going on?" in room.last().text
    current = await room.current()
    assert current is not None
    assert current.script == "slip"
