"""SQLite does what the memory store does, whatever is done in whatever order."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.message import Delivered, Purpose
from bot.ports import OutboxState
from storage.memory import MemoryStore
from tests.contract.examples import ANN, MINUTE, NOW, TALK, ann, message, received, timer
from tests.databases import in_folder

if TYPE_CHECKING:
    from bot.ports import Work, Works

Deed = tuple[Any, ...]

ENDS = (OutboxState.UNCERTAIN, OutboxState.FAILED, OutboxState.EXPIRED)
NAMES = st.sampled_from("abcdef")
TIMES = st.integers(0, 3).map(lambda minutes: NOW + minutes * MINUTE)
LEASES = st.sampled_from([timedelta(), timedelta(minutes=5)])
DEEDS = st.one_of(
    st.tuples(st.just("add"), NAMES, st.integers(1, 2), st.sampled_from(Purpose), st.booleans()),
    st.tuples(st.just("lease"), TIMES, st.integers(1, 3), LEASES),
    st.tuples(st.just("sending"), NAMES),
    st.tuples(st.just("sent"), NAMES, st.integers(1, 9)),
    st.tuples(st.just("again"), NAMES, TIMES, st.booleans()),
    st.tuples(st.just("close"), NAMES, st.sampled_from(ENDS)),
    st.tuples(st.just("heal"), st.integers(0, 3), st.integers(1, 9)),
    st.tuples(st.just("drop")),
    st.tuples(st.just("asked"), st.integers(1, 10)),
    st.tuples(st.just("update"), st.integers(1, 5), st.booleans()),
    st.tuples(st.just("take"), st.integers(1, 3), st.frozensets(st.integers(1, 5), max_size=3)),
    st.tuples(st.just("done"), st.integers(1, 5)),
    st.tuples(st.just("failed"), st.integers(1, 5)),
    st.tuples(st.just("timer"), NAMES, TIMES),
    st.tuples(st.just("claim"), TIMES, st.integers(1, 3), LEASES),
    st.tuples(st.just("timer done"), NAMES),
    st.tuples(st.just("timer failed"), NAMES),
    st.tuples(st.just("once more")),
)


async def do(work: Work, deed: Deed) -> object:  # noqa: C901, PLR0911, PLR0912 - a case a deed
    """Do one thing, and give what came of it."""
    match deed:
        case "add", name, chat, purpose, known:
            asked = {"client": ANN, "conversation": TALK, "turn": chat} if known else {}
            await work.outbox.add(replace(message(name, chat, purpose), **asked))
        case "lease", now, limit, lease:
            return list(await work.outbox.lease(now, limit, lease))
        case "sending", name:
            return await work.outbox.sending(message(name).id)
        case "sent", name, number:
            await work.outbox.sent(message(name).id, Delivered(number, NOW))
        case "again", name, at, repeat:
            await work.outbox.again(message(name).id, at, repeat=repeat)
        case "close", name, end:
            await work.outbox.close(message(name).id, end, NOW)
        case "heal", turn, number:
            await work.outbox.heal(TALK, turn, Delivered(number, NOW))
        case ("drop",):
            return await work.outbox.drop(ANN)
        case "asked", before:
            return await work.outbox.asked(ANN, before)
        case "update", update, urgent:
            return await work.inbox.add([received(update, urgent=urgent)], {update})
        case "take", limit, known:
            return list(await work.inbox.take(limit, known))
        case "done", update:
            return await work.inbox.done(update)
        case "failed", update:
            return await work.inbox.failed(update)
        case "timer", name, at:
            await work.timers.set(replace(timer, id=name, due_at=at))
        case "claim", now, limit, lease:
            return list(await work.timers.claim(now, limit, lease))
        case "timer done", name:
            return await work.timers.done(name)
        case "timer failed", name:
            return await work.timers.failed(name)
        case ("once more",):
            return await work.timers.once_more()
    return None


async def seen(works: Works, deed: Deed) -> object:
    """Do one thing in a unit of work; give what came of it and what the store then says."""
    try:
        async with works() as work:
            came = await do(work, deed)
    except StoreError:
        came = "refused"
    async with works() as work:
        return (
            came,
            dict(await work.outbox.depth()),
            list(await work.inbox.waiting()),
            list(await work.inbox.set_aside()),
            await work.timers.next_due(),
            list(await work.timers.set_aside()),
            await work.gauges.read(NOW + 2 * MINUTE),
        )


async def both(template: Path, deeds: list[Deed]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(template, folder, dirs_exist_ok=True)
        database, memory = in_folder(Path(folder)).open(), MemoryStore()
        try:
            for works in (database.works, memory.works):
                async with works() as work:
                    await work.clients.add(ann)
            for deed in deeds:
                assert await seen(database.works, deed) == await seen(memory.works, deed), deed
        finally:
            await database.close()


@settings(max_examples=60, deadline=None)
@given(deeds=st.lists(DEEDS, max_size=40))
def test_sqlite_does_what_memory_does(sqlite_template: Path, deeds: list[Deed]) -> None:
    asyncio.run(both(sqlite_template, deeds))
