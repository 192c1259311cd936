from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.clock import ShiftedClock

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def still(path: Path | None = None) -> ShiftedClock:
    return ShiftedClock(path, lambda: NOON)


def test_starts_at_the_real_time() -> None:
    assert still().now() == NOON


def test_runs_on_with_the_real_time() -> None:
    real = iter([NOON, NOON, NOON + timedelta(minutes=5)])
    clock = ShiftedClock(None, lambda: next(real))
    clock.set(NOON + timedelta(hours=1))
    assert clock.now() == NOON + timedelta(hours=1, minutes=5)


def test_set_goes_to_the_instant() -> None:
    clock = still()
    assert clock.set(NOON + timedelta(days=2)) == NOON + timedelta(days=2)


def test_never_goes_back(tmp_path: Path) -> None:
    clock = still(tmp_path / "clock")
    with pytest.raises(ValueError, match="forward"):
        clock.shift(-timedelta(seconds=1))
    with pytest.raises(ValueError, match="forward"):
        clock.set(NOON - timedelta(days=1))
    assert clock.now() == NOON


def test_a_second_clock_on_the_file_follows_the_first(tmp_path: Path) -> None:
    first, second = still(tmp_path / "clock"), still(tmp_path / "clock")
    assert second.now() == NOON
    first.shift(timedelta(hours=1))
    assert second.now() == NOON + timedelta(hours=1)
    second.shift(timedelta(hours=2))
    assert first.now() == NOON + timedelta(hours=3)


def test_forgotten_with_its_file(tmp_path: Path) -> None:
    clock = still(tmp_path / "clock")
    clock.shift(timedelta(hours=1))
    (tmp_path / "clock").unlink()
    assert clock.now() == NOON


@given(st.lists(st.timedeltas(timedelta(), timedelta(days=400)), max_size=6))
def test_shifts_add_up_and_survive_a_restart(steps: list[timedelta]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deep" / "clock"
        for by in steps:
            still(path).shift(by)
        assert still(path).now() == NOON + sum(steps, timedelta())
        assert [left.name for left in path.parent.glob("*")] == (["clock"] if steps else [])
