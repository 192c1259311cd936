"""The overview as it comes, the word about a silence, and a client's new label."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.arrival import Tapped
from bot.care import Silence
from bot.message import Press, Purpose
from bot.people import Hours
from bot.ports import TimerKind
from bot.services.counsel.call import Call
from bot.services.counsel.overviews import rearm
from bot.services.counsel.silences import told
from bot.services.visit import Visit
from tests.bot.services.counsel.desk import care_of, cared_for, desk, shares
from tests.bot.services.room import ANN, DANA, Room


async def arm(room: Room) -> None:
    async with room.store.works() as work:
        dana = await work.counselors.by_chat(DANA)
        assert dana is not None
        await rearm(Call(room.house, work, dana, room.clock.now()))


async def due(room: Room) -> datetime | None:
    async with room.store.works() as work:
        return await work.timers.next_due(TimerKind.OVERVIEW)


async def tell(room: Room) -> None:
    client, care = await room.client(), await care_of(room)
    async with room.store.works() as work:
        await told(Visit(room.house, work, client, room.clock.now()), care)
    await room.deliver()


async def test_it_names_who_shares_and_counts_who_does_not() -> None:
    room = await desk("Blue scarf", "Green coat")
    await shares(room, silence=Silence.LEAVE)
    await room.next_prompt()
    await room.tap("Start", ANN)
    await room.give("overview", DANA)
    text = room.last(DANA).text
    assert "Blue scarf: answered 1 of 1." in text
    assert "No session planned." in text
    assert "Green coat" not in text
    assert "Sharing no counts: 1." in text
    await room.tap("Clients", DANA)
    assert "Green coat (new)" in room.last(DANA).keys
    press = Press("overview")
    await room.happen(Tapped(press, "seen", "Overview"), DANA, room.last(DANA).id)
    assert room.last(DANA).text == text


async def test_nobody_else_s_client_stands_in_it() -> None:
    room = await desk("Blue scarf")
    await shares(room, silence=Silence.LEAVE)
    await room.counselor("Eve", 77)
    await room.give("overview", 77)
    assert room.last(77).text == room.say("overview.none")


async def test_it_comes_weekly_at_the_start_of_the_day_over_the_spring_night() -> None:
    room = await desk("Blue scarf", overview_day=1)
    await shares(room, silence=Silence.LEAVE)
    await arm(room)
    first = datetime(2026, 3, 9, 13, tzinfo=UTC)  # the clocks went forward the night before
    assert await due(room) == first
    room.clock.at = first - timedelta(minutes=1)
    await room.pass_(timedelta(minutes=1))
    assert room.last(DANA).text.startswith("The last two weeks")
    assert room.last(DANA).sent.purpose is Purpose.DIGEST
    assert await due(room) == first + timedelta(days=7)
    assert room.failures == []


async def test_it_is_wanted_or_not_in_the_settings() -> None:
    room = await desk("Blue scarf")
    await room.give("settings", DANA)
    await room.tap("Weekly overview: Only when I ask", DANA)
    await room.tap("Wednesday", DANA)
    assert await due(room) == datetime(2026, 3, 4, 14, tzinfo=UTC)
    await room.tap("Weekly overview: Wednesday", DANA)
    await room.tap("Only when I ask", DANA)
    assert await due(room) is None


async def test_it_is_dropped_when_they_want_it_no_more_and_moves_with_their_hours() -> None:
    room = await desk("Blue scarf", overview_day=3)
    await arm(room)
    assert await due(room) == datetime(2026, 3, 4, 14, tzinfo=UTC)
    dana = await room.who(DANA)
    hours = Hours(start=datetime.min.time().replace(hour=7))
    async with room.store.works() as work:
        await work.counselors.save(replace(dana, hours=hours, zone="Europe/Madrid"))
    await arm(room)
    assert await due(room) == datetime(2026, 3, 4, 6, tzinfo=UTC)
    async with room.store.works() as work:
        await work.counselors.save(replace(dana, overview_day=None))
    await arm(room)
    assert await due(room) is None


@pytest.mark.parametrize("why", ["nobody shares", "suspended", "gone"])
async def test_the_weekly_one_stays_away_where_there_is_nothing_or_nobody(why: str) -> None:
    room = await desk("Blue scarf", overview_day=2)
    await arm(room)
    if why != "nobody shares":
        await shares(room, silence=Silence.LEAVE)
        dana = await room.who(DANA)
        gone = replace(dana, suspended=why == "suspended")
        if why == "gone":
            gone = replace(dana, gone_at=room.clock.now())
        async with room.store.works() as work:
            await work.counselors.save(gone)
    before = len(room.on_screen(DANA))
    await room.pass_(timedelta(days=2))
    assert len(room.on_screen(DANA)) == before
    assert await due(room) == datetime(2026, 3, 10, 13, tzinfo=UTC)


async def test_a_silence_is_told_with_a_way_to_the_card() -> None:
    room = await desk("Blue scarf")
    await shares(room)
    await tell(room)
    told_ = room.last(DANA)
    assert told_.text.startswith("Blue scarf: nothing for two weeks. They asked that you be told.")
    await room.tap("Open the card", DANA)
    assert room.last(DANA).text.startswith("Blue scarf\n\n")
    assert told_.text.startswith("Blue scarf: nothing")


async def test_a_silence_waits_for_working_hours() -> None:
    room = await desk("Blue scarf", zone="Asia/Tokyo")  # midnight there
    await shares(room)
    await tell(room)
    assert room.on_screen(DANA) == []
    async with room.store.works() as work:
        again = await work.timers.next_due(TimerKind.SILENCE)
    assert again == datetime(2026, 3, 3, 0, tzinfo=UTC)


async def silence(room: Room) -> list[str]:
    """Let somebody write once more and then nothing for five weeks; give what Dana was told."""
    await room.give("rhythm", ANN)
    for _ in range(35 * 24):
        await room.pass_(timedelta(hours=1))
    assert room.failures == []
    return [bubble.text for bubble in room.on_screen(DANA)]


async def test_a_silence_of_two_weeks_is_told_once() -> None:
    room = await desk("Blue scarf")
    await shares(room)
    room.clock.at += timedelta(hours=2)
    (told,) = await silence(room)
    assert told.startswith("Blue scarf: nothing for two weeks. They asked that you be told.")


async def test_nothing_is_told_of_who_wants_to_be_left_be() -> None:
    room = await desk("Blue scarf")
    room.clock.at += timedelta(hours=2)
    assert await silence(room) == []


@pytest.mark.parametrize("why", ["suspended", "gone"])
async def test_nobody_is_told_who_cannot_be(why: str) -> None:
    room = await desk("Blue scarf")
    await shares(room)
    dana, now = await room.who(DANA), room.clock.now()
    async with room.store.works() as work:
        away = replace(dana, suspended=why == "suspended", gone_at=now if why == "gone" else None)
        await work.counselors.save(away)
    await tell(room)
    assert room.on_screen(DANA) == []


async def rename(room: Room) -> None:
    press = Press("rename", (await room.client()).id)
    await room.give("clients", DANA)
    await room.happen(Tapped(press, "seen", "Rename"), DANA, room.last(DANA).id)


async def test_a_client_is_called_something_else() -> None:
    room = await desk("Blue scarf", "Green coat")
    await rename(room)
    await room.write("  green   COAT ", DANA)
    assert room.last(DANA).text == room.say("invite.taken")
    await room.write("x" * 41, DANA)
    assert "40" in room.last(DANA).text
    await room.write("---", DANA)
    assert room.last(DANA).text == room.say("invite.empty")
    await room.write(" Red  hat ", DANA)
    assert room.last(DANA).text.startswith("The label is changed.\n\nRed hat\n\n")
    assert (await care_of(room)).label == "Red hat"


async def test_a_label_stays_if_they_turn_back() -> None:
    room = await desk("Blue scarf")
    await rename(room)
    await room.tap("Back", DANA)
    assert room.last(DANA).text.startswith("Blue scarf\n\n")
    assert (await care_of(room)).label == "Blue scarf"


async def test_a_client_who_went_elsewhere_meanwhile_keeps_their_label() -> None:
    room = await desk("Blue scarf")
    await rename(room)
    client = await room.client()
    async with room.store.works() as work:
        await work.cares.end(client.id)
    await room.write("Red hat", DANA)
    assert room.last(DANA).text == room.say("clients.gone")
    await room.write("Red hat", DANA)
    assert room.last(DANA).text == room.say("counselor.unheard")


async def test_somebody_else_s_client_keeps_their_label() -> None:
    room = await desk("Blue scarf")
    await room.counselor("Eve", 77)
    await cared_for(room, 12, "Green coat")
    await room.give("clients", 77)
    press = Press("rename", (await room.client()).id)
    await room.happen(Tapped(press, "seen", "Rename"), 77, room.last(77).id)
    assert room.last(77).text == room.say("clients.gone")
    await room.write("Mine now", 77)
    assert (await care_of(room)).label == "Blue scarf"
