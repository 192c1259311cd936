"""Move: a store and its keys from one pair of databases into another, empty one."""

from __future__ import annotations

from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.archive.keyring import keyring
from storage.archive.loading import CALLED, loading, unless_well
from storage.archive.places import Rehearsed
from storage.archive.snapshot import snapshot
from storage.history import History
from storage.trouble import in_our_terms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.archive.keyring import Sample
    from storage.archive.places import Places, Steps
    from storage.archive.snapshot import Contents


@dataclass(frozen=True, slots=True)
class Moved:
    """What is in the other place now."""

    contents: Mapping[History, Contents]
    sample: Sample
    """What opened of the store there."""


async def move(
    here: Places, there: Places, now: datetime, steps: Steps, *, rehearse: bool = False
) -> Moved:
    """Copy the store and its keys, and compare every row; nobody may write here meanwhile.

    What is here stays as it is. A rehearsal does everything, and takes it back. `now` is aware.

    Raises:
        ArchiveProblem: the other place is not empty, cannot be reached, or differs.
        StoreError, KeyProblem: the store or its keys cannot be read.

    """
    with in_our_terms(), suppress(Rehearsed), unless_well(there.store, there.keys):
        async with AsyncExitStack() as stack:
            ring = await stack.enter_async_context(keyring(here.keys, here.ring))
            house, contents, loaded = await ring.unlock(), {}, {}
            for what in (History.KEYS, History.STORE):  # the large one is committed first
                taken = snapshot(here.of(what), what, house, now)
                moment = await stack.enter_async_context(taken)
                contents[what] = moment.contents
                told = steps(f"Moving the {CALLED[what]}", moment.contents.total)
                load = loading(there.of(what), moment.contents, moment.pages(), told)
                loaded[what] = await stack.enter_async_context(load)
            moved = Moved(contents, await ring.try_on(loaded[History.STORE]))
            if rehearse:
                raise Rehearsed
    return moved
