"""Who is in danger overtakes: one such message behind many others, and how many went before it."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING, Final

from tests.benchmarks.person import PATIENCE
from tests.benchmarks.settings import store
from tests.benchmarks.small import Overtaking
from tests.benchmarks.telegrams import served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.person import Person

ORDINARY: Final = "hello there"
DANGER: Final = "im going to kill myself tonight"


async def measure(folder: Path, waiting: int) -> Overtaking:
    """Let so many strangers write at once, and one more after them who is in danger."""
    async with served("stillwater_worker", waiting + 1, *store(folder)) as (crowd, _):
        *others, last = crowd.people
        for person in others:
            await person.telegram.say(person.id, ORDINARY)
        began = perf_counter()
        await last.telegram.say(last.id, DANGER)
        answered = await _first(last)
        before = sum(person.replies > 0 for person in others)
        everybody = max([await _first(person) for person in others], default=answered)
    return Overtaking(
        waiting=waiting,
        before=before,
        first_ms=(answered - began) * 1000,
        all_ms=(everybody - began) * 1000,
    )


async def _first(person: Person) -> float:
    """Wait for what a person is answered first; give when it was shown."""
    async with asyncio.timeout(PATIENCE):
        _, shown = await person.heard.get()
    return shown
