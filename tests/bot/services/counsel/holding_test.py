"""Rows are held in one order, so that nobody waits for ever: counselor, clients, the draft."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from bot.services.enrol.counselors import suspend
from storage.memory import MemoryStore
from tests.bot.services.counsel.desk import cared_for
from tests.bot.services.counsel.operators import hands_over
from tests.bot.services.counsel.planned_desk import begin, plans, press, taps
from tests.bot.services.room import ANN, BEN, DANA, Room

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Work

ORDER = ("counselors", "clients", "drafts")
HOLDING = {"by_chat", "get", "save", "put", "drop"}
LOOKING = {("counselors", "get"), ("drafts", "get")}
"""These give a row without holding it."""


@dataclass
class Watched:
    """A repository that notes, as it gives or changes a row, that the row is held."""

    name: str
    repository: Any
    held: list[str]

    def __getattr__(self, method: str) -> Any:  # noqa: ANN401 - whatever the repository has
        does = getattr(self.repository, method)
        if method not in HOLDING or (self.name, method) in LOOKING:
            return does

        async def noted(row: Any) -> Any:  # noqa: ANN401 - as above
            found = await does(row)
            if self.name == "drafts" or method == "save" or found is not None:
                self.held.append(self.name)
            return found

        return noted


@dataclass
class Watching(MemoryStore):
    """A store that knows in which order each unit of work came to hold rows."""

    units: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        MemoryStore.__init__(self)

    @asynccontextmanager
    async def works(self) -> AsyncIterator[Work]:
        async with super().works() as work:
            held: list[str] = []
            self.units.append(held)
            for name in ORDER:
                setattr(work, name, Watched(name, getattr(work, name), held))
            yield work

    def astray(self) -> list[list[str]]:
        """Give the units of work that held a kind for the first time after a later kind."""
        first = [sorted(set(held), key=held.index) for held in self.units]
        return [kinds for kinds in first if kinds != sorted(kinds, key=ORDER.index)]


@pytest.fixture
async def room() -> Room:
    """A counselor with two clients; the first has a plan."""
    room = Room(store=Watching())
    await room.counselor()
    await cared_for(room, ANN, "Blue scarf")
    await cared_for(room, BEN, "Green coat")
    await begin(room)
    await taps(room, "look", "save")
    return room


def in_order(room: Room) -> bool:
    assert isinstance(room.store, Watching)
    assert any(held[-1:] == ["drafts"] and "clients" in held for held in room.store.units)
    return not room.store.astray()


async def test_a_plan_opened_from_its_history(room: Room) -> None:
    await taps(room, "History", "Back")
    assert in_order(room)


async def test_every_dialog_about_a_client(room: Room) -> None:
    ann = (await room.client()).id
    await press(room, "session", ann)
    await room.write("Tue 3pm", DANA)
    await taps(room, "yes")
    await press(room, "session", ann)
    await taps(room, "back")
    await press(room, "rename", ann)
    await room.write("Red hat", DANA)
    await press(room, "rename", ann)
    await taps(room, "back")
    await press(room, "plan", (await plans(room))[-1].id)
    await taps(room, "Change", "look", "save", "Pause", "Resume", "End", "End", "History")
    await room.write("yesterday", DANA)
    assert in_order(room)


async def test_what_is_about_many_and_what_the_operator_does(room: Room) -> None:
    await room.give("clients", DANA)
    await press(room, "templates", (await room.client()).id)
    await press(room, "copy", (await room.client()).id)
    await press(room, "plan", "f" * 32)
    await room.give("invite", DANA)
    await hands_over(room, "Eli")
    async with room.store.works() as work:
        await suspend(work, (await work.counselors.all())[0].id, suspended=True)
    assert in_order(room)
