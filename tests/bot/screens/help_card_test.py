from __future__ import annotations

import pytest

from bot.interview import phrases
from bot.safety import reading
from bot.screens import help_card
from bot.services.voice import Voice
from tests.bot.services.room import MONDAY

PEOPLE = reading.packaged()
VOICE = Voice(phrases.packaged())
LOCALES = sorted(VOICE.phrases.words)
COUNTRIES = sorted(PEOPLE.countries)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_the_help_screen_names_people_first(country: str, locale: str) -> None:
    there = PEOPLE.countries[country]
    text, _ = VOICE.screen(help_card.screen(there, locale), locale, MONDAY.date())
    first, *_ = text.split("\n\n")
    assert there.emergency.call is None or there.emergency.call in first
    assert help_card.ELSEWHERE in text
    assert "{" not in text
    assert text.index(help_card.ELSEWHERE) < text.index("/checkin")
