"""Finding without opening: hashes have a key of their own, and a search opens its own rows."""

from __future__ import annotations

import hmac
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import pytest
from sqlalchemy import event

from bot.people import ClientId
from storage.engine import read_url
from storage.keystore import LOOKUP, SERVICE, open_keys
from storage.seal import Seal
from storage.vault import Vault
from tests.contract.care_test import DANA, EVA, care, dana, eva
from tests.contract.examples import ann, some_id
from tests.databases import MASTER, on_ring

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.database import Database
    from tests.databases import Place

HERS = [ClientId(some_id(f"Dana's {number}")) for number in range(12)]
OTHERS = [ClientId(some_id(f"Eva's {number}")) for number in range(30)]


class Counting(Seal):
    """A seal that counts what it opens, by column and row."""

    opened: ClassVar[Counter[tuple[str, str]]] = Counter()

    def open(self, column: str, row: str, sealed: bytes) -> str:
        """Count it, and open it."""
        self.opened[column, row] += 1
        return super().open(column, row, sealed)


class Watched(Vault):
    """A vault whose clients' seals count."""

    def _remember(self, client: str, key: bytes) -> Seal:
        super()._remember(client, key)
        seal = self._seals[client] = Counting(client, key)
        return seal


@pytest.fixture
async def store(sqlite: Place) -> AsyncIterator[Database]:
    database = sqlite.open()
    async with database.works() as work:
        for counselor in (dana, eva):
            await work.counselors.add(counselor)
        for number, client in enumerate((*HERS, *OTHERS)):
            await work.clients.add(replace(ann, id=client, chat=number))
            hers = DANA if client in HERS else EVA
            label = f"Tuesday {number}"
            await work.cares.put(replace(care, client=client, counselor=hers, label=label))
    await database.close()
    Counting.opened.clear()
    database = sqlite.open()
    database._vault = Watched(database._keys)
    yield database
    await database.close()


async def test_a_search_of_labels_opens_the_counselor_s_own_clients_alone(store: Database) -> None:
    async with store.works() as work:
        known = await work.clients.of(DANA)
        cares = await work.cares.clients_of(DANA)
    assert {one.client for one in cares} == set(HERS) == set(known)
    opened = Counting.opened
    assert {row for column, row in opened if column == "cares.body"} == set(HERS)
    assert {row for column, row in opened if column == "clients.person"} == set(HERS)
    assert set(opened.values()) == {1}
    assert len(opened) == 2 * len(HERS)


async def test_many_keys_are_asked_for_at_once(store: Database) -> None:
    async with store.works() as work:  # so that the vault is unlocked
        await work.counselors.get(DANA)
    asked: list[str] = []
    event.listen(
        store._keys._engine.sync_engine,
        "before_cursor_execute",
        lambda *about: asked.append(about[2]),
    )
    async with store.works() as work:
        assert len(await work.clients.of(DANA)) == len(HERS)
        assert len(await work.cares.clients_of(DANA)) == len(HERS)
    assert [one.split()[0] for one in asked] == ["BEGIN", "SELECT"]


async def test_what_is_hashed_is_hashed_with_a_key_of_its_own(sqlite: Place) -> None:
    keys = open_keys(read_url(sqlite.keys_url), on_ring(MASTER))
    vault = Vault(keys)
    await vault.unlock()
    lookup, service = await keys.get(LOOKUP), await keys.get(SERVICE)
    await keys.close()
    assert lookup is not None
    assert service is not None
    assert vault.chat(7) == hmac.digest(lookup, b"7", "sha256")[:16]
    assert vault.code("7") == hmac.digest(lookup, b"code\0" + b"7", "sha256")
    for other in (service, MASTER):
        assert lookup != other
        assert hmac.digest(other, b"7", "sha256")[:16] != vault.chat(7)
