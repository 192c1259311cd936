"""Every target, on what it begins from and on what a few seconds make of that.

`make fuzz` goes deeper, led by coverage.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.every import NAMES, target
from tests.fuzz.target import Target


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    return tuple(target(name).seeds())


def mutated(content: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    """Give an input with pieces taken out, put in and put twice."""
    for start, length, piece in cuts:
        at = start % (len(content) + 1)
        content = content[:at] + piece + content[min(at + length, len(content)) :]
    return content


pieces = st.sampled_from(
    [b"", b"\x00", b"\xff", b"[", b"{", b'"', b"-", b"1" * 5000, b"\n", b"9" * 20, b"[" * 2000]
) | st.binary(max_size=8)  # fmt: skip
cuts = st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 40), pieces), max_size=4)


@pytest.mark.parametrize("name", NAMES)
def test_what_it_begins_from_is_taken(name: str) -> None:
    fuzzed = target(name)
    assert seeds(name)
    for seed in seeds(name):
        assert len(seed) <= fuzzed.longest
        fuzzed(seed)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(st.data())
def test_whatever_comes_is_taken_or_refused(name: str, data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(seeds(name)) | st.binary(max_size=200))
    target(name)(mutated(seed, data.draw(cuts))[: target(name).longest])


def test_a_target_that_raises_what_nobody_said_is_a_finding() -> None:
    def number(content: bytes) -> None:
        assert int(content) > 0

    refusing = Target(number, tuple, raises=(ValueError,))
    refusing(b"x")
    with pytest.raises(AssertionError):
        refusing(b"-1")
