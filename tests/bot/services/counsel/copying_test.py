"""One client's plans, copied to others."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.schedule.plan import Bounds, Every, Limits, Slot, Unit, Weekdays
from tests.bot.services.counsel.desk import desk
from tests.bot.services.counsel.giving_desk import (
    HARD,
    PHONE,
    TUESDAY,
    chats,
    crowd,
    named,
    opened,
    shapes,
    single,
)
from tests.bot.services.counsel.planned_desk import plans, taps
from tests.bot.services.room import ANN, DANA


async def test_plans_are_copied_to_thirty_clients() -> None:
    room = await crowd(31)
    two = (Slot(time(9), time(9)), Slot(time(17), time(20), 2, timedelta(hours=1)))
    mine = await single(
        room,
        cadence=Every(2, Unit.WEEKS),
        slots=two,
        checkins=("goal-mirror", "confidence"),
        limits=Limits(max_per_day=3),
    )
    taken = [mine.id]
    await opened(room, "copy")
    assert "Blue scarf" not in room.last(DANA).keys
    for page in range(4):
        await taps(room, f"all:{page}", *([f"page:{page + 1}"] if page < 3 else []))
    await taps(room, "on")
    shown = room.last(DANA).text
    assert shown.startswith("The plans of Blue scarf, for 30 clients.")
    assert "From tomorrow:" in shown
    assert len(shown) < PHONE
    await taps(room, "save")
    for chat in chats(31)[1:]:
        (copied,) = await plans(room, chat)
        assert shapes([copied]) == shapes([mine])
        assert copied.limits == mine.limits
        assert copied.bounds.start >= TUESDAY
        # The same weekday of the same weeks, counted from the first.
        assert (copied.bounds.start - mine.bounds.start).days % 14 == 0
        assert copied.client == (await room.client(chat)).id
        taken.append(copied.id)
    assert len(set(taken)) == 31
    assert await plans(room) == [mine]
    due = [one for _, one in room.occurrences() if one.state.value == "planned"]
    assert {one.plan for one in due} >= set(taken[1:])


async def test_a_copy_stands_around_the_others_own_hour_if_they_named_one() -> None:
    room = await crowd(3)
    await named(room, ANN, "fri-20-00")
    await opened(room)
    await taps(room, "plan:risky-time", "save")
    await named(room, 102, HARD)
    await opened(room, "copy")
    await taps(room, "all:0", "on", "save")
    own = shapes(await plans(room))
    assert shapes(await plans(room, 101)) == own
    adapted = await plans(room, 102)
    assert [plan.checkins for plan in adapted] == [plan.checkins for plan in await plans(room)]
    assert adapted[0].cadence == Weekdays((6,))
    assert shapes(adapted) != own


async def test_what_is_past_is_not_copied() -> None:
    room = await crowd(2)
    await single(room, bounds=Bounds(date(2026, 2, 1), date(2026, 3, 2)))
    await opened(room, "copy")
    await taps(room, "all:0", "on")
    assert "From tomorrow" not in room.last(DANA).text


async def test_somebody_alone_has_nobody_to_copy_to() -> None:
    room = await desk("Blue scarf")
    await opened(room, "copy")
    assert room.last(DANA).text == room.say("apply.nobody")
    await taps(room, "Cancel")
    assert room.last(DANA).text == room.say("counselor.cancelled")


async def test_copying_can_go_back_to_whom() -> None:
    room = await crowd(3)
    await single(room, cadence=Weekdays((3,)))
    await opened(room, "copy")
    before = await plans(room, 102)
    await taps(room, "all:0", "on", "Back", "✓ Client 02", "on", "save")
    assert shapes(await plans(room, 101)) == shapes(await plans(room))
    assert await plans(room, 102) == before
