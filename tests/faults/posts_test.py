"""A slice of `make faults`: of two replicas that are posted to, either may be killed."""

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING

from tests.faults import fires, posts

if TYPE_CHECKING:
    from pathlib import Path


async def test_either_of_two_may_be_killed_again_and_again(tmp_path: Path) -> None:
    seed = SystemRandom().randrange(10**6)
    figures = await posts.killed(tmp_path / "town", seed, days=1, cycles=2)
    assert figures.counts["kill -9"]
    assert figures.counts["words"] >= fires.PEOPLE
    assert figures.counts["prompts"] == fires.PEOPLE
    assert not +figures.wrong
