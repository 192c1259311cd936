"""Secrets by name, which no sweep takes for those of clients who are gone; and what is pending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.errors import KeyProblem
from storage.engine import open_engine, read_url
from tests.contract.examples import ann
from tests.databases import in_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place


async def test_a_secret_stays_and_is_its_name_s_own(sqlite: Place) -> None:
    database = sqlite.open()
    secret = await database.secret("occurrences")
    assert len(secret) == 32
    assert await database.secret("other") != secret
    await database.close()
    database = sqlite.open()
    assert await database.secret("occurrences") == secret
    await database.close()


async def test_no_sweep_takes_a_secret(sqlite: Place) -> None:
    database = sqlite.open()
    secret = await database.secret("occurrences")
    async with database.works() as work:
        await work.clients.add(ann)
    engine = open_engine(read_url(sqlite.keys_url))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE keys SET made_at = '2020-01-01 00:00:00.000000'"))
    await engine.dispose()
    assert await database.sweep() == 0
    assert await database.secret("occurrences") == secret
    async with database.works() as work:
        assert await work.clients.by_chat(ann.chat) == ann
    await database.close()


async def test_a_secret_needs_the_master_key(sqlite: Place) -> None:
    database = sqlite.open(bytes(32))
    with pytest.raises(KeyProblem):
        await database.secret("occurrences")
    await database.close()


async def test_migrations_are_pending_until_they_ran(tmp_path: Path) -> None:
    database = in_folder(tmp_path).open()
    assert await database.pending()
    await database.migrate()
    assert not await database.pending()
    await database.close()


async def test_a_key_is_proved_without_making_a_store(tmp_path: Path) -> None:
    new = in_folder(tmp_path / "new").open()
    assert not await new.reign()
    await new.close()
    assert not (tmp_path / "new").exists()


async def test_the_right_key_is_proved_and_another_is_not(sqlite: Place) -> None:
    database = sqlite.open()
    reign = await database.reign()
    assert reign is not None
    assert (reign.epoch, reign.turning) == (1, False)
    await database.close()
    database = sqlite.open(bytes(32))
    with pytest.raises(KeyProblem):
        await database.reign()
    await database.close()
