"""The doors: an address that cannot be had, and a secret that Telegram would not take."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.app import serving
from bot.config import Http, Mode
from bot.demo.telegram import Telegram, serve
from bot.errors import ConfigError
from tests.handlers.house import Clock
from tests.journeys.house import TOKEN, config

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Config


def hooked(folder: Path, url: str, port: int, **more: object) -> Config:
    """Be posted to at a port, and looked into there too, but as another address."""
    plain = config(folder, url)
    said = {"mode": Mode.WEBHOOK, "webhook_url": f"{url}/telegram", **more}
    http = Http(host="localhost", port=port, webhook_port=port)
    telegram = plain.telegram.model_copy(update=said)
    return plain.model_copy(update={"telegram": telegram, "http": http})


async def test_without_its_window_it_serves_and_without_its_webhook_it_ends(tmp_path: Path) -> None:
    tg = Telegram(None, Clock().now, TOKEN)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        async with serve(tg) as server:
            with capture_logs() as logged:
                async with serving(hooked(tmp_path, server.base_url, port), Clock()) as service:
                    async with asyncio.timeout(10):
                        with pytest.raises(ConfigError, match=r"^http\.webhook_port: .* in use"):
                            await service.ended()
            assert tg.webhook.settings is None
    unseen = [line for line in logged if line["event"] == "inside.unseen"]
    assert [line["see"] for line in unseen] == ["http.port"]


async def test_a_secret_that_telegram_would_not_take_stops_the_start(tmp_path: Path) -> None:
    wrong = hooked(tmp_path, "http://127.0.0.1:9", 8080, webhook_secret=SecretStr("CANARY"))
    with pytest.raises(ConfigError, match=r"^telegram\.webhook_secret: ") as refused:
        async with serving(wrong, Clock()):
            pass
    assert "CANARY" not in str(refused.value)
    assert names(tmp_path) == ["master.key"], "nothing was touched"


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]
