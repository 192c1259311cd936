"""Restore: archives back into empty databases, both or none of them."""

from __future__ import annotations

from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import ArchiveProblem
from storage.archive.files import opened
from storage.archive.keyring import keyring
from storage.archive.loading import CALLED, loading, unless_well
from storage.archive.places import Rehearsed
from storage.archive.scratch import scratch
from storage.archive.snapshot import missing
from storage.engine import open_engine
from storage.history import History, newest, version
from storage.trouble import in_our_terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.archive.files import Archive
    from storage.archive.keyring import Keyring, Sample
    from storage.archive.places import Places, Steps
    from storage.archive.snapshot import Contents


@dataclass(frozen=True, slots=True)
class Put:
    """One archive that was put back."""

    contents: Contents
    sample: Sample
    """What opens of the store with the keys, or of the keys with the master key."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back."""

    put: Mapping[History, Put]
    present: Sample | None = None
    """What the keys open of a store that was there before."""

    @property
    def keyless(self) -> int:
        """Give how many clients have no key, and are erased at the next start."""
        samples = [one.sample for one in self.put.values()]
        if self.present is not None:
            samples.append(self.present)
        return sum(sample.keyless for sample in samples)


async def restore(
    there: Places,
    archives: Mapping[History, Path],
    keys: Sequence[bytes],
    steps: Steps,
    *,
    rehearse: bool = False,
) -> Restored:
    """Put archives back where nothing is kept yet: all of them or none.

    `keys` are backup keys, of which one opens them. A rehearsal does everything, and takes it back.

    Raises:
        ArchiveProblem: one does not open, is of something else, or what it is to go into holds
            something.
        KeyProblem: the master key is not that of the key store.
        StoreError: a database cannot be reached.

    """
    with in_our_terms(), suppress(Rehearsed), unless_well(there.store, there.keys):
        async with AsyncExitStack() as stack:
            putting = _Putting(there, archives, keys, steps, stack)
            restored = await putting.all()
            if rehearse:
                raise Rehearsed
    return restored


@dataclass(frozen=True, slots=True)
class _Putting:
    """One restore that goes on; what it opened is let go, or committed, by its stack."""

    there: Places
    archives: Mapping[History, Path]
    keys: Sequence[bytes]
    steps: Steps
    stack: AsyncExitStack

    async def all(self) -> Restored:
        archives = {what: self._archive(what) for what in History if what in self.archives}
        ring = await self._ring()
        house = await ring.unlock()
        put, present = {}, None
        store, keys = archives.get(History.STORE), archives.get(History.KEYS)
        if store is not None and store.contents.house != house:
            raise ArchiveProblem(
                f"{self.archives[History.STORE]}: It is of a store with other keys than these, "
                "and nothing in it would open. Put its own key store back with it (--keys)."
            )
        if keys is not None:  # begun first, so committed last: the large one is likelier to fail
            await self._load(keys, self.there.keys)
            put[History.KEYS] = Put(keys.contents, await ring.try_all())
        if store is not None:
            sample = await ring.try_on(await self._load(store, self.there.store))
            put[History.STORE] = Put(store.contents, sample)
        elif not missing(self.there.store):
            present = await self._present(ring)
        return Restored(put, present)

    async def _ring(self) -> Keyring:
        """Open the keys: those that are there, or in a scratch store those to be put back."""
        if History.KEYS not in self.archives:
            return await self._keyring(self.there.keys)
        there, archive = self.stack.enter_context(scratch()), self._archive(History.KEYS)
        async with loading(there, archive.contents, archive.pages(), lambda _: None):
            pass
        return await self._keyring(there)

    async def _keyring(self, url: URL) -> Keyring:
        return await self.stack.enter_async_context(keyring(url, self.there.ring))

    def _archive(self, what: History) -> Archive:
        archive = self.stack.enter_context(opened(self.archives[what], self.keys))
        _is_of(archive.contents, what)
        return archive

    async def _load(self, archive: Archive, url: URL) -> AsyncConnection:
        told = self.steps(
            f"Putting the {CALLED[archive.contents.what]} back", archive.contents.total
        )
        load = loading(url, archive.contents, archive.pages(), told)
        return await self.stack.enter_async_context(load)

    async def _present(self, ring: Keyring) -> Sample | None:
        """Try the keys on the store that is there, where it is up to date."""
        engine = open_engine(self.there.store, connections=1, reader=True)
        try:
            async with engine.begin() as connection:
                if await connection.run_sync(version) != newest():
                    return None
                return await ring.try_on(connection)
        finally:
            await engine.dispose()


def _is_of(contents: Contents, what: History) -> None:
    if contents.what is not what:
        raise ArchiveProblem(
            f"This is a backup of the {CALLED[contents.what]}, not of the {CALLED[what]}."
        )
