"""The night's work: each night once, in small steps that nobody waits behind, and unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.arrival import Blocked, Unblocked
from bot.interview.terms import Kind
from bot.message import Delivered, Message, MessageId
from bot.ports import TimerKind
from bot.retention import DAY, DEFAULTS
from bot.services import retention
from bot.services.tick import Tick
from tests.bot.services import shelves
from tests.bot.services.choosing_test import planned
from tests.bot.services.counsel.desk import desk
from tests.bot.services.room import ANN, DANA, MONDAY, Room

FIRST = datetime(2026, 3, 3, 3, tzinfo=UTC)
"""The night after a room's Monday."""


async def due(room: Room) -> datetime | None:
    async with room.store.works() as work:
        return await work.timers.next_due(TimerKind.NIGHT)


async def done(room: Room) -> datetime | None:
    async with room.store.works() as work:
        return await work.retention.done()


async def night(room: Room, now: datetime | None = None) -> int:
    """Let the next night come, or this one; give in how many steps it was done."""
    at = now or await due(room)
    assert at is not None
    steps = await room.pass_(at - room.clock.now())
    assert not room.failures
    return steps


async def known(room: Room, chat: int = ANN) -> bool:
    async with room.store.works() as work:
        return await work.clients.by_chat(chat) is not None


async def test_it_is_waited_for_once(room: Room) -> None:
    await retention.arm(room.house)
    assert await due(room) == FIRST
    room.clock.at += 3 * DAY
    await retention.arm(room.house)  # a start after some days away: it is done at once
    assert await due(room) == FIRST
    assert await room.pass_() == 1
    assert await done(room) == MONDAY + 3 * DAY
    assert await due(room) == FIRST + 3 * DAY
    assert room.timers() == ["night"]


async def test_every_night_is_done_and_the_next_one_waited_for(room: Room) -> None:
    await retention.arm(room.house)
    for n in range(4):
        assert await night(room) == 1
        assert await done(room) == FIRST + n * DAY
    assert await due(room) == FIRST + 4 * DAY


async def test_a_great_deal_goes_in_steps_and_nobody_waits_behind_them(room: Room) -> None:
    """Each step is a transaction, and what else is due has its turn between any two."""
    async with room.store.works() as work:
        for n in range(2 * retention.BATCH + 7):
            sent = Message(MessageId(f"{n}"), 1, "", created_at=MONDAY - 9 * DAY)
            await work.outbox.add(sent)
            await work.outbox.sent(sent.id, Delivered(n, MONDAY - 9 * DAY))
    await retention.arm(room.house)
    assert await night(room) == 3
    async with room.store.works() as work:
        assert await work.outbox.depth() == {}


async def test_a_night_that_was_cut_short_goes_on_where_it_was(room: Room) -> None:
    lines = [f"line {n}" for n in range(retention.BATCH + 1)]
    await room.welcome()
    client = await room.client()
    async with room.store.works() as work:
        await work.conversations.rest(client.id, lines, MONDAY - 99 * DAY)
    await retention.arm(room.house)
    room.clock.at = FIRST
    tick = Tick(room.house, at_once=1)
    (timer,) = [one for one in await tick._claim() if one.kind is TimerKind.NIGHT]
    assert await tick._wake(timer)
    assert await due(room) == FIRST  # here somebody pulls the plug
    assert await done(room) is None
    await room.pass_()
    assert await done(room) == FIRST
    async with room.store.works() as work:
        assert await work.conversations.resting(client.id, MONDAY - 999 * DAY) == frozenset()


async def test_what_a_client_is_shown_is_the_same_the_morning_after() -> None:
    room = await desk("Ann")
    await shelves.put(room, 1, Kind.GOAL, text="up for breakfast")
    await shelves.put(room, 2, Kind.REASON, text="mia asked me to")
    await shelves.rate(room, "importance", 4, 6, 7)
    await retention.arm(room.house)

    async def shown() -> list[tuple[str, list[str]]]:
        screens = []
        for chat, commands in ((ANN, ("mirror", "goals", "plan", "sharing")), (DANA, ("clients",))):
            for command in commands:
                await room.give(command, chat)
                screens.append((room.last(chat).text, list(room.last(chat).keys)))
        return screens

    room.clock.at = FIRST - timedelta(minutes=5)
    before = await shown()
    await night(room)
    assert await shown() == before


async def test_who_blocked_the_bot_is_forgotten_after_the_period() -> None:
    room = await desk("Ann")
    await retention.arm(room.house)
    await room.happen(Blocked())
    since = room.clock.now()
    await night(room, since + 90 * DAY)
    assert await known(room)
    assert "Ann" in " ".join(await _clients(room))
    await night(room, since + 91 * DAY)
    assert not await known(room)
    assert "Ann" not in " ".join(await _clients(room))
    assert room.say("clients.none")[:10] in room.last(DANA).text


async def _clients(room: Room) -> list[str]:
    await room.give("clients", DANA)
    return [room.last(DANA).text, *room.last(DANA).keys]


async def test_coming_back_stops_the_clock(room: Room) -> None:
    await room.welcome()
    await retention.arm(room.house)
    await room.happen(Blocked())
    await night(room, room.clock.now() + 89 * DAY)
    await room.happen(Unblocked())
    await night(room, room.clock.now() + 30 * DAY)
    assert await known(room)


async def test_who_stopped_and_still_looks_in_stays(room: Room) -> None:
    await room.welcome()
    await retention.arm(room.house)
    await room.give("stop")
    await night(room, room.clock.now() + 200 * DAY)
    await room.give("mirror")
    await night(room, room.clock.now() + 364 * DAY)
    assert await known(room)
    await night(room, room.clock.now() + 2 * DAY)
    assert not await known(room)


async def test_who_never_agreed_is_forgotten(room: Room) -> None:
    await retention.arm(room.house)
    await room.give("start")
    await room.tap("en")
    assert await known(room)
    await night(room, room.clock.now() + 31 * DAY)
    assert not await known(room)


async def test_a_tap_on_a_question_whose_answers_are_gone_is_told_that_it_is_over() -> None:
    room = planned('checkins = ["goal-mirror"]')
    await room.welcome()
    await room.change(discreet=False)
    await shelves.put(room, 1, Kind.GOAL, text="up for breakfast")
    await room.next_prompt()
    await room.pass_(timedelta(hours=15))
    await room.give("pause")
    await room.tap("Until I say")
    await retention.arm(room.house)
    await night(room, room.clock.now() + 91 * DAY)
    question = next(one for one in room.on_screen() if "up for breakfast" in one.text)
    told = await room.press(question, question.keys["Still true"])
    assert told.toast == room.say("late.over")
    assert await room.current() is None


async def test_with_never_for_all_everybody_stays(room: Room) -> None:
    await room.welcome()
    room.tick.house = replace(room.house, periods=dict.fromkeys(DEFAULTS))
    await retention.arm(room.house)
    await room.happen(Blocked())
    await night(room, room.clock.now() + 9999 * DAY)
    assert await known(room)
