"""Retention from the command line: the periods, what would go, and the night's work at once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.message import Delivered, Message, MessageId
from bot.people import Client, ClientId, Standing
from bot.ports import Timer, TimerKind
from bot.retention import DEFAULTS, Kind, said
from tests.bot.cli.kept import within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.ports import Work
    from tests.bot.cli.conftest import Shell

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=500)
AWAY = "http://127.0.0.1:9"
WHO = ClientId("a" * 32)


@pytest.fixture
def shell(shell: Shell) -> Shell:
    """A store with a client who left Telegram long ago, and a message of then."""
    shell("keys", "new")
    shell("migrate")

    async def fill(work: Work) -> None:
        gone = Client(WHO, 5, LONG_AGO, "Ann", standing=Standing.ACTIVE, consent="1")
        await work.clients.add(replace(gone, gone_at=LONG_AGO))
        for n in range(450):
            sent = Message(MessageId(f"{n}"), 9, "hello", created_at=LONG_AGO)
            await work.outbox.add(sent)
            await work.outbox.sent(sent.id, Delivered(n, LONG_AGO))

    within(fill)
    return shell


def files(folder: Path) -> Mapping[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted((folder / "data").iterdir())}


def test_it_shows_the_periods_and_that_no_night_was_yet(shell: Shell) -> None:
    shown = json.loads(shell("retention", "--json", RETENTION__ANSWERS="30d").out)
    assert shown["periods"] == {kind.value: said(period) for kind, period in DEFAULTS.items()} | {
        "answers": "30d"
    }
    assert shown["done"] is None
    told = shell("retention").out
    assert "Last done: never. Next, while `run` runs:" in told
    assert len(told.splitlines()) == len(Kind) + 2


def test_a_dry_run_tells_what_would_go_and_changes_nothing(shell: Shell) -> None:
    before = files(shell.folder)
    found = json.loads(shell("retention", "--dry-run", "--json").out)
    assert files(shell.folder) == before
    assert list(found) == [kind.value for kind in Kind]
    assert found["gone"] == {"kept for": "90d", "rows": 1, "oldest": LONG_AGO.isoformat()}
    assert (found["passing"]["rows"], found["keys"]["rows"]) == (450, 1)
    assert sum(one["rows"] for one in found.values()) == 452
    told = shell("retention", "--dry-run").out
    assert f"{LONG_AGO:%Y-%m-%d}" in told
    assert told.endswith("Nothing was changed.\n")
    assert files(shell.folder) == before


def test_a_dry_run_makes_nothing(shell: Shell, tmp_path: Path) -> None:
    elsewhere = f"sqlite:///{tmp_path}/elsewhere.db"
    told = shell("retention", "--dry-run", STORAGE__URL=elsewhere)
    assert told.code == 2
    assert "There is nothing yet" in told.err
    assert not (tmp_path / "elsewhere.db").exists()


def test_the_night_can_be_had_at_once(shell: Shell) -> None:
    went = shell("retention", "--now", SAFETY__MEANING="off")
    assert went.out == "Gone: 1 gone, 450 passing, 1 keys.\n"

    async def read(work: Work) -> tuple[object, object, object]:
        done = await work.retention.done()
        return await work.clients.get(WHO), await work.outbox.depth(), done

    client, depth, done = within(read)
    assert (client, depth) == (None, {})
    assert isinstance(done, datetime)
    assert shell("retention", "--now", SAFETY__MEANING="off").out == "Gone: nothing.\n"
    again = json.loads(shell("retention", "--now", "--json", SAFETY__MEANING="off").out)
    assert again == dict.fromkeys((kind.value for kind in Kind), 0)


def test_both_at_once_make_no_sense(shell: Shell) -> None:
    assert shell("retention", "--now", "--dry-run").code == 2


def test_a_period_too_short_is_refused_by_name(shell: Shell) -> None:
    told = shell("retention", RETENTION__SAID="1d")
    assert (told.code, told.err) == (2, "retention: said is at least 30d, or 'never'\n")


def doctor(shell: Shell) -> tuple[bool | None, str]:
    found = json.loads(shell("doctor", "--json", TELEGRAM__API_BASE_URL=AWAY).out)
    return next((one["well"], one["says"]) for one in found if one["what"] == "retention")


def test_the_doctor_says_when_nights_are_missed(shell: Shell) -> None:
    assert doctor(shell)[0] is None

    async def wait(work: Work, since: datetime) -> None:
        await work.timers.set(Timer("night", None, TimerKind.NIGHT, since))

    within(lambda work: wait(work, NOW + timedelta(hours=1)))
    assert doctor(shell)[0] is True
    within(lambda work: wait(work, NOW - timedelta(days=3)))
    well, says = doctor(shell)
    assert well is False
    assert says.startswith("never done: ")
    within(lambda work: work.retention.note(NOW - timedelta(days=1)))
    assert doctor(shell) == (True, f"last done on {NOW - timedelta(days=1):%Y-%m-%d}")
    within(lambda work: work.retention.note(NOW - timedelta(days=3)))
    well, says = doctor(shell)
    assert well is False
    assert says.startswith(f"last done on {NOW - timedelta(days=3):%Y-%m-%d}: ")
