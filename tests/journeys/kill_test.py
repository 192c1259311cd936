"""Killed at any moment and begun again, the service loses nothing and goes on where it was."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
from collections import Counter
from random import SystemRandom
from signal import SIGKILL
from typing import TYPE_CHECKING, Final

import pytest

from tests.journeys.kill_journey import Lived, Undisturbed, dice, one_life, place
from tests.journeys.kill_outcome import kept
from tests.journeys.kill_telegram import Phase, Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.journeys.kill_life import Life

KILLS: Final = int(os.environ.get("STILLWATER_KILLS", "200"))
SEED: Final = int(os.environ.get("STILLWATER_SEED", "0")) or SystemRandom().randrange(10**6)
AT_ONCE: Final = 3
_UNCERTAIN: Final = "SELECT EXISTS (SELECT * FROM outbox WHERE state = 'uncertain')"


@pytest.fixture
async def undisturbed(tmp_path: Path) -> Undisturbed:
    return await one_life(tmp_path / "undisturbed")


@pytest.mark.timeout(600)
async def test_a_service_killed_at_any_moment_loses_nothing(
    tmp_path: Path, undisturbed: Undisturbed, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = iter(range(SEED, SEED + 10**6))
    lives: list[Lived] = []

    async def journeys() -> None:
        while sum(lived.tally.kills.total() for lived in lives) < KILLS:
            lives.append(await undisturbed.same(tmp_path, next(seeds)))

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(journeys())
    assert all(lived.tally.kills.total() for lived in lives)
    with capsys.disabled():
        sys.stdout.write(report(lives))


async def test_a_service_told_to_stop_finishes_what_is_in_hand(
    tmp_path: Path, undisturbed: Undisturbed
) -> None:
    for seed in range(SEED, SEED + 2):
        lived = await undisturbed.same(tmp_path, seed, gently=True)
        assert lived.shows.repeats == 0
        assert lived.tally.kills.total() >= 5
        assert max(lived.tally.endings) < 10


async def test_a_question_lost_twice_on_its_way_comes_when_it_is_asked_for(
    tmp_path: Path, undisturbed: Undisturbed
) -> None:
    async with place(tmp_path / "twice") as here:
        client = here.client(dice(0))
        await client.write("/start")
        for nth in (2, 1):  # the first to leave is no question
            life = here.live()
            here.watch.tell = strike(life, "sendMessage", nth)
            assert await life.ended() == -SIGKILL
        here.watch.tell = Watch().tell
        life = here.live()
        await here.until(_UNCERTAIN)
        assert not any(seen.buttons for seen in here.tg.chat(client.id))
        await client.play()
        await here.settle()
        life.ask()
        assert await life.ended() == 0
        left = await kept(here.home, client)
        assert (left.words, left.ratings) == (undisturbed.left.words, undisturbed.left.ratings)


def strike(life: Life, method: str, nth: int) -> Callable[[str, Phase], bool]:
    """Kill a life as the nth call of a method arrives, which is not carried out."""
    left = [nth]

    def tell(called: str, phase: Phase) -> bool:
        left[0] -= (called, phase) == (method, Phase.ARRIVED)
        if left[0]:
            return False
        life.kill()
        return True

    return tell


def report(lives: list[Lived]) -> str:
    """Say what was done to the service, and how it bore it."""
    kills: Counter[str] = Counter()
    for lived in lives:
        kills += lived.tally.kills
    recoveries = [seconds for lived in lives for seconds in lived.tally.recoveries]
    return (
        f"\nfrom seed {SEED}: {len(lives)} journeys, {kills.total()} kills, "
        f"0 of the client's messages lost, "
        f"{sum(lived.shows.repeats for lived in lives)} marked repeats; "
        f"polling again after {statistics.median(recoveries) * 1000:.0f} ms (median), "
        f"{max(recoveries) * 1000:.0f} ms (longest)\n"
        + "".join(f"  {many:4}  {when}\n" for when, many in sorted(kills.items()))
    )
