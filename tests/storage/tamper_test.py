"""Cells that somebody moved or edited do not open: their rows are set aside, and the rest works."""

# ruff: noqa: S608 - the statements and the ids in them are this test's own

from __future__ import annotations

import base64
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from sqlalchemy import LargeBinary, bindparam, text

from bot.errors import KeyProblem, SealBroken
from bot.interview.conversation import ConversationId, Status
from bot.ports import OutboxState
from storage.database import open_database
from storage.engine import open_engine, read_url
from storage.everything import EVERYTHING
from storage.tables import METADATA
from tests.contract.care_test import DANA
from tests.contract.examples import ANN, BEN, LEASE, NOW, ann, message, received, some_id
from tests.databases import MASTER, on_ring
from tests.storage.filled import CELLS, fill, read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from sqlalchemy import Row

    from bot.ports import Works
    from storage.database import Database
    from storage.sealed import Sealed
    from tests.databases import Place

TIMES = 10_000
IN_PLACE = 40
ALL = {sealed.table: sealed for sealed in EVERYTHING}
HELD = {name: cell for name, cell in CELLS.items() if name not in {"inbox", "outbox"}}
"""What is read without being taken."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    place: Place = request.getfixturevalue(request.param)
    return place


@pytest.fixture
async def store(place: Place) -> AsyncIterator[Database]:
    database = place.open()
    async with database.works() as work:
        await fill(work)
    yield database
    await database.close()


class Cell:
    """One sealed cell of one row."""

    def __init__(self, sealed: Sealed[Any], row: Row[Any]) -> None:
        self.sealed = sealed
        self.row = row
        self.column = CELLS[sealed.table]
        kept = getattr(row, self.column)
        self.bytes: bytes = base64.b64decode(kept) if isinstance(kept, str) else kept

    def as_kept(self, cell: bytes) -> bytes | str:
        is_text = self.sealed.table == "scripts"
        return base64.b64encode(cell).decode() if is_text else cell

    async def opens(self, store: Database, cell: bytes) -> bool:
        edited = {**self.row._mapping, self.column: self.as_kept(cell)}
        row = cast("Row[Any]", SimpleNamespace(**edited))
        try:
            self.sealed.read(row, await self.sealed.seal(store._vault, row))
        except SealBroken:
            return False
        return True


async def cells(store: Database) -> list[Cell]:
    found = []
    async with store._engine.begin() as connection:
        for sealed in EVERYTHING:
            rows = (await connection.execute(sealed.every)).all()
            assert len(rows) >= 2, sealed.table
            found += [Cell(sealed, row) for row in rows]
    return found


def edited(cell: Cell, others: Sequence[Cell], chance: Random) -> bytes:
    """Flip a bit, cut, or put the cell of another row, another column or another client there."""
    way = chance.randrange(5)
    if way == 0:
        return cell.bytes[: chance.randrange(1, len(cell.bytes))]
    if way == 1:
        return chance.choice([one for one in others if one.bytes != cell.bytes]).bytes
    if way == 2:
        alike = [one for one in others if one.sealed is cell.sealed and one is not cell]
        return chance.choice(alike).bytes
    at = chance.randrange(len(cell.bytes) * 8)
    flipped = bytearray(cell.bytes)
    flipped[at // 8] ^= 1 << at % 8
    return bytes(flipped)


async def test_of_ten_thousand_flips_and_swaps_none_opens(store: Database) -> None:
    everywhere = await cells(store)
    assert all([await cell.opens(store, cell.bytes) for cell in everywhere])
    chance = Random(6)  # noqa: S311 - edits to try, nothing secret
    for _ in range(TIMES):
        cell = chance.choice(everywhere)
        assert not await cell.opens(store, edited(cell, everywhere, chance)), cell.sealed.table


async def test_an_edited_row_is_passed_over_and_named_and_the_rest_is_read(
    store: Database, place: Place
) -> None:
    chance = Random(7)  # noqa: S311 - as above
    everywhere = [one for one in await cells(store) if one.sealed.table in HELD]
    async with store.works() as work:
        whole = await read(work)
    assert set(whole) == set(HELD)
    for _ in range(IN_PLACE):
        cell = chance.choice(everywhere)
        table = cell.sealed.table
        name = cell.sealed.name(cell.row)
        await put(place, cell, edited(cell, everywhere, chance))
        async with store.works() as work:
            assert whole - await read(work) == {table: 1}, table
        assert await store.damaged() == [(table, name)]
        await put(place, cell, cell.bytes)
        assert await store.damaged() == []
    async with store.works() as work:
        assert await read(work) == whole


async def put(place: Place, cell: Cell, into: bytes) -> None:
    """Write over a cell behind the store's back."""
    table = METADATA.tables[cell.sealed.table]
    named = {"id": "plan"} if table.name == "plan_versions" else {}
    keys = {named.get(key, key): getattr(cell.row, key) for key in cell.sealed.key}
    where = " AND ".join(f'"{key}" = :{key}' for key in keys)
    kind = table.c[cell.column].type
    change = text(f'UPDATE {table.name} SET "{cell.column}" = :into WHERE {where}').bindparams(
        bindparam("into", type_=kind),
        *(bindparam(key, type_=table.c[key].type) for key in keys),
    )
    kept = into if isinstance(kind, LargeBinary) else cell.as_kept(into)
    engine = open_engine(read_url(place.url))
    async with engine.begin() as connection:
        assert (await connection.execute(change, {"into": kept, **keys})).rowcount == 1
    await engine.dispose()


async def tamper(place: Place, statement: str) -> None:
    engine = open_engine(read_url(place.url))
    async with engine.begin() as connection:
        assert (await connection.execute(text(statement))).rowcount
    await engine.dispose()


@pytest.fixture
async def works(sqlite: Place) -> AsyncIterator[Works]:
    database = sqlite.open()
    async with database.works() as work:
        await fill(work)
    yield database.works
    await database.close()


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE clients SET person = (SELECT person FROM clients WHERE id = '{BEN}')",
        f"UPDATE clients SET person = x'' WHERE id = '{ANN}'",
    ],
)
async def test_a_client_s_own_row_stops_them_and_nobody_else(
    works: Works, sqlite: Place, statement: str
) -> None:
    """A stranger they are not: who does not open is named, and what they send is set aside."""
    await tamper(sqlite, statement)
    with pytest.raises(SealBroken):
        async with works() as work:
            await work.clients.by_chat(ann.chat)
    async with works() as work:
        assert await work.clients.get(BEN) is not None
    database = sqlite.open()
    assert await database.damaged() == [("clients", ANN)]  # though that happening was undone
    await database.close()


async def test_words_given_to_another_client_do_not_open(works: Works, sqlite: Place) -> None:
    await tamper(sqlite, f"UPDATE words SET client = '{BEN}'")
    async with works() as work:
        assert await work.holdings.unread() == 0
        assert len(await work.words.of(BEN)) == 2
        assert await work.holdings.unread() == 2


async def test_a_broken_conversation_makes_room_for_the_next(works: Works, sqlite: Place) -> None:
    talk = ConversationId(some_id("of 0" + Status.WAITING))
    await tamper(sqlite, f"UPDATE conversations SET state = zeroblob(60) WHERE id = '{talk}'")
    async with works() as work:
        assert await work.conversations.current(ANN) is None
        (other,) = await work.conversations.latest(BEN, 1)
        assert await work.conversations.current(ANN) is None
    assert other.client == BEN


async def test_a_broken_episode_is_no_reason_not_to_hear_the_next(
    works: Works, sqlite: Place
) -> None:
    await tamper(sqlite, "UPDATE episodes SET body = zeroblob(60)")
    async with works() as work:
        assert await work.episodes.current(ANN) is None
        assert await work.episodes.told(DANA) == []


async def test_one_broken_update_is_set_aside(works: Works, sqlite: Place) -> None:
    await tamper(sqlite, 'UPDATE inbox SET body = zeroblob(60) WHERE "update" = 1')
    async with works() as work:
        assert list(await work.inbox.waiting()) == [received(2)]
    async with works() as work:
        assert list(await work.inbox.set_aside()) == [1]
    database = sqlite.open()
    assert await database.damaged() == [("inbox", "1")]
    await database.close()


async def test_one_broken_message_fails(sqlite: Place) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await work.outbox.add(message("a"))
        await work.outbox.add(message("b"))
    await tamper(sqlite, f"UPDATE outbox SET body = zeroblob(60) WHERE id = '{message('a').id}'")
    async with database.works() as work:
        assert list(await work.outbox.lease(NOW, 5, LEASE)) == []
        assert await work.outbox.depth() == {OutboxState.FAILED: 1, OutboxState.PENDING: 1}
        (out,) = await work.outbox.lease(NOW, 5, LEASE)
        assert out.message == message("b")
    await database.close()


async def test_a_key_that_is_lost_is_the_end_of_one_client_s_rows_alone(sqlite: Place) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await fill(work)
    await database.close()
    engine = open_engine(read_url(sqlite.keys_url))
    async with engine.begin() as connection:
        edit = text("UPDATE keys SET wrapped = zeroblob(60) WHERE name = :client")
        await connection.execute(edit, {"client": ANN})
    await engine.dispose()
    database = sqlite.open()
    with pytest.raises(KeyProblem):
        async with database.works() as work:
            await work.clients.get(ANN)
    async with database.works() as work:
        (other,) = await work.cares.clients_of(DANA)
        assert other.client == BEN
        assert len(await work.words.of(BEN)) == 2
        assert len(await work.outbox.lease(NOW, 9, LEASE)) > 0
    await database.close()


async def test_a_master_key_that_is_not_here_sets_nothing_aside(sqlite: Place) -> None:
    """The service lacks a key that was turned over meanwhile: what waits to be sent must stay."""
    database, other = sqlite.open(), b"B" * 32
    async with database.works() as work:
        await fill(work)
    rotating = open_database(sqlite.url, sqlite.keys_url, on_ring(other, MASTER))
    async for _ in rotating.rotate():
        pass
    await rotating.close()
    database._vault._seals.clear()
    with pytest.raises(KeyProblem, match="start again"):
        async with database.works() as work:
            await work.outbox.lease(NOW, 9, LEASE)
    await database.close()
    again = sqlite.open(other)
    async with again.works() as work:
        assert OutboxState.FAILED not in await work.outbox.depth()
    assert await again.damaged() == []
    await again.close()
