"""The doctor names what failed three times."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.ports import Received, Timer, TimerKind
from tests.bot.cli.kept import within

if TYPE_CHECKING:
    from bot.ports import Work
    from tests.bot.cli.conftest import Shell


NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
AWAY = "http://127.0.0.1:9"
"""Where nobody answers."""


def doctor(shell: Shell) -> tuple[bool | None, str]:
    found = json.loads(shell("doctor", "--json", TELEGRAM__API_BASE_URL=AWAY).out)
    return next((one["well"], one["says"]) for one in found if one["what"] == "set aside")


def test_the_doctor_names_what_was_set_aside(shell: Shell) -> None:
    shell("keys", "new")
    shell("migrate")
    assert doctor(shell) == (True, "nothing: no update and no timer failed three times")

    async def fail(work: Work) -> None:
        await work.inbox.add([Received(update, 1, "{}", NOW) for update in range(1, 8)])
        await work.timers.set(Timer("night", None, TimerKind.NIGHT, NOW))
        for _ in range(3):
            await work.timers.failed("night")
            for update in range(1, 8):
                await work.inbox.failed(update)

    within(fail)
    well, says = doctor(shell)
    assert well is False
    named = "update 1, update 2, update 3, update 4, update 5, 2 more, timer night"
    assert f"failed three times, as the log tells: {named}; " in says
