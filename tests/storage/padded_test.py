"""Padding: few lengths, the same values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.padded import padded


@given(st.lists(st.integers(1), max_size=300))
def test_it_adds_nothing_but_blanks_up_to_the_next_power_of_two(values: list[int]) -> None:
    found = padded(values, 0)
    assert found[: len(values)] == values
    assert not any(found[len(values) :])
    assert len(found).bit_count() <= 1
    assert len(found) < 2 * len(values) or not values


def test_a_set_may_be_padded_too() -> None:
    assert sorted(padded(frozenset({1, 2, 3}), 0)) == [0, 1, 2, 3]
