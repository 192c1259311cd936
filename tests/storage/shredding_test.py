"""Erasure by shredding: copies of the store, made before, hold nothing more of whoever was erased.

Whoever stole them has what is left as well, and tries every key on every cell. It holds for what
is under the client's own key; the inbox, and messages to no client, go with their days' keys.
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import aclosing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from uuid import uuid4

import pytest
from sqlalchemy import LargeBinary, select

from bot.counsel.draft import Draft
from bot.errors import KeyLost, KeyProblem, SealBroken
from storage.database import open_database
from storage.engine import open_engine, read_url
from storage.epochs import _about, _unwrap
from storage.everything import EVERYTHING
from storage.keystore import open_keys
from storage.keytables import keys as wrapped_keys
from storage.masterkey import MasterKey, read_master_keys, write_master_keys
from storage.ring import KeyFile
from storage.seal import Seal
from storage.tables import METADATA
from tests.contract.care_test import DANA, EVA
from tests.contract.examples import ANN, BEN, ben
from tests.databases import MASTER, Place, in_folder
from tests.storage.filled import CELLS, fill
from tests.storage.secrecy_test import SECRETS, disk, guises

if TYPE_CHECKING:
    from sqlalchemy import Row

    from storage.database import Database
    from storage.sealed import Sealed

BOTH: tuple[str, str] = (ANN, BEN)
NOBODYS = {"counselors", "operators", "invites", "own_checkins", "scripts", "inbox"}
"""Tables whose sealed cells are no client's."""


class Cell(NamedTuple):
    """One sealed cell of a client's, where it stands."""

    client: str
    sealed: Sealed[Any]
    row: Row[Any]

    @property
    def kept(self) -> bytes:
        return cast("bytes", getattr(self.row, CELLS[self.sealed.table]))

    def opens(self, key: bytes) -> bool:
        try:
            self.sealed.read(self.row, Seal(self.client, key, self.kept[:1]))
        except SealBroken:
            return False
        return True


async def cells(place: Place) -> list[Cell]:
    """Give every client's cells, past every rule of the store."""
    engine, found = open_engine(read_url(place.url)), []
    async with engine.begin() as connection:
        for sealed in EVERYTHING:
            for row in await connection.execute(sealed.every):
                client = row.id if sealed.table == "clients" else getattr(row, "client", None)
                if client is not None:
                    found.append(Cell(client, sealed, row))
    await engine.dispose()
    return found


async def opened(data: Place, keys_of: Place, file: Path) -> dict[str, Counter[str]]:
    """Try every key of a key store on every cell of a store; count by client and table."""
    keys = open_keys(read_url(keys_of.keys_url), KeyFile(file))
    known = (await keys.get_all(await keys.named("", timedelta()))).values()
    await keys.close()
    found = [cell for cell in await cells(data) if any(map(cell.opens, known))]
    return {who: Counter(one.sealed.table for one in found if one.client == who) for who in BOTH}


async def filled(database: Database) -> None:
    """Fill a store, and let a draft be about each client."""
    async with database.works() as work:
        await fill(work)
        for counselor, client in ((DANA, ANN), (EVA, BEN)):
            await work.drafts.put(Draft(counselor, "plan", "time", 3, client, {"title": "Late"}))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    return cast("Place", request.getfixturevalue(request.param))


def copied(place: Place, to: Path, request: pytest.FixtureRequest) -> Place:
    """Copy store and key store as they lie on the disk; nobody may have them open."""
    if place.url.startswith("sqlite"):
        return in_folder(shutil.copytree(Path(read_url(place.url).database or "").parent, to))
    server, name = request.getfixturevalue("postgres_server"), f"copy_{uuid4().hex}"
    server.psql(f"\\set ON_ERROR_STOP on\nCREATE DATABASE {name} TEMPLATE stillwater")
    return Place(server.get_uri(name), server.get_uri(name))


class Theft(NamedTuple):
    """What there is after Ann was erased, a copy of all of it from before, and what that holds."""

    now: Place
    before: Place
    master: Path
    held: dict[str, Counter[str]]


@pytest.fixture
async def theft(place: Place, tmp_path: Path, request: pytest.FixtureRequest) -> Theft:
    master = tmp_path / "master.key"
    master.touch(0o600)
    write_master_keys(master, [MasterKey(MASTER)])
    database = place.open()
    await filled(database)
    await database.close()
    before = copied(place, tmp_path / "copy", request)
    async with database.works() as work:
        await work.clients.remove(ANN)
    await database.close()
    return Theft(place, before, master, await opened(before, before, master))


def test_every_sealed_cell_is_looked_at() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.name not in {"chat", "code"}  # hashes
    }
    assert columns | {"scripts.source"} == {f"{table}.{cell}" for table, cell in CELLS.items()}


async def test_of_a_copy_only_the_others_cells_open_with_what_is_left(theft: Theft) -> None:
    assert {*theft.held[ANN]} == {*theft.held[BEN]} == CELLS.keys() - NOBODYS
    assert await opened(theft.before, theft.now, theft.master) == theft.held | {ANN: Counter()}
    assert {cell.client for cell in await cells(theft.now)} == {BEN}


async def test_a_copy_put_back_in_place_holds_them_no_more(theft: Theft) -> None:
    database = open_database(theft.before.url, theft.now.keys_url, KeyFile(theft.master))
    async with database.works() as work:
        with pytest.raises(KeyLost):
            await database._vault.of(ANN)
        assert await work.words.of(ANN) == []
        assert await work.clients.get(BEN) == ben
        assert len(await work.words.of(BEN)) == theft.held[BEN]["words"]
    assert await database.sweep() == 1
    await database.close()
    assert {cell.client for cell in await cells(theft.before)} == {BEN}


async def test_a_copy_of_the_keys_opens_until_the_master_key_is_turned_over(theft: Theft) -> None:
    assert sum(map(Counter.total, theft.held.values())) == len(await cells(theft.before))
    database = open_database(theft.now.url, theft.now.keys_url, KeyFile(theft.master))
    async with aclosing(database.rotate()) as steps:
        assert [turned async for turned in steps][-1].over
    await database.close()
    (new,) = read_master_keys(theft.master)
    keys = open_keys(read_url(theft.before.keys_url), KeyFile(theft.master))
    with pytest.raises(KeyProblem, match="not the master key"):
        await keys.unlock()
    async with keys._engine.begin() as connection:
        rows = (await connection.execute(select(wrapped_keys))).all()
    await keys.close()
    assert {ANN, BEN} < {row.name for row in rows}
    for row in rows:  # a thief asks for no proof
        about = _about(row.name, row.epoch)
        tried = [_unwrap(one, about, row.wrapped) is None for one in (MasterKey(MASTER), new)]
        assert tried == [False, True]
    assert await opened(theft.before, theft.now, theft.master) == theft.held | {ANN: Counter()}


async def test_on_the_disk_nothing_of_them_is_left(sqlite: Place) -> None:
    database = sqlite.open()
    await filled(database)
    traces: dict[str, list[bytes]] = {ANN: [ANN.encode()], BEN: [BEN.encode()]}
    for cell in await cells(sqlite):
        traces[cell.client] += [cell.kept[1:13], cell.kept[-16:]]  # its nonce and its tag
    assert all(trace in disk(sqlite) for trace in traces[ANN] + traces[BEN])
    async with database.works() as work:
        await work.clients.remove(ANN)
    with_log = disk(sqlite)
    await database.close()
    for written in (with_log, disk(sqlite)):
        assert not any(trace in written for trace in traces[ANN])
        assert all(trace in written for trace in traces[BEN])
        assert not any(one in written for secret in SECRETS for one in guises(secret))
