"""What is weighed of a message: the whole, and the parts in which something may be buried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.meaning.pieces import LONGEST, MOST, pieces


@pytest.mark.parametrize(
    ("text", "weighed"),
    [
        ("", ()),
        (" \n ", ()),
        ("Slept OK", ("slept ok",)),
        (
            "a 3 today. Slept ok I think! sorted the papers for mum",
            (
                "a 3 today. slept ok i think! sorted the papers for mum",
                "a 3 today",
                "slept ok i think",
                "sorted the papers for mum",
            ),
        ),
        ("ok. fine. i wrote to everyone", ("ok. fine. i wrote to everyone",)),
    ],
)
def test_the_whole_comes_first_and_then_each_part(text: str, weighed: tuple[str, ...]) -> None:
    assert pieces(text) == weighed


@given(st.text(max_size=6000))
def test_however_long_a_message_is_little_is_weighed(text: str) -> None:
    found = pieces(text)
    assert len(found) <= MOST
    assert all(0 < len(piece) <= LONGEST for piece in found)
    assert bool(found) == bool(text.strip())


@given(st.lists(st.sampled_from(["one two three", "four five six", "no"]), max_size=20))
def test_the_last_part_is_always_among_them(parts: list[str]) -> None:
    found = pieces(". ".join(parts))
    said = [part for part in parts if part != "no"]
    if len(said) > 1:
        assert found[-1] == said[-1]
