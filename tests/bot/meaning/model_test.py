"""The weighing: by the head over vectors, the heaviest piece for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listening import Meaning, Standing, listen, standing
from bot.meaning import encoder, head
from bot.meaning.head import Head
from bot.meaning.model import SentenceMeaning, load
from bot.safety.assess import Tier, assess

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.meaning.encoder import Vectors

HEAD = Head(bias=-1.0, weights=(2.0, -2.0), soft=0.6, urgent=None, examples="")
numbers = st.floats(-9, 9).map(lambda number: round(number, 3))


class Counts:
    """An encoder of two numbers: how often `a` and `b` stand in a text."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.array([[text.count("a"), text.count("b")] for text in texts], dtype=np.float32)


def test_a_piece_weighs_what_the_head_says() -> None:
    weighed = SentenceMeaning(Counts(), HEAD).score("a b a", "en")
    assert weighed == pytest.approx(1 / (1 + np.exp(-1.0)))


def test_the_heaviest_piece_counts_for_the_whole() -> None:
    meaning = SentenceMeaning(Counts(), HEAD)
    assert meaning.score("b b b b. a a a", "en") == meaning.score("a a a", "en")


def test_of_nothing_it_says_nothing() -> None:
    assert SentenceMeaning(Counts(), HEAD).score(" ", "en") == 0.0


@given(
    st.builds(
        Head,
        bias=numbers,
        weights=st.lists(numbers, max_size=40).map(tuple),
        soft=st.floats(0, 1).map(lambda number: round(number, 3)),
        urgent=st.none() | st.just(0.95),
        examples=st.text("0123456789abcdef", max_size=16),
    )
)
def test_a_head_reads_as_it_was_written(made: Head) -> None:
    assert head.read(head.written(made)) == made


def test_it_can_be_turned_off() -> None:
    assert standing(Meaning.OFF) is Standing.OFF
    assert listen(Meaning.OFF).meaning is None
    assert assess(["what is the point"], "en", listen(Meaning.OFF)).score is None


@pytest.mark.skipif(not encoder.is_there(), reason="the extra `meaning` is not installed")
def test_the_packaged_head_fits_the_encoder() -> None:
    meaning = load()
    rows = meaning.encoder.encode(["Hello", "Hola"])
    assert rows.shape == (2, len(meaning.head.weights))
    assert 0 < meaning.head.soft < 1
    rules = listen(Meaning.ON)
    assert rules.meaning is not None
    found = assess(["went for a walk with the dog, slept well"], "en", rules)
    assert found.tier is Tier.NONE
    assert found.score is not None
    assert found.score < meaning.head.soft
