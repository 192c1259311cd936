"""What overtakes the queue: asking for help, and words that cannot wait."""

from __future__ import annotations

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
