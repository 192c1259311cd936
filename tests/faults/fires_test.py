"""A slice of `make faults`: a town under fire keeps all its promises."""

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING

from tests.faults import fires

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.figures import Figures


async def test_killed_again_and_again_it_loses_nothing(tmp_path: Path) -> None:
    figures = await fires.killed(tmp_path / "town", _seed(), days=1, cycles=2)
    assert figures.counts["kill -9"] > 1
    _kept(figures)


async def test_asked_to_stop_again_and_again_it_neither_loses_nor_repeats(tmp_path: Path) -> None:
    figures = await fires.stopped(tmp_path / "town", _seed(), days=1, cycles=2)
    assert figures.counts["SIGTERM"] > 1
    assert figures.counts["repeats"] == figures.counts["uncertain"] == 0
    _kept(figures)


def _seed() -> int:
    return SystemRandom().randrange(10**6)


def _kept(figures: Figures) -> None:
    assert figures.counts["words"] >= 2 * fires.PEOPLE
    assert figures.counts["prompts"] == fires.PEOPLE
    assert not +figures.wrong
