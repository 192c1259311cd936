"""What a backup that is not well says, and that nothing of it is put back; nor over anything."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.errors import ArchiveProblem, KeyProblem, StoreError
from storage.archive.chunks import CHUNK
from storage.engine import open_engine, read_url
from storage.history import History
from storage.migrate import configured
from tests.contract.examples import ann
from tests.databases import Place, in_folder
from tests.storage.archive.conftest import KEY, Shelf
from tests.storage.archive.rows import all_of, scatter
from tests.storage.filled import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

OTHER = b"another key of these tests, 32 b"


async def lived_in(place: Place) -> None:
    database = place.open()
    async with database.works() as work:
        await fill(work)
    await database.close()


async def crowded(place: Place) -> None:
    """Let its archive be of several chunks."""
    engine = open_engine(read_url(place.url))
    async with engine.begin() as connection:
        await scatter(connection, 2000, only="clinics")
    await engine.dispose()


def harm(whole: Path, wrong: Path, share: float, *, cut: bool) -> None:
    """Copy a file up to a part of it, or all but a bit there."""
    written = bytearray(whole.read_bytes())
    where = int(share * len(written))
    written[where] ^= 1
    wrong.write_bytes(written[:where] if cut else written)


def nothing_at(place: Place) -> bool:
    folder = Path(read_url(place.url).database or "").parent
    return not folder.exists() or not any(folder.iterdir())


@contextmanager
def a_full_disk(after: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (after, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


async def test_another_backup_key(sqlite: Place, new_file: Place, shelf: Shelf) -> None:
    await shelf.take(sqlite)
    for asked in (tuple(History), (History.KEYS,)):
        with pytest.raises(ArchiveProblem, match=rf"{asked[0]}\.backup: .*another backup key"):
            await shelf.put(new_file, *asked, keys=[OTHER])
    assert nothing_at(new_file)
    assert (await shelf.put(new_file, keys=[OTHER, KEY])).put.keys() == set(History)


async def test_another_master_key(sqlite: Place, new_file: Place, shelf: Shelf) -> None:
    await shelf.take(sqlite)
    with pytest.raises(KeyProblem, match="not the master key"):
        await shelf.put(new_file, master=bytes(32))
    assert nothing_at(new_file)


@pytest.fixture
async def whole(sqlite: Place, shelf: Shelf) -> Path:
    """A store's backup of several chunks, whose last are met after rows were loaded."""
    await crowded(sqlite)
    await shelf.take(sqlite)
    kept = shelf.files[History.STORE].rename(shelf.folder / "whole")
    assert kept.stat().st_size > 3 * CHUNK
    return kept


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(share=st.floats(0, 1, exclude_max=True), cut=st.booleans())
async def test_damaged_or_cut_anywhere(
    whole: Path, shelf: Shelf, tmp_path: Path, share: float, *, cut: bool
) -> None:
    harm(whole, shelf.files[History.STORE], share, cut=cut)
    new = in_folder(tmp_path / "new")
    with pytest.raises(ArchiveProblem, match=r"store\.backup: .*(damaged|cut off|no backup)"):
        await shelf.put(new)
    assert nothing_at(new)


async def test_what_is_no_backup_or_none(new_file: Place, shelf: Shelf) -> None:
    with pytest.raises(ArchiveProblem, match=r"store\.backup: No such file"):
        await shelf.put(new_file)
    shelf.files[History.STORE].write_bytes(b"SQLite format 3\0" * 99)
    with pytest.raises(ArchiveProblem, match="It is no backup of Stillwater's"):
        await shelf.put(new_file)
    assert nothing_at(new_file)


async def test_one_in_place_of_the_other(sqlite: Place, new_file: Place, shelf: Shelf) -> None:
    await shelf.take(sqlite)
    one, two = shelf.files.values()
    one.rename(shelf.folder / "between")
    two.rename(one)
    (shelf.folder / "between").rename(two)
    with pytest.raises(ArchiveProblem, match="is a backup of the key store, not of the store"):
        await shelf.put(new_file)
    assert nothing_at(new_file)


async def test_a_store_without_its_keys_or_with_others(
    sqlite: Place, new_file: Place, shelf: Shelf, tmp_path: Path
) -> None:
    await shelf.take(sqlite)
    with pytest.raises(KeyProblem, match="no key store"):
        await shelf.put(new_file, History.STORE)
    assert nothing_at(new_file)
    other = in_folder(tmp_path / "other")
    database = other.open()
    await database.migrate()
    await database.close()
    with pytest.raises(ArchiveProblem, match="a store with other keys"):
        await shelf.put(Place(new_file.url, other.keys_url), History.STORE)
    assert nothing_at(new_file)


async def test_nothing_is_put_over_anything(place: Place, shelf: Shelf) -> None:
    await lived_in(place)
    await shelf.take(place)
    before = await all_of(place)
    for asked in ((History.STORE,), (History.KEYS,), tuple(History)):
        with pytest.raises(ArchiveProblem, match="holds something already"):
            await shelf.put(place, *asked)
    assert await all_of(place) == before


async def test_a_rehearsal_changes_nothing(sqlite: Place, new: Place, shelf: Shelf) -> None:
    await lived_in(sqlite)
    await shelf.take(sqlite)
    rehearsed = await shelf.put(new, rehearse=True)
    if new.url.startswith("sqlite"):
        assert nothing_at(new)
    assert (await shelf.put(new)).put == rehearsed.put


async def test_of_a_newer_schema(sqlite: Place, shelf: Shelf) -> None:
    engine = open_engine(read_url(sqlite.url))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    with pytest.raises(ArchiveProblem, match=r"not kept: .* newer Stillwater \(schema 9999\)"):
        await shelf.take(sqlite, History.STORE)
    assert list(shelf.folder.iterdir()) == []


async def test_of_an_older_schema_it_is_brought_up_to_date(
    new: Place, shelf: Shelf, tmp_path: Path
) -> None:
    old = in_folder(tmp_path / "old")
    database = old.open()
    await database.migrate()
    async with database.works() as work:
        await work.clients.add(ann)
    await database.close()
    engine = open_engine(read_url(old.url))
    async with engine.begin() as connection:
        await connection.run_sync(_back_to, "0006")
    await engine.dispose()
    (store, _) = await shelf.take(old)
    assert store.contents.schema == "0006"
    await shelf.put(new)
    database = new.open()
    assert not await database.pending()
    async with database.works() as work:
        assert await work.clients.get(ann.id) == ann
    await database.close()


def _back_to(connection: Connection, version: str) -> None:
    config = configured(History.STORE)
    config.attributes["connection"] = connection
    command.downgrade(config, version)


async def test_on_a_disk_that_is_too_small_for_it(sqlite: Place, shelf: Shelf) -> None:
    await crowded(sqlite)
    with (
        a_full_disk(100_000),
        pytest.raises(ArchiveProblem, match=r"store\.backup: File too large"),
    ):
        await shelf.take(sqlite)
    assert list(shelf.folder.iterdir()) == []


async def test_on_a_full_disk(sqlite: Place, new_file: Place, shelf: Shelf) -> None:
    await lived_in(sqlite)
    with a_full_disk(100_000), pytest.raises(ArchiveProblem, match=r"not kept: .*TMPDIR"):
        await shelf.take(sqlite)
    assert list(shelf.folder.iterdir()) == []
    await shelf.take(sqlite)
    with a_full_disk(100_000), pytest.raises(ArchiveProblem, match="store it is to go into: "):
        await shelf.put(new_file)
    assert nothing_at(new_file)
    await shelf.put(new_file)
    assert await all_of(new_file) == await all_of(sqlite)


async def test_a_file_of_that_name_stays(sqlite: Place, shelf: Shelf) -> None:
    shelf.files[History.STORE].write_text("mine")
    with pytest.raises(ArchiveProblem, match="is there already"):
        await shelf.take(sqlite)
    assert [file.read_text() for file in shelf.folder.iterdir()] == ["mine"]


async def test_what_there_is_nothing_of(tmp_path: Path, sqlite: Place, shelf: Shelf) -> None:
    nowhere = in_folder(tmp_path / "nowhere")
    with pytest.raises(KeyProblem, match="no key store"):
        await shelf.take(nowhere)
    with pytest.raises(StoreError, match=r"There is no .*store\.db"):
        await shelf.take(Place(nowhere.url, sqlite.keys_url))
    assert not (tmp_path / "nowhere").exists()
    assert list(shelf.folder.iterdir()) == []
