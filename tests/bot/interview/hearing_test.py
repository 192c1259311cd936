from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.hearing import hear, plain

PHRASES = {
    "still true": "still",
    "not any more": "gone",
    "not sure": "unsure",
    "si algo": "yes",
    "7": "7",
    "👍": "good",
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  Still   TRUE!! ", "still true"),
        ("¿Sí, algo?", "si algo"),
        ("Straße", "strasse"),
        ("7️⃣", "7"),
        ("\N{FULLWIDTH DIGIT SEVEN}.", "7"),
        ("-3", "minus 3"),
        ("7-8", "7 8"),
        ("a_b", "a b"),
        ("👍️", "👍"),
        ("still true 👍", "still true"),
        ("", ""),
    ],
)
def test_plain_text_is_what_was_meant(text: str, said: str) -> None:
    assert plain(text) == said


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Still true", "still"),
        ("sti", "still"),
        ("st", None),
        ("not", None),
        ("not a", "gone"),
        ("Sí", "yes"),
        ("👍", "good"),
        ("👎", None),
        ("still true, I think", None),
        ("", None),
        ("  ", None),
    ],
)
def test_a_label_or_its_beginning_is_heard(text: str, option: str | None) -> None:
    assert hear(PHRASES, text) == option


def test_only_the_whole_label_where_anything_may_be_said() -> None:
    assert hear(PHRASES, "sti", whole=True) is None
    assert hear(PHRASES, "still true", whole=True) == "still"


@given(st.text(st.characters()))
def test_plain_text_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
