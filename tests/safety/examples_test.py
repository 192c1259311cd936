"""The examples: enough of every class, as many harmless as alarming, and two sides kept apart."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from bot.cli.safety import examples_in
from bot.safety.danger import Danger, Tier

if TYPE_CHECKING:
    from bot.safety.measuring import Example

HERE: Final = Path("tests/safety/examples")
SIDES: Final = ("learn", "test", "outside")
WIDE: Final = ("out1-", "wide2-", "wide3-")
"""How the families of what was only written to be learnt from begin."""
TWIN: Final = 0.6
"""Share of four-letter runs in common from which two lines are told apart by nobody."""


@cache
def examples(side: str) -> tuple[Example, ...]:
    return tuple(examples_in(HERE / side))


def lines(kind: str, *sides: str) -> int:
    return sum(one.kind == kind for side in sides for one in examples(side))


def test_there_are_enough_and_a_third_only_measures() -> None:
    test = len(examples("test"))
    beside = sum(not one.family.startswith(WIDE) for one in examples("learn"))
    assert beside >= 1_500
    assert test * 2 >= beside
    assert len(examples("outside")) >= 1_000
    assert lines("everyday", "learn", "test") >= 500


@pytest.mark.parametrize("side", SIDES)
def test_there_are_about_as_many_harmless_as_alarming(side: str) -> None:
    assert lines("look-alike", side) + lines("change-talk", side) >= 0.9 * lines("alarm", side)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_danger_is_there_in_both_languages(side: str, locale: str) -> None:
    found = Counter(one.danger for one in examples(side) if one.locale == locale)
    assert set(Danger) <= set(found)


@pytest.mark.parametrize("side", SIDES)
def test_what_is_no_alarm_has_no_danger_and_wants_nothing(side: str) -> None:
    for one in examples(side):
        assert (one.kind == "alarm") == (one.danger is not None) == (one.tier is not Tier.NONE)


def test_a_family_stands_on_one_side_in_one_language() -> None:
    homes = {(one.family, side, one.locale) for side in SIDES for one in examples(side)}
    counts = Counter(family for family, _, _ in homes)
    assert [family for family, count in counts.items() if count > 1] == []


def test_no_line_is_written_twice() -> None:
    written = Counter(
        (one.locale, " ".join(one.text.casefold().split()))
        for side in SIDES
        for one in examples(side)
    )
    assert [text for text, count in written.items() if count > 1] == []


def test_no_line_has_a_near_twin_on_another_side() -> None:
    at: dict[str, list[tuple[str, str]]] = {}
    runs: dict[tuple[str, str], frozenset[str]] = {}
    for side in SIDES:
        for one in examples(side):
            letters = re.sub(r"\W+", " ", one.text.casefold()).strip()
            if len(letters) > 20:  # "good morning" may stand anywhere
                runs[side, one.text] = frozenset(
                    letters[i : i + 4] for i in range(len(letters) - 3)
                )
    for key, grams in runs.items():
        for gram in grams:
            at.setdefault(gram, []).append(key)
    twins = []
    for key, grams in runs.items():
        shared = Counter(other for gram in grams for other in at[gram] if other[0] != key[0])
        twins += [
            (key, other)
            for other, count in shared.most_common(1)
            if count / len(grams | runs[other]) > TWIN
        ]
    assert twins == []
