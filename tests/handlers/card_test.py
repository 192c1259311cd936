"""The help card: who is shown it while nothing can be kept, in which language, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.telegram import Telegram, serve
from handlers.application import make_bot
from handlers.card import REST, HelpCard
from handlers.transport import Transport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "7654321:CANARY-token-of-nobody"
CARDS = {"en": "People to call", "es": "A quién llamar"}


@dataclass
class Clock:
    at: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@dataclass
class Desk:
    telegram: Telegram
    clock: Clock
    card: HelpCard

    def shown(self, person: int) -> list[str]:
        return [seen.text for seen in self.telegram.chat(person) if seen.from_bot]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    clock = Clock()
    telegram = Telegram(None, clock.now, TOKEN)
    async with serve(telegram) as server, Transport() as road:
        bot = make_bot(TOKEN, road, api_base_url=server.base_url)
        yield Desk(telegram, clock, HelpCard(bot, CARDS, clock))


def wrote(person: int, language: str = "en", kind: str = "private") -> dict[str, Any]:
    who = {"id": person, "language_code": language}
    return {"update_id": 1, "message": {"from": who, "chat": {"id": person, "type": kind}}}


async def person(desk: Desk, name: str = "Ana") -> int:
    """Somebody who has begun a chat."""
    who = desk.telegram.add_person(name).id
    await desk.telegram.say(who, "/start")
    return who


@pytest.mark.parametrize(
    ("language", "card"), [("en", "en"), ("es", "es"), ("es-MX", "es"), ("fr", "en"), ("", "en")]
)
async def test_it_speaks_the_language_of_their_telegram(
    desk: Desk, language: str, card: str
) -> None:
    ana = await person(desk)
    await desk.card.show([wrote(ana, language)])
    assert desk.shown(ana) == [CARDS[card]]


async def test_it_comes_once_a_minute_to_each(desk: Desk) -> None:
    ana, ben = await person(desk), await person(desk, "Ben")
    await desk.card.show([wrote(ana), wrote(ana), wrote(ben)])
    desk.clock.at += REST - timedelta(seconds=1)
    await desk.card.show([wrote(ana)])
    assert (len(desk.shown(ana)), len(desk.shown(ben))) == (1, 1)
    desk.clock.at += timedelta(seconds=1)
    await desk.card.show([wrote(ana)])
    assert (len(desk.shown(ana)), len(desk.shown(ben))) == (2, 1)


async def test_a_group_is_not_shown_it(desk: Desk) -> None:
    ana = await person(desk)
    await desk.card.show([wrote(ana, kind="group")])
    assert desk.shown(ana) == []


async def test_one_who_cannot_be_reached_keeps_nobody_from_it(desk: Desk) -> None:
    ana, ben = await person(desk), await person(desk, "Ben")
    await desk.telegram.block(ana)
    await desk.card.show([wrote(ana), wrote(ben)])
    assert (desk.shown(ana), desk.shown(ben)) == ([], [CARDS["en"]])


json = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["message", "chat", "from", "type"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from(["message", "edited_message"]), json), max_size=3))
async def test_whatever_comes_it_does_not_break(batch: list[dict[str, Any]]) -> None:
    bot = make_bot(TOKEN, Transport(), api_base_url="http://127.0.0.1:9")
    await HelpCard(bot, CARDS, Clock()).show(batch)
