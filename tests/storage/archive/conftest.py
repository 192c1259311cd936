"""Where archives are made from and put back to: each kind of database, and a shelf between."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

import pytest

from storage.archive.backup import Made, back_up
from storage.archive.places import Places
from storage.archive.restore import Restored, restore
from storage.engine import read_url
from storage.history import History
from tests.databases import MASTER, Place, in_folder, on_ring

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEY: Final = b"backup key of these tests, 32 b."
NOON: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(place: Place, master: bytes = MASTER) -> Places:
    """Give a place as archives are made of it."""
    return Places(read_url(place.url), read_url(place.keys_url), on_ring(master))


@dataclass(frozen=True)
class Shelf:
    """Two files, for the backups of one store, and how far the work on them came."""

    folder: Path
    steps: dict[str, list[int]] = field(default_factory=dict)

    @property
    def files(self) -> dict[History, Path]:
        return {what: self.folder / f"{what.value}.backup" for what in History}

    def begin(self, what: str, total: int) -> Callable[[int], object]:
        told = self.steps[what] = [-total]
        return told.append

    async def take(self, place: Place, *asked: History, key: bytes = KEY) -> list[Made]:
        """Back a place up, or a part of it."""
        return [
            await back_up(at(place), what, self.files[what], key, NOON, self.begin)
            for what in asked or History
        ]

    async def put(self, place: Place, *asked: History, **others: Any) -> Restored:  # noqa: ANN401 - as `restore` takes them
        """Put it back into another."""
        files = {what: self.files[what] for what in asked or History}
        there = at(place, others.pop("master", MASTER))
        return await restore(there, files, others.pop("keys", [KEY]), self.begin, **others)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "shelf"
    folder.mkdir()
    return Shelf(folder)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    """A store that was migrated, and is empty."""
    return cast("Place", request.getfixturevalue(request.param))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place where nothing is yet."""
    if request.param == "sqlite":
        return in_folder(tmp_path / "new")
    return cast("Place", request.getfixturevalue("new_postgres"))


@pytest.fixture(params=["to postgres", "to sqlite"])
def across(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Place, Place]:
    """A store, and a place of the other kind where nothing is yet."""
    names = ("sqlite", "new_postgres") if request.param == "to postgres" else ("postgres",)
    found = [cast("Place", request.getfixturevalue(name)) for name in names]
    return found[0], found[-1] if len(found) > 1 else in_folder(tmp_path / "new")


@pytest.fixture
def new_file(tmp_path: Path) -> Place:
    """A SQLite store that is not there yet."""
    return in_folder(tmp_path / "new")
