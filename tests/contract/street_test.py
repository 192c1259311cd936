"""Whatever counselors and clients do, on every store: it never breaks, and nobody's limits do."""

from __future__ import annotations

import logging
import os
import random
from typing import TYPE_CHECKING

import pytest

from storage.memory import MemoryStore
from tests.bot.services.room import DANA, ELI
from tests.contract.street import CLIENTS, Street

if TYPE_CHECKING:
    from tests.databases import Place

LIVES = int(os.environ.get("STILLWATER_STREETS", "1"))
"""How many lives are lived on each store."""
DEEDS = int(os.environ.get("STILLWATER_DEEDS", "80"))
"""How much happens in each; the memory store lives five times as fast."""


@pytest.mark.parametrize("seed", range(LIVES))
async def test_it_never_breaks(
    place: Place | None, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    database = MemoryStore() if place is None else place.open()
    chance = random.Random(seed)  # noqa: S311 - no secret, and the same again
    street = Street(store=database, chance=chance)  # type: ignore[arg-type]  # only its works are used
    await street.move_in()
    for _ in range(DEEDS * 5 if place is None else DEEDS):
        await street.live()
    secrets = {*street.codes, *(f"qx{n:03}" for n in range(street.labels)), "Dana", "Eli", "Ann"}
    said = caplog.text
    assert {one for one in secrets if one in said} == set()
    assert not [chat for chat in (DANA, ELI, *CLIENTS) if f"chat={chat}" in said]
    if not isinstance(database, MemoryStore):
        await database.close()
