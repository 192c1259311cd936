"""Taking in a file of clinics: what is kept, what is named, and what a mistake leaves untouched."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreError
from bot.services.importing import BATCH, take
from bot.treatment.clinic import Ask
from bot.treatment.csvfile import Problem
from storage.memory import MemoryStore
from tests.bot.treatment.clinics import PORTLAND, clinic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.treatment.clinic import Clinic
    from tests.bot.cli.conftest import Said, Shell

HEAD = "name,city,region,phone,latitude,longitude,services\n"
ONE = "One,Portland,OR,503-555-0101,45.5,-122.6,sa\n"
TWO = "Two,Portland,OR,503-555-0102,45.6,-122.6,mh\n"


def taken(shell: Shell, text: str, *options: str) -> Said:
    (shell.folder / "clinics.csv").write_bytes(text.encode())
    return shell("directory", "import", "clinics.csv", *options)


@pytest.fixture
def ready(shell: Shell) -> Shell:
    assert shell("keys", "new").code == 0
    return shell


def test_good_rows_are_kept_and_bad_ones_named(ready: Shell) -> None:
    said = taken(ready, HEAD + ONE + "Bad,,,call,95,-122.6,sa\n" + TWO)
    assert said.code == 1
    assert said.out == "2 rows taken in, 1 left out.\n2 clinics are listed now.\n"
    named = "line 3: phone has no digit; latitude is no number from -90 to 90\n"
    assert said.err.strip("\n") + "\n" == named


def test_a_file_replaces_what_was_there_or_adds_to_it(ready: Shell) -> None:
    assert taken(ready, HEAD + ONE).code == 0
    added = json.loads(taken(ready, "\ufeff" + HEAD + TWO, "--json").out)
    assert added == {"kept": 1, "wrong": 0, "gone": 0, "all": 2}
    tried = taken(ready, HEAD + ONE, "--replace", "--dry-run")
    assert tried.out.startswith("1 rows taken in, 0 left out, 1 let go.\n1 clinics")
    assert tried.out.endswith("Nothing was changed.\n")
    said = taken(ready, HEAD + ONE, "--replace")  # as if it had not been tried
    assert said.out == "1 rows taken in, 0 left out, 1 let go.\n1 clinics are listed now.\n"
    assert said.code == 0


def test_a_file_without_one_good_row_lets_nothing_go(ready: Shell) -> None:
    taken(ready, HEAD + ONE)
    said = taken(ready, HEAD + "Bad\n", "--replace")
    assert "0 let go" in said.out
    assert "1 clinics are listed now" in said.out


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"phone,city\n1,2\n", "the first line names no column name, latitude, longitude"),
        (b"", "the first line names no column"),
        ((HEAD + ONE).encode("utf-16"), "it is not text in UTF-8"),
    ],
)
def test_what_is_no_such_file_is_refused_by_name(ready: Shell, content: bytes, why: str) -> None:
    (ready.folder / "clinics.csv").write_bytes(content)
    said = ready("directory", "import", "clinics.csv", "--replace")
    assert said.code == 2
    assert f"clinics.csv: {why}" in said.err


def test_a_file_that_is_not_there_is_named(ready: Shell) -> None:
    said = ready("directory", "import", "nowhere.csv")
    assert (said.code, said.err.strip()) == (2, "nowhere.csv: No such file or directory")


def test_a_long_file_goes_in_piece_by_piece_and_one_cut_short_is_begun_anew() -> None:
    store, told = MemoryStore(), list[Problem]()
    listed = [clinic(f"Place {n}", 45 + n / 10_000) for n in range(BATCH * 2 + 1)]

    def cut_short() -> Iterator[Clinic | Problem]:
        yield from listed[: BATCH + 5]
        raise StoreError

    async def go() -> None:
        with pytest.raises(StoreError):
            await take(store.works, cut_short(), told.append, replace=True)
        async with store.works() as work:
            assert await work.clinics.count() == BATCH
        problem = Problem(7, "a reason")
        came = await take(store.works, [*listed, problem], told.append, replace=True)
        assert (came.kept, came.wrong, came.gone, came.all) == (len(listed), 1, 0, len(listed))
        assert told == [problem]
        async with store.works() as work:
            assert len(await work.clinics.find(Ask(PORTLAND))) > 0

    asyncio.run(go())
