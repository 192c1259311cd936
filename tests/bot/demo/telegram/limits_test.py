"""Telegram's sending limits, when they are turned on."""

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.demo.telegram import Limits, Person, Telegram
from tests.bot.demo.telegram.conftest import Clock


async def test_a_chat_takes_a_burst_then_one_a_second(
    bot: Bot, tg: Telegram, ana: Person, clock: Clock
) -> None:
    tg.limits = Limits(burst=3)
    for number in range(3):
        await bot.send_message(ana.id, str(number))
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(ana.id, "too soon")
    assert refused.value.retry_after == timedelta(seconds=1)
    clock.move(seconds=1)
    await bot.send_message(ana.id, "in time")
    with pytest.raises(RetryAfter):
        await bot.send_message(ana.id, "too soon again")
    assert [seen.text for seen in tg.chat(ana.id) if seen.from_bot] == ["0", "1", "2", "in time"]


async def test_all_chats_together_take_thirty(bot: Bot, tg: Telegram, clock: Clock) -> None:
    tg.limits = Limits()
    crowd = [tg.add_person() for _ in range(31)]
    for person in crowd:
        await tg.open_link(person.id)
    for person in crowd[:30]:
        await bot.send_message(person.id, "hi")
    with pytest.raises(RetryAfter):
        await bot.send_message(crowd[30].id, "hi")
    clock.move(seconds=1)
    await bot.send_message(crowd[30].id, "hi")
