"""What overtakes the queue: asking for help, and words that cannot wait."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from bot.services.crisis.urgent import urgent

if TYPE_CHECKING:
    from tests.bot.services.room import Room


@pytest.mark.parametrize("locale", ["en", "es"])
def test_the_key_for_help_does_not_wait(room: Room, locale: str) -> None:
    assert urgent(room.house)(room.house.voice.phrases(locale, "keyboard.help"))


@pytest.mark.parametrize(
    ("said", "cannot_wait"),
    [
        ("/help", True),
        ("help!", True),
        ("Ayúdame", True),
        ("SOS", True),
        ("I want to kill myself", True),
        ("/mirror", False),
        ("help me find a goal", False),
        ("", False),
    ],
)
def test_words_wait_unless_somebody_has_to_see_them(
    room: Room, said: str, *, cannot_wait: bool
) -> None:
    assert urgent(room.house)(said) is cannot_wait


@dataclass
class Counts:
    """A meaning that is sure of danger, and counts how often it was asked."""

    urgent: float | None
    soft: float = 0.5
    asked: list[str] = field(default_factory=list)

    def score(self, text: str, locale: str) -> float:
        self.asked.append(locale)
        return float(bool(text))


@pytest.mark.parametrize(("urgent_from", "asked"), [(None, 0), (0.9, 1)])
def test_meaning_is_weighed_only_where_it_could_make_one_urgent(
    room: Room, urgent_from: float | None, asked: int
) -> None:
    meaning = Counts(urgent_from)
    house = replace(room.house, rules=replace(room.house.rules, meaning=meaning))
    assert urgent(house)("pancakes") is bool(asked)
    assert len(meaning.asked) == asked
