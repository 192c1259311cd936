"""The doctor: a line for each thing, what is wrong and how to mend it, and nothing is changed."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.cli.doctor import examine
from bot.cli.found import Finding
from bot.config import Config, Telegram
from bot.safety import reading
from storage.history import newest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.cli.conftest import Shell

TOKEN = "1:CANARY"
AWAY = "http://127.0.0.1:9"
WHAT = [
    "configuration",
    "database",
    "key",
    "epoch",
    "damage",
    "files",
    "disk",
    "token",
    "clock",
    "updates",
    "listening",
    "rota",
    "operators",
    "set aside",
    "retention",
    "directory",
    "zones",
    "meaning",
    "people to call",
    "people checked",
]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GOOD = Finding("configuration", "as given")


def test_in_a_new_folder_it_says_what_is_to_be_made_and_makes_nothing(shell: Shell) -> None:
    said = shell("doctor", TELEGRAM__API_BASE_URL=AWAY)
    lines = said.out.splitlines()
    assert [line[4:].partition(":")[0] for line in lines] == WHAT
    assert "ok  database: there is no data/stillwater.db yet; `run` or `migrate`" in lines[1]
    assert lines[2].startswith("bad key: security.master_key_file: there is no")
    assert lines[3:5] == [f"?   {one}: not looked at: the key comes first" for one in WHAT[3:5]]
    assert lines[5].startswith("ok  files: not there yet")
    assert lines[7].startswith("bad token: telegram.token is not set")
    assert lines[8].startswith("?   clock: not compared")
    assert lines[9].startswith("?   updates: not looked at")
    assert said.code == 1
    assert list(shell.folder.iterdir()) == []


def test_with_a_store_and_its_key_both_are_well(shell: Shell) -> None:
    shell("keys", "new")
    shell("migrate")
    said = shell("doctor", "--json", TELEGRAM__API_BASE_URL=AWAY, TELEGRAM__TOKEN=TOKEN)
    found = {one["what"]: one for one in json.loads(said.out)}
    assert list(found) == WHAT
    assert found["database"]["says"] == f"opens, and is up to date: {newest()}"
    assert found["files"]["says"].endswith(", for their owner alone")
    assert found["key"]["says"] == "opens the key store"
    assert found["epoch"]["says"] == "1, 0 days old; due to be turned over in 29 days"
    assert found["damage"]["says"] == "no row is known that does not open"
    assert (found["token"]["well"], found["clock"]["well"]) == (False, None)
    assert "telegram.api_base_url is out of reach" in found["token"]["says"]
    assert "CANARY" not in said.out + said.err


def test_a_configuration_that_cannot_be_read_leaves_the_rest(shell: Shell) -> None:
    (shell.folder / "c.toml").write_text("[zzz]", "utf-8")
    said = shell("doctor", "--json", "--config", "c.toml")
    wells = {one["what"]: one["well"] for one in json.loads(said.out)}
    assert said.code == 1
    assert wells == dict.fromkeys(WHAT) | {
        "configuration": False,
        "zones": True,
        "meaning": None,
        "people to call": True,
        "people checked": None,
    }


@pytest.mark.parametrize(
    ("variable", "value", "what", "says"),
    [
        ("STORAGE__URL", "mysql://h/d", "database", "storage.url: "),
        ("STORAGE__URL", "postgresql://me@127.0.0.1:1/d", "database", "storage.url: the database"),
        ("STORAGE__KEYS_URL", "sqlite:///gone.db", "database", "storage.keys_url: the key store"),
        ("SECURITY__MASTER_KEY", "A" * 43 + "=", "key", "security.master_key_file (or STILLWATER_"),
        ("SECURITY__MASTER_KEY", "short", "key", "STILLWATER_SECURITY__MASTER_KEY: "),
        ("TELEGRAM__TOKEN", "CANARY", "token", "telegram.token holds no token"),
        ("TELEGRAM__TOKEN_FILE", "gone", "token", "telegram.token_file cannot be read"),
    ],
)
def test_what_is_wrong_is_named_by_its_key(
    shell: Shell, variable: str, value: str, what: str, says: str
) -> None:
    shell("keys", "new")
    shell("migrate")
    said = shell("doctor", "--json", **{"TELEGRAM__API_BASE_URL": AWAY, variable: value})
    found = next(one for one in json.loads(said.out) if one["what"] == what)
    assert found["well"] is False
    assert found["says"].startswith(says)
    assert "CANARY" not in said.out


def test_a_file_that_is_no_database_is_named_as_such(shell: Shell) -> None:
    shell("keys", "new")
    shell("migrate")
    (shell.folder / "data" / "stillwater.db").write_bytes(b"CANARY" * 1000)
    said = shell("doctor", TELEGRAM__API_BASE_URL=AWAY)
    assert "bad database: storage.url: the file is no SQLite database" in said.out


def test_a_key_that_others_may_read_is_refused(shell: Shell) -> None:
    shell("keys", "new")
    shell("migrate")
    (shell.folder / "data" / "master.key").chmod(0o644)
    said = shell("doctor", TELEGRAM__API_BASE_URL=AWAY)
    assert "bad key: security.master_key_file: Others may read" in said.out
    assert "?   database: not opened: the key comes first" in said.out


@pytest.fixture
async def answering() -> AsyncIterator[dict[str, object]]:
    """A server that answers to getMe as it is told."""
    told: dict[str, object] = {"status": 200, "at": NOON}

    async def answer(_: web.Request) -> web.Response:
        date = told["at"]
        assert isinstance(date, datetime)
        stamp = date.strftime("%a, %d %b %Y %H:%M:%S GMT")
        return web.Response(status=int(str(told["status"])), headers={"Date": stamp})

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    told["url"] = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield told
    await runner.cleanup()


async def asked(told: dict[str, object], token: str | None = TOKEN) -> dict[str, Finding]:
    account = Telegram(token=SecretStr(token) if token else None, api_base_url=str(told["url"]))
    found = await examine(Config(telegram=account), GOOD, NOON)
    return {one.what: one for one in found}


@pytest.mark.parametrize(
    ("status", "well", "says"),
    [
        (200, True, "Telegram knows it"),
        (401, False, "Telegram does not know it"),
        (404, False, "Telegram does not know it"),
        (502, False, "answers 502: is it a Bot API server?"),
    ],
)
@pytest.mark.usefixtures("shell")
async def test_telegram_is_asked_for_the_token(
    answering: dict[str, object], status: int, well: bool, says: str
) -> None:
    answering["status"] = status
    token = (await asked(answering))["token"]
    assert token.well is well
    assert says in token.says


@pytest.mark.parametrize(
    ("drift", "well", "says"), [(5, True, "5 s"), (90, False, "90 s ahead"), (-90, False, "behind")]
)
@pytest.mark.usefixtures("shell")
async def test_the_clock_is_compared_with_or_without_a_token(
    answering: dict[str, object], drift: int, well: bool, says: str
) -> None:
    answering["at"] = NOON - timedelta(seconds=drift)
    found = await asyncio.gather(asked(answering), asked(answering, None))
    assert [one["clock"].well for one in found] == [well, well]
    assert says in found[0]["clock"].says


async def people(now: datetime, config: Config | None = None) -> dict[str, Finding]:
    return {one.what: one for one in await examine(config, GOOD, now)}


async def test_people_past_their_review_are_named() -> None:
    found = (await people(datetime(2099, 1, 1, tzinfo=UTC)))["people to call"]
    assert found.well is False
    assert "us.lifeline" in found.says


async def test_people_whom_nobody_checked_are_counted_and_no_reason_to_fail() -> None:
    found = (await people(NOON))["people checked"]
    assert found.well is None
    total = sum(1 for _ in reading.packaged().all())
    assert f"nobody has checked {total} of {total}" in found.says


def test_an_own_file_is_laid_over_and_a_mistake_in_it_is_named(shell: Shell) -> None:
    (shell.folder / "own.toml").write_text(
        '[us.ways.lifeline]\nverified_by = "A. Rivera"\n', "utf-8"
    )
    settings = {"TELEGRAM__API_BASE_URL": AWAY, "SAFETY__RESOURCES": "own.toml"}
    total = sum(1 for _ in reading.packaged().all())
    assert f"nobody has checked {total - 1} of {total}" in shell("doctor", **settings).out
    (shell.folder / "own.toml").write_text("[us]\nhide = ['nobody']\n", "utf-8")
    said = shell("doctor", **settings)
    assert said.code == 1
    assert "us.nobody: there is no such entry to hide" in said.out
    (shell.folder / "own.toml").unlink()
    assert "safety.resources cannot be read: own.toml" in shell("doctor", **settings).out


@pytest.mark.parametrize(("wanted", "says"), [("on", "weighed beside"), ("off", "rules alone")])
def test_it_says_whether_meaning_is_weighed(shell: Shell, wanted: str, says: str) -> None:
    said = shell("doctor", TELEGRAM__API_BASE_URL=AWAY, SAFETY__MEANING=wanted)
    assert any("meaning: " in line and says in line for line in said.out.splitlines())


def test_where_treatment_is_looked_up_is_told(shell: Shell) -> None:
    def told(**set_to: str) -> str:
        said = shell("doctor", TELEGRAM__API_BASE_URL=AWAY, **set_to).out
        return next(line for line in said.splitlines() if "directory:" in line)

    assert told() == "ok  directory: FindTreatment.gov, asked with each client's leave"
    assert "links alone" in told(DIRECTORY__SOURCE="off")
    own = {"DIRECTORY__SOURCE": "csv"}
    assert told(**own).startswith("?   directory: not looked at")
    shell("keys", "new")
    shell("migrate")
    assert told(**own).startswith("?   directory: nothing is imported")
    (shell.folder / "own.csv").write_text("name,phone,latitude,longitude\nA,5,1,2\n", "utf-8")
    shell("directory", "import", "own.csv")
    assert told(**own) == "ok  directory: 1 clinics of your own"


def test_a_master_key_that_is_old_is_to_be_turned_over(shell: Shell) -> None:
    shell("keys", "new")
    shell("migrate")

    def told() -> str:
        said = shell("doctor", TELEGRAM__API_BASE_URL=AWAY, SECURITY__EPOCH="30d").out
        return next(line for line in said.splitlines() if "epoch:" in line)

    at_keys(shell, "UPDATE epochs SET since = '2020-01-01 00:00:00.000000'")
    assert told().startswith("bad epoch: 1, ")
    assert told().endswith(" days old, and security.epoch is 30 days: `keys rotate`")
    shell("keys", "rotate")
    assert told() == "ok  epoch: 2, 0 days old; due to be turned over in 29 days"
    at_keys(shell, "INSERT INTO epochs SELECT 1, proof, since FROM epochs")
    assert told().startswith("?   epoch: not looked at")  # the old master key is gone: see `key`


def test_rows_that_do_not_open_are_named_until_they_are_mended(shell: Shell) -> None:
    shell("keys", "new")
    shell("migrate")
    folder = shell.folder / "data"
    with closing(sqlite3.connect(folder / "stillwater.db", isolation_level=None)) as store:
        row = ("d", b"1", b"edited", "2026-03-01", "en", "UTC", "0", "09:00:00", "17:00:00")
        store.execute(
            "INSERT INTO counselors (id, chat, person, created_at, locale, zone, work_days,"
            " work_from, work_to, settled, suspended, overview_day) VALUES"
            " (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, 0)",
            row,
        )
        assert shell("counselor", "list").code == 0
        said = shell("doctor", TELEGRAM__API_BASE_URL=AWAY)
        assert said.code == 1
        assert "bad damage: these rows were edited or moved" in said.out
        assert "counselors d." in said.out
        store.execute("DELETE FROM counselors")
    assert "ok  damage:" in shell("doctor", TELEGRAM__API_BASE_URL=AWAY).out


def at_keys(shell: Shell, statement: str) -> None:
    """Do something to the key store behind its back."""
    file = shell.folder / "data" / "stillwater.keys.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as keys:
        keys.execute(statement)
