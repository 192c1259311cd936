"""A slice of `make faults`: letters to a Telegram that refuses, breaks, cuts and says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults import letters

if TYPE_CHECKING:
    from pathlib import Path


async def test_every_letter_arrives_in_order_or_is_listed(tmp_path: Path) -> None:
    figures = await letters.misbehaving(tmp_path / "town", 1, letters=80, people=16)
    assert figures.counts["waits asked for"]
    assert not +figures.wrong
