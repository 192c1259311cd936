"""Trouble on demand, and its log."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from bot.demo.telegram import Person, Telegram
from bot.demo.telegram.faults import (
    Broken,
    CallFault,
    Done,
    Duplicate,
    Faults,
    Late,
    Malformed,
    OutOfOrder,
    Reset,
    Silence,
    TooMany,
)
from tests.bot.demo.telegram.conftest import Api, until


def texts(tg: Telegram, person: Person) -> list[str]:
    return [seen.text for seen in tg.chat(person.id) if seen.from_bot]


async def test_too_many_requests(bot: Bot, tg: Telegram, ana: Person) -> None:
    tg.faults.plan(TooMany(7), "sendMessage")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(ana.id, "x")
    assert refused.value.retry_after == timedelta(seconds=7)
    assert texts(tg, ana) == []
    assert tg.faults.log == [Done(TooMany(7), "sendMessage", ana.id, None)]
    assert (await bot.send_message(ana.id, "x")).text == "x"


@pytest.mark.parametrize("code", [500, 502, 503])
@pytest.mark.parametrize("taken", [False, True])
async def test_a_broken_server(bot: Bot, tg: Telegram, ana: Person, code: int, taken: bool) -> None:
    tg.faults.plan(Broken(code, taken=taken), "sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(ana.id, "x")
    assert texts(tg, ana) == (["x"] if taken else [])
    (done,) = tg.faults.log
    assert done.message_id == (tg.chat(ana.id)[-1].id if taken else None)


@pytest.mark.parametrize("taken", [False, True])
async def test_a_reset_connection(api: Api, tg: Telegram, ana: Person, taken: bool) -> None:
    tg.faults.plan(Reset(taken=taken), "sendMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await api("sendMessage", chat_id=ana.id, text="x")
    assert texts(tg, ana) == (["x"] if taken else [])
    assert (await api("sendMessage", chat_id=ana.id, text="y"))["ok"]


@pytest.mark.parametrize("taken", [False, True])
async def test_silence(api: Api, tg: Telegram, ana: Person, taken: bool) -> None:
    tg.faults.plan(Silence(taken=taken), "sendMessage")
    waiting = asyncio.create_task(api("sendMessage", chat_id=ana.id, text="x"))
    await until(lambda: tg.faults.log)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert texts(tg, ana) == (["x"] if taken else [])


async def test_a_refusal_is_a_refusal_whatever_else_happens(
    api: Api, tg: Telegram, ana: Person
) -> None:
    tg.faults.plan(Late(0), "sendMessage")
    assert (await api("sendMessage", chat_id=ana.id, text=""))["error_code"] == 400
    assert tg.faults.log == [Done(Late(0), "sendMessage", ana.id, None)]


async def test_late_answers(api: Api, tg: Telegram, ana: Person) -> None:
    tg.faults.latency = 0.001
    tg.faults.plan(Late(0.001))
    assert (await api("sendMessage", chat_id=ana.id, text="x"))["ok"]
    tg.faults.clear()
    assert tg.faults.latency == 0


async def test_trouble_can_wait_and_repeat(api: Api, tg: Telegram, ana: Person) -> None:
    tg.faults.plan(TooMany(1), "sendMessage", times=2, skip=1)
    answers = [await api("sendMessage", chat_id=ana.id, text="x") for _ in range(4)]
    assert [answer["ok"] for answer in answers] == [True, False, False, True]
    assert (await api("getMe"))["ok"]


async def test_updates_come_twice_reversed_or_broken(api: Api, tg: Telegram, ana: Person) -> None:
    for text in "ab":
        await tg.say(ana.id, text)
    ids = list(tg.updates.pending)
    tg.faults.plan(Duplicate())
    assert await poll(api) == [ids[0], ids[0], ids[1], ids[1]]
    tg.faults.plan(OutOfOrder())
    assert await poll(api) == ids[::-1]
    tg.faults.plan(Malformed())
    assert await poll(api) == ids
    nonsense = (await api("getUpdates"))["result"][-1]
    assert nonsense == {"update_id": ids[-1] + 1, "message": 7}
    assert [type(done.fault) for done in tg.faults.log] == [Duplicate, OutOfOrder, Malformed]


async def poll(api: Api) -> list[int]:
    return [update["update_id"] for update in (await api("getUpdates"))["result"]]


def test_seeded_trouble_is_the_same_again() -> None:
    def strikes(seed: int) -> list[CallFault | None]:
        faults = Faults()
        faults.randomly(seed, {Reset(): 0.2, TooMany(): 0.3}, "sendMessage")
        assert faults.strike("getUpdates") is None
        return [faults.strike("sendMessage") for _ in range(1000)]

    assert strikes(5) == strikes(5)
    assert strikes(5) != strikes(6)
    assert 150 < strikes(5).count(Reset()) < 250
    assert 250 < strikes(5).count(TooMany()) < 350


async def test_under_random_trouble_every_message_is_accounted_for(
    api: Api, tg: Telegram, ana: Person
) -> None:
    rates: dict[CallFault, float] = {
        Reset(): 0.1,
        Reset(taken=True): 0.1,
        Broken(taken=True): 0.1,
        TooMany(): 0.1,
    }
    tg.faults.randomly(11, rates, "sendMessage")
    granted = []
    for number in range(200):
        try:
            answer = await api("sendMessage", chat_id=ana.id, text=str(number))
        except aiohttp.ClientConnectionError:
            continue
        if answer["ok"]:
            granted.append(answer["result"]["message_id"])
    arrived = {seen.id for seen in tg.chat(ana.id) if seen.from_bot}
    by_fault = {done.message_id for done in tg.faults.log if done.message_id is not None}
    assert arrived == by_fault.union(granted)
    assert by_fault.isdisjoint(granted)
    assert len(granted) + len(tg.faults.log) == 200
