"""What a person sees, and waiting for it."""

import asyncio

import pytest
from telegram import Bot

from bot.demo.telegram import Person, Telegram
from tests.bot.demo.telegram.conftest import Clock


async def test_changes_are_told_as_they_happen(bot: Bot, tg: Telegram, ana: Person) -> None:
    with tg.subscribe() as changes:
        said = await tg.say(ana.id, "hi")
        sent = await bot.send_message(ana.id, "hello")
        await sent.edit_text("hello again")
        await sent.delete()
        told = [await anext(changes) for _ in range(4)]
    assert [change.kind for change in told] == ["message", "message", "edited", "deleted"]
    assert [change.message.id for change in told if change.message] == [
        said["message_id"],
        *[sent.message_id] * 3,
    ]
    body = told[2].as_json()
    assert body["message"]["text"] == "hello again"
    assert body["message"]["date"] == "2026-03-03T09:00:00+00:00"
    assert [change async for change in changes] == []


async def test_waiting_finds_what_is_there_and_what_comes(
    bot: Bot, tg: Telegram, ana: Person
) -> None:
    sent = await bot.send_message(ana.id, "first")
    seen = await tg.wait_for(ana.id, lambda message: message.text == "first")
    assert seen.id == sent.message_id
    assert (seen.sender, seen.from_bot) == ("bot", True)
    waiting = asyncio.create_task(
        tg.wait_for(ana.id, lambda message: message.from_bot, after=sent.message_id)
    )
    other = tg.add_person()
    await tg.say(other.id, "noise")
    await tg.say(ana.id, "noise")
    later = await bot.send_message(ana.id, "second")
    assert (await waiting).id == later.message_id
    with pytest.raises(TimeoutError):
        await tg.wait_for(ana.id, lambda message: message.text == "never", timeout=0)


async def test_waiting_sees_edits_and_not_what_was_deleted(
    bot: Bot, tg: Telegram, ana: Person
) -> None:
    sent = await bot.send_message(ana.id, "first")
    waiting = asyncio.create_task(tg.wait_for(ana.id, lambda message: message.text == "better"))
    await asyncio.sleep(0)
    await sent.edit_text("better")
    assert (await waiting).edited
    await sent.delete()
    with pytest.raises(TimeoutError):
        await tg.wait_for(ana.id, lambda message: message.id == sent.message_id, timeout=0)


async def test_a_subscription_ends_when_telegram_does(tg: Telegram) -> None:
    changes = tg.subscribe()
    await tg.close()
    assert [change async for change in changes] == []


async def test_settled_means_confirmed(bot: Bot, tg: Telegram, ana: Person) -> None:
    await tg.settled(timeout=0.1)
    await tg.say(ana.id, "hi")
    (update,) = await bot.get_updates()
    with pytest.raises(TimeoutError):
        await tg.settled(timeout=0)
    await bot.get_updates(offset=update.update_id + 1)
    await tg.settled(timeout=0.1)


async def test_dates_are_the_services(bot: Bot, tg: Telegram, ana: Person, clock: Clock) -> None:
    clock.move(days=3)
    sent = await bot.send_message(ana.id, "later")
    assert sent.date == clock.now
    assert tg.chat(ana.id)[-1].date == clock.now
