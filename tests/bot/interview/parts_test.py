from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.parts import LIMIT, parts, units


@given(st.text(st.characters(), max_size=300), st.integers(4, 60))
def test_every_part_fits_and_nothing_is_lost_but_space(text: str, limit: int) -> None:
    found = parts(text, limit)
    assert all(0 < units(part) <= limit for part in found if text)
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two one\n\nthree", ["two one\n\n", "three"]),
        ("one two\nthree four", ["one two\n", "three four"]),
        ("one two three", ["one two ", "three"]),
        ("abcdefghijklmno", ["abcdefghij", "klmno"]),
        ("abcdefghi👍klmno", ["abcdefghi", "👍klmno"]),
        ("abcdefgh👍🏽lmno", ["abcdefgh", "👍🏽lmno"]),
        ("abcdefghie\u0301xyz", ["abcdefghi", "e\u0301xyz"]),
        (" " * 20 + "x", ["x"]),
    ],
)
def test_it_is_cut_where_it_hurts_least(text: str, found: list[str]) -> None:
    assert [part.lstrip(" ") or part for part in parts(text, 10)] == found


def test_what_fits_stays_whole() -> None:
    assert parts("👍" * (LIMIT // 2)) == ["👍" * (LIMIT // 2)]
    assert [units(part) for part in parts("👍" * LIMIT)] == [LIMIT, LIMIT]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2
