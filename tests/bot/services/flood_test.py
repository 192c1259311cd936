"""What one chat may send: never more than its budget, told once, and its whole budget again."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Received
from bot.services.flood import Budget, Flood, Way, together
from bot.services.flooded import Flooded
from tests.bot.services.room import ANN, DANA, MONDAY, Room

BUDGET = Budget(burst=5, rate=0.5, pause=timedelta(seconds=20), chats=3)
waits = st.lists(st.tuples(st.integers(1, 5), st.floats(0, 30)), max_size=120)


@given(waits)
def test_a_chat_never_has_more_read_than_its_budget_and_is_told_once_a_pause(
    came: list[tuple[int, float]],
) -> None:
    flood, now = Flood(BUDGET), MONDAY
    read: dict[int, list[float]] = {}
    told: dict[int, list[float]] = {}
    for chat, wait in came:
        now += timedelta(seconds=wait)
        at = (now - MONDAY).total_seconds()
        way = flood.comes(chat % 3, now)
        if way is Way.READ:
            read.setdefault(chat % 3, []).append(at)
        elif way is Way.TELL:
            told.setdefault(chat % 3, []).append(at)
    for times in read.values():
        for start in times:
            within = [at for at in times if start <= at < start + 20]
            assert len(within) <= 2 * BUDGET.burst + 10
    for times in told.values():
        assert all(later - sooner >= 20 for sooner, later in pairwise(times))


@given(waits)
def test_no_more_chats_are_remembered_than_there_is_room_for(came: list[tuple[int, float]]) -> None:
    flood = Flood(BUDGET)
    for chat, wait in came:
        flood.comes(chat, MONDAY + timedelta(seconds=wait))
        flood.helps(chat, MONDAY)
        flood.listens(chat + 7, MONDAY)
        assert flood.known <= BUDGET.chats


@given(waits, st.integers(1, 5))
def test_taking_a_count_back_leaves_things_as_they_were(
    came: list[tuple[int, float]], chat: int
) -> None:
    roomy = Flood(Budget(burst=5, pause=timedelta(hours=1)))
    other = Flood(Budget(burst=5, pause=timedelta(hours=1)))
    for one, _ in came:
        assert roomy.comes(one, MONDAY) is other.comes(one, MONDAY)
        way = other.comes(chat, MONDAY)
        other.undo(chat, way)


def test_a_clock_that_is_put_back_leaves_nobody_out() -> None:
    flood = Flood(BUDGET)
    while flood.comes(1, MONDAY) is not Way.TELL:
        pass
    assert flood.comes(1, MONDAY - timedelta(days=1)) is Way.READ


def test_over_all_chats_only_so_much_is_listened_to() -> None:
    flood = Flood(Budget(in_all=4))
    assert [flood.listens(chat, MONDAY) for chat in range(6)] == [True] * 4 + [False] * 2
    assert flood.listens(5, MONDAY + timedelta(seconds=1))


@given(st.lists(st.text(max_size=50)), st.integers(1, 200))
def test_what_is_weighed_together_is_bounded(texts: list[str], most: int) -> None:
    assert len(together(texts, most)) <= most


async def test_who_sent_too_much_reads_it_with_who_is_there_and_only_once() -> None:
    room = Room()
    await room.welcome()
    await room.counselor()
    flooded = Flooded(room.house, timedelta(minutes=2))
    for update, chat in ((901, ANN), (902, DANA), (903, 77)):
        async with room.store.works() as work:
            await work.inbox.add([Received(update, chat, "{}", MONDAY)])
        await flooded.tell(update, chat, "es")
        await flooded.tell(update, chat, "es")
    await room.deliver()
    for chat, here in (
        (ANN, "In 2 minutes I read"),
        (DANA, "In 2 minutes I read"),
        (77, "vuelvo a leer"),
    ):
        told = [text for text in room.texts(chat) if here in text]
        assert len(told) == 1
        assert "988" in told[0]
        assert "911" in told[0]
        assert "/help" in told[0]
