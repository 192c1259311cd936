"""The notation of patterns, and what it is met by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.heard import Heard, spread
from bot.safety.notation import Unreadable, read
from bot.safety.pattern import Word, vocabulary

SETS = {"end": Word(frozenset({"kill", "end"})), "number": Word(frozenset({"#"}))}
WORDS = st.sampled_from(["a", "b", "c", "ab", "|", "3", "30"])


def heard(text: str, newest: int = 0, stems: frozenset[str] = frozenset()) -> Heard:
    return Heard(text.split(), newest, stems)


def met(pattern: str, text: str) -> bool:
    row = read(pattern, SETS)
    stems = frozenset(word for word in vocabulary([row]) if word.endswith("*"))
    said = heard(text, stems=stems)
    return bool(row.after(said.whole, said, said.gaps))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("kill myself", "i will kill myself now"),
        ("{end} myself", "end myself"),
        ("(hang|kill|shoot down) myself", "shoot down myself"),
        ("goodbye ?everyone now", "goodbye now"),
        ("goodbye ?everyone now", "goodbye everyone now"),
        ("?(so very) tired", "so very tired"),
        ("going .. die", "going die"),
        ("going .. die", "going a b c die"),
        ("going ... die", "going a b c d e f die"),
        ("overdos*", "he overdosed"),
        ("overdos* now", "overdos now"),
        ("took {number} pills", "took 12 pills"),
        ("took (a|{number}) pills", "took a pills"),
        ("(a|(b c|d) e)", "b c e"),
        ("a a", "a a a"),
        ("x .. (a|b ?c) d", "x y b d"),
    ],
)
def test_a_pattern_is_met(pattern: str, text: str) -> None:
    assert met(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("kill myself", "kill him myself"),
        ("going .. die", "going a b c d die"),
        ("going .. die", "going | die"),
        ("going ... die", "going a b c d e f g die"),
        ("kill myself", "kill | myself"),
        ("overdos*", "overdue"),
        ("took {number} pills", "took some pills"),
        ("a a", "a"),
        ("a ?b c", "a b b c"),
    ],
)
def test_a_pattern_is_not_met(pattern: str, text: str) -> None:
    assert not met(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "no word"),
        (".. die", "not at an end"),
        ("die ..", "not at an end"),
        ("a | b", "outside brackets"),
        ("(a|b", "not closed"),
        ("(a|)", "a choice is empty"),
        ("a )", "outside brackets"),
        ("{nobody} dies", "no set {nobody}"),
        ("?please ?now", "must be there"),
        ("(now)? die", "not after it"),
        ("die ?", "not after it"),
        ("Mañana", "written small"),
        ("a.b", "no meaning"),
        ("a *", "no meaning"),
    ],
)
def test_what_is_no_pattern_is_refused_in_its_authors_terms(pattern: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(pattern, SETS)
    assert why in str(refused.value)


@given(st.lists(WORDS, max_size=30), st.lists(WORDS.filter("|".__ne__), min_size=1, max_size=4))
def test_words_in_a_row_are_found_where_they_stand(text: list[str], row: list[str]) -> None:
    stands = any(text[at : at + len(row)] == row for at in range(len(text)))
    assert met(" ".join(row), " ".join(text)) == stands


@given(st.lists(WORDS, max_size=30))
def test_a_gap_passes_over_up_to_three_words_of_a_sentence(text: list[str]) -> None:
    between = (
        text[at + 1 : end]
        for at in range(len(text))
        for end in range(at + 1, min(at + 5, len(text)))
        if text[at] == "a" and text[end] == "b"
    )
    assert met("a .. b", " ".join(text)) == any("|" not in words for words in between)


@given(st.integers(0, 2**40), st.integers(0, 9))
def test_spreading_reaches_just_as_far_as_said(places: int, by: int) -> None:
    after = {at + more for at in range(41) if places >> at & 1 for more in range(by + 1)}
    assert spread(places, by) == sum(1 << at for at in after)
    before = {at - less for at in range(41) if places >> at & 1 for less in range(by + 1)}
    assert spread(places, by, back=True) == sum(1 << at for at in before if at >= 0)


def test_only_what_ends_in_the_newest_message_counts_as_its() -> None:
    said = heard("want to die", newest=2)
    row = read("want to die", {})
    assert row.after(said.whole, said, said.gaps) & said.newest_ends
    earlier = heard("want to die sorry", newest=3)
    assert not row.after(earlier.whole, earlier, earlier.gaps) & earlier.newest_ends
    assert not heard("want to die", newest=3).newest_ends
