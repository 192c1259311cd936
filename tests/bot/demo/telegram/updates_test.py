"""getUpdates: every update is given out until confirmed, and never after."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from telegram import Bot
from telegram.error import Conflict

from bot.demo.telegram import Person, Telegram
from bot.demo.telegram.journal import Journal
from bot.demo.telegram.updates import Updates
from tests.bot.demo.telegram.conftest import Api, until


class Polling(RuleBasedStateMachine):
    """Whatever the sequence of arrivals, polls, confirmations, lost answers and restarts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.journal = Journal(Path(self.folder.name))
        self.updates = Updates(self.journal)
        self.sent: list[int] = []
        self.confirmed = 0  # ids below this one

    def poll(self, offset: int, limit: int) -> list[int]:
        given = asyncio.run(self.updates.poll(offset, limit, 0))
        return [update["update_id"] for update in given]

    @rule()
    def restart(self) -> None:
        self.journal.close()
        self.journal = Journal(Path(self.folder.name))
        self.updates = Updates(self.journal)
        for kept in self.journal.remembered():
            self.updates.recall(*kept)

    def teardown(self) -> None:
        self.journal.close()
        self.folder.cleanup()

    @rule(count=st.integers(1, 5))
    def arrive(self, count: int) -> None:
        for number in range(count):
            update_id = self.updates.add("message", {"text": str(number)})
            assert update_id is not None
            self.sent.append(update_id)

    @rule(limit=st.integers(1, 7))
    def poll_again(self, limit: int) -> None:
        assert self.poll(0, limit) == self.due()[:limit]

    @rule(limit=st.integers(1, 7), part=st.integers(1, 7))
    def confirm_some(self, limit: int, part: int) -> None:
        given = self.poll(0, limit)
        if given:
            self.confirmed = given[min(part, len(given)) - 1] + 1
            assert self.poll(self.confirmed, limit) == self.due()[:limit]

    @rule(newest=st.integers(1, 4))
    def keep_only_the_newest(self, newest: int) -> None:
        due = self.due()
        assert self.poll(-newest, 100) == due[-newest:]
        if len(due) > newest:
            self.confirmed = due[-newest]

    @rule()
    def confirm_what_was_confirmed_before(self) -> None:
        assert self.poll(self.confirmed, 100) == self.due()

    @invariant()
    def nothing_is_lost_or_kept_too_long(self) -> None:
        assert list(self.updates.pending) == self.due()
        assert self.updates.empty.is_set() == (not self.due())
        assert self.sent == sorted(set(self.sent))

    def due(self) -> list[int]:
        return [update_id for update_id in self.sent if update_id >= self.confirmed]


TestPolling = Polling.TestCase


async def test_at_most_a_hundred_at_once(api: Api, tg: Telegram, ana: Person) -> None:
    for number in range(130):
        await tg.say(ana.id, f"bubble {number}")
    first = (await api("getUpdates"))["result"]
    again = (await api("getUpdates", limit=1000))["result"]
    assert len(first) == 100
    assert again == first
    rest = (await api("getUpdates", offset=first[-1]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in rest] == [
        f"bubble {n}" for n in range(100, 130)
    ]


async def test_a_long_poll_wakes_for_news(bot: Bot, tg: Telegram, ana: Person) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: tg.updates._poller)
    await tg.say(ana.id, "here")
    (update,) = await polling
    assert update.message is not None
    assert update.message.text == "here"


async def test_a_long_poll_ends_with_nothing(api: Api) -> None:
    assert (await api("getUpdates", timeout=1))["result"] == []


async def test_a_second_poller_ends_the_first(bot: Bot, api: Api, tg: Telegram) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: tg.updates._poller)
    assert (await api("getUpdates"))["ok"]
    with pytest.raises(Conflict, match="make sure that only one bot instance is running"):
        await first


async def test_only_the_kinds_asked_for_are_queued(api: Api, tg: Telegram, ana: Person) -> None:
    await api("getUpdates", allowed_updates=["message"])
    said = await tg.say(ana.id, "one")
    await tg.edit(ana.id, said["message_id"], "two")
    await tg.block(ana.id)
    assert kinds((await api("getUpdates"))["result"]) == ["message"]
    await api("getUpdates", allowed_updates=[])
    await tg.unblock(ana.id)
    assert kinds((await api("getUpdates"))["result"]) == ["message", "my_chat_member"]
    tg.inject("message_reaction", {})
    assert len((await api("getUpdates"))["result"]) == 2


def kinds(updates: list[dict[str, Any]]) -> list[str]:
    return [kind for update in updates for kind in update if kind != "update_id"]
