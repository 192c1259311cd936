from __future__ import annotations

import pytest

from bot.interview import phrases
from bot.safety import reading
from bot.safety.assess import Assessment, Danger, Tier
from bot.screens import help_card
from bot.services.voice import Voice
from tests.bot.services.room import MONDAY

PEOPLE = reading.packaged()
VOICE = Voice(phrases.packaged())
LOCALES = sorted(VOICE.phrases.words)
COUNTRIES = sorted(PEOPLE.countries)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("danger", Danger)
def test_whatever_the_danger_there_is_one_way_to_people_and_more_help(
    danger: Danger, country: str, locale: str
) -> None:
    there = PEOPLE.countries[country]
    shown = help_card.first(Assessment(Tier.URGENT, (danger,)), there)
    text, buttons = VOICE.screen(shown, locale, MONDAY.date())
    way = there.listening if danger in help_card.HEARD else there.emergency
    number = way.call or way.text
    assert number is None or number in text
    assert "{" not in text
    assert len(buttons) == 1
    (more,) = buttons[0]
    assert more.does is not None
    assert len(shown.lines) == 1


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


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_heavy_and_no_emergency_is_pointed_to_people_softly(locale: str) -> None:
    shown = help_card.first(Assessment(Tier.SOFT, (Danger.SELF_HARM,)), PEOPLE.countries["us"])
    text, buttons = VOICE.screen(shown, locale, MONDAY.date())
    assert "/help" in text
    assert len(buttons) == 1
