"""Goals that are dangerous alone: what is caught, and what is nobody's business to stop at."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety import aims
from bot.safety.alone import Alone, alone
from bot.safety.spelling import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable

GOALS: Final = Path(__file__).parents[2] / "safety" / "goals"
LANGUAGES: Final = aims.packaged()
SAID: Final = {
    locale: tomllib.loads((GOALS / f"{locale}.toml").read_text("utf-8")) for locale in ("en", "es")
}
CAUGHT: Final = [
    (danger, text) for said in SAID.values() for danger in Alone for text in said[danger]
]
ORDINARY: Final = [text for said in SAID.values() for text in said["ordinary"]]
FILE: Final = """
format = 1
[sets]
stop = ["stop", "quit"]
[[rule]]
id   = "medicine.stop"
why  = "Somebody stops a medicine."
any  = ["{stop} .. meds"]
unless = ["doctor"]
"""


def test_nothing_is_wrong_in_what_comes_with_stillwater() -> None:
    assert aims.problems() == ()


def test_there_are_examples_enough_in_both_languages() -> None:
    for said in SAID.values():
        assert sum(len(said[danger]) for danger in Alone) >= 60
        assert len(said["ordinary"]) >= 60


@pytest.mark.parametrize(("danger", "text"), CAUGHT)
def test_what_is_dangerous_alone_is_caught(danger: str, text: str) -> None:
    assert alone(text, LANGUAGES) == danger


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_goal_is_not(text: str) -> None:
    assert alone(text, LANGUAGES) is None


@given(st.sampled_from(CAUGHT), st.sampled_from([str.upper, str.title, lambda one: f" {one}!!"]))
def test_how_it_is_written_changes_nothing(
    one: tuple[Alone, str], written: Callable[[str], str]
) -> None:
    danger, text = one
    assert alone(written(text), LANGUAGES) == danger


@given(st.text(max_size=200))
def test_any_text_can_be_weighed(text: str) -> None:
    assert alone(text, LANGUAGES) in {None, *Alone}


def test_what_takes_a_rule_back_may_stand_anywhere() -> None:
    made, wrong = aims.read("en.toml", FILE, PLAIN)
    assert wrong == ()
    assert alone("I'll quit all my meds", [made]) is Alone.MEDICINE
    assert alone("my doctor helps me quit all my meds", [made]) is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (FILE.replace("medicine.stop", "pills.stop"), "an id begins with stopping, medicine, body"),
        (FILE.replace("{stop} .. meds", "{halt} meds"), "there is no set {halt}"),
        (FILE.replace("why ", "whys "), "why is missing"),
    ],
)
def test_a_mistake_is_named_to_its_author(wrong: str, told: str) -> None:
    _, problems = aims.read("en.toml", wrong, PLAIN)
    assert any(told in one for one in problems)
