"""The doctor on how the service is reached, and on the ground it stands on."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.cli import ground
from bot.cli.reached import reached
from bot.config import Config, Http, Mode, Storage, Telegram

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.cli.found import Finding
    from tests.bot.cli.conftest import Shell

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://bot.example.org/telegram"


@pytest.fixture
async def telegram() -> AsyncIterator[dict[str, Any]]:
    """A server that says of the webhook what it is told to, and is itself a Stillwater alive."""
    told: dict[str, Any] = {"url": "", "pending_update_count": 0}

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/healthz":
            return web.json_response({"alive": True})
        return web.json_response({"ok": True, "result": told["info"]})

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    told["port"] = runner.addresses[0][1]
    yield told
    await runner.cleanup()


async def found(told: dict[str, Any], mode: Mode, **info: object) -> dict[str, Finding]:
    """Look, with the port of that server as the one to look inside at."""
    told["info"] = info
    account = Telegram(
        token=SecretStr("1:CANARY"),
        api_base_url=f"http://127.0.0.1:{told['port']}",
        mode=mode,
        webhook_url=URL if mode is Mode.WEBHOOK else None,
    )
    config = Config(telegram=account, http=Http(port=told.get("inside", 0), webhook_port=free()))
    return {one.what: one async for one in reached(config, NOON)}


def free() -> int:
    """Give a port that nobody has just now."""
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        port: int = ours.getsockname()[1]
    return port


@pytest.mark.parametrize(
    ("mode", "info", "well", "says"),
    [
        (Mode.POLLING, {"url": ""}, True, "fetched by `run`; 3 wait"),
        (Mode.POLLING, {"url": URL}, None, f"Telegram posts them to {URL}, where another may"),
        (Mode.WEBHOOK, {"url": ""}, None, "Telegram posts them nowhere so far; `run` sets"),
        (Mode.WEBHOOK, {"url": "https://x.org/"}, None, "Telegram posts them to https://x.org/ so"),
        (Mode.WEBHOOK, {"url": URL}, True, f"posted to {URL} with a secret that the store keeps"),
        (
            Mode.WEBHOOK,
            {
                "url": URL,
                "last_error_date": (NOON - timedelta(minutes=5)).timestamp(),
                "last_error_message": "Connection refused",
            },
            False,
            f"Telegram could not post to {URL} at 11:55 UTC (Connection refused), and 3 wait",
        ),
        (
            Mode.WEBHOOK,
            {"url": URL, "last_error_date": (NOON - timedelta(days=1)).timestamp()},
            True,
            "posted to",
        ),
    ],
)
async def test_what_telegram_says_of_the_webhook_is_held_against_the_configuration(
    telegram: dict[str, Any], mode: Mode, info: dict[str, Any], well: bool | None, says: str
) -> None:
    told = (await found(telegram, mode, pending_update_count=3, **info))["updates"]
    assert (told.well, told.says[: len(says)]) == (well, says)


@pytest.mark.parametrize("info", [{}, {"url": 5}, {"url": "", "pending_update_count": "many"}])
async def test_an_answer_that_is_none_is_no_finding(
    telegram: dict[str, Any], info: dict[str, Any]
) -> None:
    assert (await found(telegram, Mode.POLLING, **info))["updates"].well is None


async def test_an_address_that_somebody_has_is_named_unless_it_is_a_stillwater(
    telegram: dict[str, Any],
) -> None:
    assert "http.port is 0" in (await found(telegram, Mode.POLLING))["listening"].says
    telegram["inside"] = free()
    seen = (await found(telegram, Mode.WEBHOOK))["listening"]
    assert (seen.well, seen.says.count("is free")) == (True, 2)
    telegram["inside"] = telegram["port"]
    assert "by a running Stillwater" in (await found(telegram, Mode.POLLING))["listening"].says
    with socket.socket() as theirs:
        theirs.bind(("127.0.0.1", 0))
        theirs.listen()
        telegram["inside"] = port = theirs.getsockname()[1]
        seen = (await found(telegram, Mode.POLLING))["listening"]
    assert (seen.well, seen.says[:40]) == (False, f"http.port: 127.0.0.1:{port} cannot be had"[:40])


def test_a_file_that_others_may_read_is_named_and_how_to_mend_it(shell: Shell) -> None:
    shell("keys", "new")
    shell("migrate")

    def told() -> dict[str, Any]:
        said = shell("doctor", "--json", TELEGRAM__API_BASE_URL="http://127.0.0.1:9")
        return next(one for one in json.loads(said.out) if one["what"] == "files")

    file = shell.folder / "data" / "stillwater.keys.db"
    file.chmod(0o640)
    assert told()["well"] is False
    assert "others may read stillwater.keys.db; `chmod 600 " in told()["says"]
    file.chmod(0o600)
    file.parent.chmod(0o777)
    assert "anybody may replace what is in " in told()["says"]
    file.parent.chmod(0o700)
    assert told()["well"] is True


@pytest.mark.parametrize(
    ("free_", "well", "says"),
    [
        (ground.LOW - 1, False, "200 MB free at"),
        (ground.LOW, None, "a backup does not fit beside it"),
        (10 * 1024**3, True, "10.0 GB free at"),
    ],
)
def test_a_disk_that_fills_is_told_of(
    tmp_path: Path, free_: int, well: bool | None, says: str
) -> None:
    taken = ground.LOW + 1
    seen = ground.room({tmp_path: free_}, taken)
    assert (seen.well, says in seen.says) == (well, True)


def test_postgresql_minds_its_own_disk() -> None:
    config = Config(storage=Storage(url="postgresql://me@127.0.0.1/d"))
    assert [(one.what, one.well) for one in ground.ground(config)] == [
        ("files", None), ("disk", None),
    ]  # fmt: skip
