"""The application: its menu, its silence, and what comes of an update that nobody can handle."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs
from telegram import BotCommandScopeAllPrivateChats

from bot.arrival import Command, Wrote
from bot.demo.telegram.faults import Duplicate, Malformed
from bot.logs import LIBRARIES, hush
from handlers.application import set_commands
from handlers.patience import Pace
from tests.handlers.house import CARDS, POISON, House, a_house, button

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.arrival import Arrival

MENU = {
    "en": {"checkin": "A short check-in", "help": "People to call"},
    "es": {"checkin": "Un momento", "help": "A quién llamar"},
}


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as opened:
        yield opened


@pytest.fixture
def loggers() -> Iterator[None]:
    logs = [logging.getLogger(name) for name in LIBRARIES]
    kept = [(log.handlers, log.propagate, log.level) for log in logs]
    yield
    for log, (handlers, propagate, level) in zip(logs, kept, strict=True):
        log.handlers, log.propagate = handlers, propagate
        log.setLevel(level)


async def test_the_menu_is_set_for_everybody_and_in_spanish(house: House) -> None:
    bot, scope = house.app.bot, BotCommandScopeAllPrivateChats()
    await set_commands(bot, MENU)
    for language, name in ((None, "en"), ("es", "es")):
        shown = await bot.get_my_commands(scope, language)
        assert {one.command: one.description for one in shown} == MENU[name]
        assert [one.command for one in shown] == ["checkin", "help"]
    assert await bot.get_my_commands() == ()


@pytest.mark.usefixtures("loggers")
def test_libraries_say_that_something_is_wrong_never_what() -> None:
    hush()
    hush()
    with capture_logs() as logs:
        speaker = logging.getLogger("telegram.ext.Application")
        speaker.info("CANARY %s", "update")
        speaker.warning("CANARY")
        speaker.error("CANARY %s", "words", exc_info=LookupError("CANARY"))
        logging.getLogger("httpx").error("CANARY https://example.org/bot1:token")
    assert "CANARY" not in str(logs)
    told = [(one["logger"], one["log_level"], one["error"]) for one in logs]
    assert told == [
        ("telegram.ext.Application", "warning", None),
        ("telegram.ext.Application", "error", "LookupError"),
        ("httpx", "error", None),
    ]


@pytest.mark.usefixtures("loggers")
async def test_poison_is_set_aside_and_everybody_else_goes_on(house: House) -> None:
    hush()
    ana, ben = (house.telegram.add_person(name) for name in ("Ana", "Ben"))
    with capture_logs() as logs:
        for text in ("one", POISON, "two"):
            await house.telegram.say(ana.id, text)
            await house.telegram.say(ben.id, "from Ben " + text.removeprefix("CANARY "))
        batch = await house.fetch()
        await house.settle()
    poison = next(one["update_id"] for one in batch if one["message"]["text"] == POISON)
    assert house.aside == await house.set_aside() == [poison]
    assert house.diary.tries == 8
    mine = [arrival for arrival in house.diary.arrivals if arrival.chat == ana.id]
    assert [arrival.what for arrival in mine] == [Wrote("one"), Wrote("two")]
    assert len(house.diary.arrivals) == 5
    assert [(one["event"], one["error"]) for one in logs] == [("update.failed", "LookupError")] * 3
    assert "CANARY" not in str(logs)
    assert house.app.bot_data.in_hand == {}


async def test_an_object_that_can_not_be_read_is_named_since_it_may_hold_words(
    house: House,
) -> None:
    house.telegram.inject("message", {"text": POISON, "chat": 7})
    (batch,) = await house.fetch()
    await house.settle()
    assert house.aside == [batch["update_id"]]
    assert house.diary.tries == 0


async def test_a_trouble_that_passes_costs_nothing(house: House) -> None:
    house.diary.fails = lambda _: house.diary.tries < 3
    ana = house.telegram.add_person("Ana")
    await house.telegram.say(ana.id, "one")
    await house.telegram.say(ana.id, "two")
    await house.settle()
    assert (house.diary.heard, house.aside) == (["one", "two"], [])


async def test_a_tap_that_failed_is_answered_once_it_happened(house: House) -> None:
    ana = house.telegram.add_person("Ana")
    await house.telegram.say(ana.id, "/start")
    await house.settle()
    asked = await house.ask(ana.id, button("Yes", "yes"))
    house.diary.fails = lambda _: house.diary.tries < 3
    waiting = asyncio.create_task(house.telegram.press(ana.id, asked, "Yes"))
    await house.until(lambda: bool(house.telegram.updates.pending))
    await house.settle()
    answer = await waiting
    assert answer is not None
    assert (answer.text, house.diary.tries) == ("kept", 3)


async def test_updates_that_come_twice_happen_once(house: House) -> None:
    ana = house.telegram.add_person("Ana")
    house.telegram.faults.plan(Duplicate())
    house.telegram.faults.plan(Malformed())
    await house.telegram.say(ana.id, "/start")
    for _ in range(3):
        batch = await house.telegram.updates.poll(0, 100, 0)
        tampered = house.telegram.faults.tamper(batch, house.telegram.updates.add_nonsense)
        await house.intake.keep(tampered)
        await house.intake.keep(batch)
    await house.until(lambda: house.processor.depth == 0)
    assert house.diary.whats == [Command("start")]
    assert house.aside == []
    assert await house.open_rows() == []


async def test_words_of_one_chat_stay_in_order_while_others_overtake(house: House) -> None:
    async def slowly(arrival: Arrival) -> None:
        await asyncio.sleep(0.001 * (arrival.chat % 3))

    house.diary.slowly = slowly
    people = [house.telegram.add_person(f"Person {number}") for number in range(5)]
    for number in range(10):
        for person in people:
            await house.telegram.say(person.id, f"{number}")
    await house.settle()
    for person in people:
        mine = [one.what for one in house.diary.arrivals if one.chat == person.id]
        assert mine == [Wrote(f"{number}") for number in range(10)]


async def test_a_cry_for_help_goes_first() -> None:
    gate = asyncio.Event()

    async def slowly(_: Arrival) -> None:
        await gate.wait()

    async with a_house(Pace(at_once=1)) as house:
        house.diary.slowly = slowly
        ana, ben = (house.telegram.add_person(name) for name in ("Ana", "Ben"))
        await house.telegram.say(ben.id, "first")
        await house.fetch()
        for text in ("a", "b", "this is urgent"):
            await house.telegram.say(ana.id, text)
        await house.fetch()
        gate.set()
        await house.settle()
        assert house.diary.heard == ["first", "this is urgent", "a", "b"]


async def test_whoever_cannot_wait_is_shown_people_whatever_fails(house: House) -> None:
    ana = house.telegram.add_person("Ana").id
    house.diary.fails = lambda _: True
    await house.telegram.say(ana, "calm")
    await house.settle()
    assert [one.text for one in house.telegram.chat(ana) if one.from_bot] == []
    await house.telegram.say(ana, "urgent")
    await house.settle()
    assert [one.text for one in house.telegram.chat(ana) if one.from_bot] == [CARDS["en"]]
