"""Turning the master key over: cut short anywhere, everything opens, and the next one finishes."""

from __future__ import annotations

import shutil
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

from bot.errors import KeyLost, KeyProblem
from storage.engine import open_engine, read_url
from storage.keystore import KeyStore, open_keys
from storage.masterkey import MasterKey, new_master_key, read_master_keys, write_master_keys
from storage.ring import KeyFile
from tests.databases import MASTER, in_folder, on_ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.rotation import Turned
    from tests.databases import Place

NAMES = [f"client {number}" for number in range(10)]
ALL = len(NAMES) + 2
"""With the service's own."""
AT_ONCE = 3


class KilledError(Exception):
    """Here the power went."""


@dataclass
class Fuse:
    """Burns with every step, and kills at the last."""

    left: int = 10_000
    burnt: int = 0

    def burn(self, *_: object) -> None:
        if self.burnt == self.left:
            raise KilledError
        self.burnt += 1


@dataclass
class Watched:
    """A key file, and every key that was ever in it; a write may be the last thing done."""

    file: Path
    fuse: Fuse = field(default_factory=Fuse)
    seen: set[MasterKey] = field(default_factory=set)

    def read(self) -> tuple[MasterKey, ...]:
        found = read_master_keys(self.file)
        self.seen.update(found)
        return found

    def write(self, keys: Sequence[MasterKey]) -> None:
        self.fuse.burn()
        write_master_keys(self.file, keys)
        self.read()
        self.fuse.burn()


def at(place: Place, ring: Watched | KeyFile) -> KeyStore:
    return open_keys(read_url(place.keys_url), ring)


async def rotated(keys: KeyStore) -> Turned:
    """Rotate to the end, and give the last that was told."""
    async with aclosing(keys.rotate(AT_ONCE)) as steps:
        last = [turned async for turned in steps][-1]
    assert last.over
    return last


async def epochs(place: Place) -> list[tuple[int, int]]:
    """Give each epoch, and how many keys it has."""
    engine = open_engine(read_url(place.keys_url))
    count = "SELECT e.id, COUNT(k.name) FROM epochs e LEFT JOIN keys k ON k.epoch = e.id"
    async with engine.begin() as connection:
        rows = (await connection.execute(text(f"{count} GROUP BY e.id ORDER BY e.id"))).all()
    await engine.dispose()
    return [(row[0], row[1]) for row in rows]


@dataclass
class Kept:
    """A key store with some keys, its master key's file, and what the keys were."""

    folder: Path
    known: dict[str, bytes]

    def copied(self, to: Path) -> Kept:
        shutil.copytree(self.folder, to)
        return Kept(to, self.known)

    @property
    def place(self) -> Place:
        return in_folder(self.folder)

    @property
    def file(self) -> Path:
        return self.folder / "master.key"


@pytest.fixture
async def kept(sqlite: Place) -> Kept:
    folder = Path(read_url(sqlite.keys_url).database or "").parent
    file = folder / "master.key"
    new_master_key(file)
    write_master_keys(file, [MasterKey(MASTER)])
    keys = at(sqlite, KeyFile(file))
    known = {name: await keys.make(name) for name in NAMES}
    await keys.close()
    return Kept(folder, known)


async def cut(kept: Kept, steps: int) -> bool:
    """Let a rotation be killed after so many steps, go on, and finish; False if it had fewer."""
    fuse = Fuse(steps)
    ring = Watched(kept.file, fuse)
    service, rotating = at(kept.place, KeyFile(kept.file)), at(kept.place, ring)
    assert await service.get_all(NAMES) == kept.known
    event.listen(rotating._engine.sync_engine, "before_execute", fuse.burn)
    killed = False
    try:
        await rotated(rotating)
    except KilledError:
        killed = True
    await rotating.close()

    assert await service.get_all(NAMES) == kept.known
    made = {name: await service.make(name) for name in ("made meanwhile", "another")}
    restarted = at(kept.place, KeyFile(kept.file))
    await restarted.unlock()
    assert await restarted.get_all([*NAMES, *made]) == kept.known | made

    fuse.left = 10_000
    again = at(kept.place, ring)
    if len(ring.read()) == 2 or dict(await epochs(kept.place)).keys() == {1}:
        await rotated(again)  # else it was over, but for saying so
    assert len(ring.seen) == 2, "a third master key was made"
    (only,) = ring.read()
    assert only != MasterKey(MASTER)
    (epoch,) = await epochs(kept.place)
    assert epoch[0] == 2
    for keys in (service, restarted, again):
        assert await keys.get_all([*NAMES, *made]) == kept.known | made
        await keys.close()
    return killed


async def test_cut_short_after_any_step_everything_opens_and_the_next_one_finishes(
    kept: Kept, tmp_path: Path
) -> None:
    steps = 0
    while await cut(kept.copied(tmp_path / str(steps)), steps):
        steps += 1
    assert steps > 20, "a rotation has more steps than that"


async def test_every_step_is_told_once_it_is_done(kept: Kept) -> None:
    keys = at(kept.place, KeyFile(kept.file))
    async with aclosing(keys.rotate(AT_ONCE)) as steps:
        told = [(one.done, one.total, one.over) async for one in steps]
    await keys.close()
    assert told == [(done, ALL, False) for done in (0, 3, 6, 9, 12, 12)] + [(ALL, ALL, True)]


async def test_of_two_rotations_at_once_the_second_says_so(kept: Kept) -> None:
    one, two = (at(kept.place, KeyFile(kept.file)) for _ in range(2))
    async with aclosing(one.rotate(AT_ONCE)) as steps:
        await anext(steps)
        with pytest.raises(KeyProblem, match="Another rotation"):
            await rotated(two)
    await rotated(two)
    await one.close()
    await two.close()
    assert len(await epochs(kept.place)) == 1


async def test_a_copy_from_before_opens_with_no_key_that_is_left(
    kept: Kept, tmp_path: Path
) -> None:
    copy = kept.copied(tmp_path / "backup")
    keys = at(kept.place, KeyFile(kept.file))
    await rotated(keys)
    await keys.close()
    shutil.copy2(kept.file, copy.file)
    old = at(copy.place, KeyFile(copy.file))
    with pytest.raises(KeyProblem, match="not the master key"):
        await old.get(NAMES[0])
    await old.close()
    lying_about = b"".join(one.read_bytes() for one in kept.folder.iterdir())
    assert MasterKey(MASTER).written not in lying_about


async def test_a_key_that_was_edited_stays_behind_and_is_named(kept: Kept) -> None:
    engine = open_engine(read_url(kept.place.keys_url))
    async with engine.begin() as connection:
        which = {"name": NAMES[4]}
        whole = text("SELECT wrapped FROM keys WHERE name = :name")
        wrapped = (await connection.execute(whole, which)).scalar_one()
        edit = text("UPDATE keys SET wrapped = zeroblob(60) WHERE name = :name")
        await connection.execute(edit, which)
    keys = at(kept.place, KeyFile(kept.file))
    with pytest.raises(KeyLost, match=f"All other keys .*: {NAMES[4]}$"):
        await rotated(keys)
    rest = {name: key for name, key in kept.known.items() if name != NAMES[4]}
    assert await keys.get_all(NAMES) == rest
    assert dict(await epochs(kept.place)) == {1: 1, 2: ALL - 1}
    async with engine.begin() as connection:
        mend = text("UPDATE keys SET wrapped = :wrapped WHERE name = :name")
        await connection.execute(mend, {**which, "wrapped": wrapped})
    await engine.dispose()
    await rotated(keys)
    assert await keys.get_all(NAMES) == kept.known
    await keys.close()
    assert dict(await epochs(kept.place)) == {2: ALL}


async def test_a_service_with_its_key_from_the_environment_is_started_again_with_both(
    kept: Kept,
) -> None:
    other = b"B" * 32
    url = read_url(kept.place.keys_url)
    one, both = open_keys(url, on_ring(MASTER)), open_keys(url, on_ring(other, MASTER))
    await one.unlock()
    with pytest.raises(KeyProblem, match="cannot be changed from here"):
        await rotated(one)
    assert await epochs(kept.place) == [(1, ALL)]
    assert (await rotated(both)).stays
    with pytest.raises(KeyProblem, match=r"that of epoch 2 .* start again"):
        await one.get(NAMES[0])
    for ring in ((other, MASTER), (other,)):
        again = open_keys(url, on_ring(*ring))
        await again.unlock()
        assert await again.get_all(NAMES) == kept.known
        await again.close()
    for keys in (one, both):
        await keys.close()


async def test_a_key_is_made_under_the_newest_epoch_if_its_own_has_ended(kept: Kept) -> None:
    service, rotating = (at(kept.place, KeyFile(kept.file)) for _ in range(2))
    await service.unlock()
    await rotated(rotating)
    made = await service.make("new")
    assert await rotating.get("new") == made
    await service.close()
    await rotating.close()
    assert await epochs(kept.place) == [(2, ALL + 1)]


async def test_a_file_that_cannot_be_written_holds_both_keys_first(kept: Kept) -> None:
    keys = at(kept.place, KeyFile(kept.file))
    (in_the_way := kept.folder / ".master.key.next").mkdir()
    with pytest.raises(KeyProblem, match="cannot be written"):
        await rotated(keys)
    assert await epochs(kept.place) == [(1, ALL)]
    in_the_way.rmdir()
    following = MasterKey(b"B" * 32)
    write_master_keys(kept.file, [following, MasterKey(MASTER)])
    in_the_way.mkdir()
    assert (await rotated(keys)).stays
    assert await epochs(kept.place) == [(2, ALL)]
    in_the_way.rmdir()
    last = await rotated(keys)
    assert (last.stays, last.done, read_master_keys(kept.file)) == (False, 0, (following,))
    assert await keys.get_all(NAMES) == kept.known
    await keys.close()
