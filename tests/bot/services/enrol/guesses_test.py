"""Whoever tries codes that open nothing is told to rest; nobody else is, and help never is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arrival import Command
from bot.services.enrol import counselors
from bot.services.enrol.guesses import ALL, CHATS, CROWD, MOST, REST, Guesses
from tests.bot.services.room import ANN, BEN, DANA, MONDAY, Room

SECOND = timedelta(seconds=1)
WRONG = "c" + "x" * 22


def _start(code: str) -> Command:
    return Command("start", code)


def test_five_in_an_hour_are_enough() -> None:
    guesses = Guesses()
    for n in range(MOST):
        assert not guesses.rests(ANN, MONDAY + n * SECOND)
        guesses.missed(ANN, MONDAY + n * SECOND)
    assert guesses.rests(ANN, MONDAY + REST - SECOND)
    assert not guesses.rests(BEN, MONDAY + SECOND)
    assert not guesses.rests(ANN, MONDAY + REST)


def test_a_crowd_waits_a_minute() -> None:
    guesses = Guesses()
    for chat in range(100, 100 + ALL):
        guesses.missed(chat, MONDAY)
    assert guesses.rests(ANN, MONDAY + CROWD - SECOND)
    assert not guesses.rests(ANN, MONDAY + CROWD)


def test_only_so_many_chats_are_remembered() -> None:
    guesses = Guesses()
    for _ in range(MOST):
        guesses.missed(ANN, MONDAY)
    for chat in range(100, 100 + CHATS):
        guesses.missed(chat, MONDAY)
    assert not guesses.rests(ANN, MONDAY + CROWD)
    assert len(guesses._chats) == CHATS


@given(st.lists(st.tuples(st.sampled_from([ANN, BEN]), st.integers(0, 4000)), max_size=40))
def test_nobody_tries_more_than_five_an_hour(tries: list[tuple[int, int]]) -> None:
    guesses, tried = Guesses(), []
    for chat, second in sorted(tries, key=lambda one: one[1]):
        now = MONDAY + second * SECOND
        if not guesses.rests(chat, now):
            guesses.missed(chat, now)
            tried.append((chat, now))
    for chat, now in tried:
        assert sum(one == chat and now - REST < at <= now for one, at in tried) <= MOST


@pytest.mark.parametrize("letter", ["c", "k", "o", "x"])
async def test_after_five_even_a_right_one_waits(letter: str) -> None:
    room = Room()
    async with room.store.works() as work:
        code, _ = await counselors.invite(work, "Fay", "en", room.clock.now())
    for _ in range(MOST):
        await room.happen(_start(letter + WRONG[1:]), BEN)
    assert room.say("code.rest") not in room.texts(BEN)
    await room.happen(_start(code), BEN)
    assert room.last(BEN).text == room.say("code.rest")
    await room.give("help", BEN)
    assert "988" in room.last(BEN).text
    room.clock.at += REST
    await room.happen(_start(code), BEN)
    assert (await room.who(BEN)).name == "Fay"


async def test_counselors_may_try_no_more() -> None:
    room = Room()
    await room.counselor()
    for _ in range(MOST):
        await room.happen(_start(WRONG), DANA)
    await room.happen(_start("o" + WRONG[1:]), DANA)
    assert room.last(DANA).text == room.say("code.rest")
