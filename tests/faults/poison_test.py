"""A slice of `make faults`: what nobody can read stops nobody's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults import poison

if TYPE_CHECKING:
    from pathlib import Path


async def test_poison_stops_nobody(tmp_path: Path) -> None:
    figures = await poison.poisoned(tmp_path / "town", 1, cycles=2)
    assert figures.counts["words"] >= 2 * poison.PEOPLE
    assert not +figures.wrong
