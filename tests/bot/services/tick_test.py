from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.errors import Away
from bot.interview.conversation import ConversationId
from bot.people import ClientId
from bot.ports import Timer, TimerKind
from bot.ports.meters import Waking
from bot.services.anew import TRIES, Unsettled
from bot.services.drawing import Drawing, NotDrawn
from bot.services.tick import LEASE, Tick
from storage.memory import MemoryStore
from tests.bot.services.room import ANN, BEN, Room
from tests.counted import Counted

HOUR = timedelta(hours=1)


async def put(room: Room, *timers: Timer) -> None:
    async with room.store.works() as work:
        for timer in timers:
            await work.timers.set(timer)


async def test_nothing_is_due_nothing_happens(room: Room) -> None:
    await room.welcome()
    assert await room.pass_() == 0


async def test_one_bad_timer_does_not_stop_the_rest(room: Room) -> None:
    await room.welcome()
    await room.welcome(BEN)
    bad = await room.client(BEN)
    due = room.occurrences()[0][1].due_at
    async with room.store.works() as work:
        conversation = await work.conversations.current(bad.id)
    assert conversation is None
    room.library = {}
    await room.change(BEN, zone="Nowhere/AtAll")
    await room.pass_(due - room.clock.now())
    assert [what for what, _ in room.failures] == ["timer prompt"]
    assert room.texts(ANN)[-1] == room.say("prompt.discreet")
    assert "sent" in room.states()


async def test_a_timer_for_what_is_gone_is_quietly_done(room: Room) -> None:
    await room.welcome()
    client = (await room.client()).id
    now = room.clock.now()
    gone = ConversationId("f" * 32)
    await put(
        room,
        Timer("a", client, TimerKind.LAPSE, now, gone, 1),
        Timer("b", client, TimerKind.LAPSE, now),
        Timer("c", client, TimerKind.PROMPT, now, occurrence="e" * 32),
        Timer("d", client, TimerKind.REMINDER, now, occurrence="e" * 32),
        Timer("e", client, TimerKind.EXPIRY, now, occurrence="e" * 32),
        Timer("f", client, TimerKind.RESUME, now),
    )
    texts = room.texts()
    assert await room.pass_() == 6
    assert room.texts() == texts
    assert room.failures == []
    assert room.timers() == ["prompt"]


async def test_a_late_lapse_ends_no_later_question(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    await room.tap("How sure you are")
    current = await room.current()
    assert current is not None
    stale = Timer("a", current.client, TimerKind.LAPSE, room.clock.now(), current.id, current.turn)
    await room.tap("5")
    await put(room, stale)
    await room.pass_()
    now = await room.current()
    assert now is not None
    assert now.turn == current.turn + 1
    await room.pass_(13 * HOUR)
    assert await room.current() is None


async def test_the_time_to_answer_begins_anew_with_each_question(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    await room.tap("How sure you are")
    await room.pass_(11 * HOUR)
    await room.tap("5")
    await room.pass_(11 * HOUR)
    assert await room.current() is not None
    assert room.timers().count("lapse") == 1


async def test_a_client_who_is_gone_wakes_nothing(room: Room) -> None:
    await room.welcome()
    await room.pass_()
    client = await room.client()
    async with room.store.works() as work:
        await work.clients.remove(ClientId(client.id))
    assert await room.pass_(30 * 24 * HOUR) == 0


async def poison(ticks: list[float]) -> Room:
    """Give a room where a prompt is due and fails, and leases run by a clock of the test's."""
    room = Room(store=MemoryStore(lambda: ticks[0]))
    await room.welcome()
    room.clock.at = room.occurrences()[0][1].due_at
    await room.change(zone="Nowhere/AtAll")
    return room


async def try_(tick: Tick, ticks: list[float], times: int) -> None:
    for _ in range(times):
        ticks[0] += LEASE.total_seconds()
        await tick.tick()


async def aside(room: Room) -> list[TimerKind]:
    async with room.store.works() as work:
        return [timer.kind for timer in await work.timers.set_aside()]


async def test_a_timer_that_fails_three_times_is_set_aside_and_named_until_the_next_start() -> None:
    ticks = [0.0]
    room = await poison(ticks)
    id_ = f"prompt:{room.occurrences()[0][0]}"
    named: list[Timer] = []
    tick = Tick(room.house, aside=named.append)
    await try_(tick, ticks, 5)
    assert [what for what, _ in room.failures] == ["timer prompt"] * 3
    assert [timer.id for timer in named] == [id_]
    assert await aside(room) == [TimerKind.PROMPT]
    await tick.start()
    assert await aside(room) == []
    await try_(tick, ticks, 5)
    assert [what for what, _ in room.failures] == ["timer prompt"] * 4
    assert [timer.id for timer in named] == [id_, id_]


class Failing(Tick):
    """Lets every timer fail in one way."""

    kind: type[Exception] = LookupError

    async def _happen(self, *_: object) -> bool:
        raise self.kind


class Ailing(Failing):
    kind = Away


async def test_a_store_that_is_away_sets_no_timer_aside() -> None:
    ticks = [0.0]
    room = await poison(ticks)
    await try_(Ailing(room.house), ticks, 5)
    assert [what for what, _ in room.failures] == ["timer prompt"] * 5
    assert await aside(room) == []


async def test_an_alert_that_cannot_climb_is_tried_for_ever() -> None:
    ticks = [0.0]
    room = await poison(ticks)
    client = (await room.client()).id
    await put(room, Timer("alert", client, TimerKind.ALERT, room.clock.now()))
    await try_(Failing(room.house), ticks, 5)
    assert [what for what, _ in room.failures].count("timer alert") == 5
    assert await aside(room) == [TimerKind.PROMPT]


async def test_what_wants_another_picture_each_time_comes_to_an_end() -> None:
    room = Room()
    await room.welcome()
    kinds = iter(range(1000))

    def draws(n: int) -> bytes:
        return bytes(n)

    class Restless(Tick):
        async def _happen(self, *_: object) -> bool:
            raise NotDrawn(Drawing(draws, next(kinds)))

    await put(room, Timer("p", (await room.client()).id, TimerKind.TAPER, room.clock.now()))
    await Restless(room.house).tick()
    assert [(what, type(error)) for what, error in room.failures] == [("timer taper", Unsettled)]
    assert next(kinds) == TRIES


async def test_what_a_timer_came_to_is_counted_with_how_late_it_was() -> None:
    ticks = [0.0]
    room = await poison(ticks)
    room.clock.at += HOUR
    counted = Counted()
    tick = Tick(replace(room.house, meters=counted))
    await tick.tick()
    await room.change(zone="America/New_York")
    await try_(tick, ticks, 1)
    of_it = [told for told in counted.told if TimerKind.PROMPT in told]
    assert of_it == [
        (TimerKind.PROMPT, Waking.FAILED, HOUR),
        (TimerKind.PROMPT, Waking.WOKE, HOUR),
    ]
    assert tick.asked == room.clock.now()
