"""The introduction: the bot waits for its Telegram, and its menu is a nicety."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs
from telegram import BotCommandScopeAllPrivateChats

from bot.demo.telegram.faults import Broken
from bot.errors import ConfigError
from bot.interview.phrases import packaged
from handlers.application import build, make_bot
from handlers.introduction import introduce, set_menu
from handlers.transport import Transport
from storage.memory import MemoryStore
from tests.handlers.house import OURS, TOKEN, Diary, a_house

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from handlers.context import App
    from tests.handlers.house import House


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as opened:
        yield opened


def stranger(house: House, token: str) -> App:
    """An application that has not met its Telegram."""
    base = house.app.bot.base_url.partition("/bot")[0]
    return build(make_bot(token, Transport(), api_base_url=base), Diary(MemoryStore().works), OURS)


async def test_it_waits_longer_each_time_until_telegram_is_there(house: House) -> None:
    for _ in range(3):
        house.telegram.faults.plan(Broken(502), "getMe")
    rests: list[float] = []

    async def sleep(seconds: float) -> None:
        rests.append(seconds)

    app = stranger(house, TOKEN)
    with capture_logs() as logs:
        await introduce(app, sleep)
    await app.shutdown()
    assert rests == [1.0, 2.0, 4.0]
    assert {one["see"] for one in logs} == {"telegram.api_base_url"}


async def test_an_unknown_token_is_not_waited_for(house: House) -> None:
    app = stranger(house, "1:CANARY")
    with pytest.raises(ConfigError, match=r"^telegram\.token: ") as refused:
        await introduce(app)
    await app.bot.request.shutdown()
    assert "CANARY" not in str(refused.value)


async def test_the_menu_has_every_command_but_start_in_every_language(house: House) -> None:
    await set_menu(house.app, packaged())
    scope = BotCommandScopeAllPrivateChats()
    menus = [await house.app.bot.get_my_commands(scope, language) for language in (None, "es")]
    names = [[one.command for one in menu] for menu in menus]
    assert names[0] == names[1]
    assert names[0][0] == "checkin"
    assert {"help", "stop"} < set(names[0])
    assert "start" not in names[0]


async def test_without_a_menu_it_goes_on(house: House) -> None:
    house.telegram.faults.plan(Broken(500), "setMyCommands")
    with capture_logs() as logs:
        await set_menu(house.app, packaged())
    assert [one["event"] for one in logs] == ["menu.unset"]
