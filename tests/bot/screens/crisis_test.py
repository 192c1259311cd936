"""Help on screen: in every country and language, for every danger, complete and small."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.alerting.telling import nobody
from bot.course import MINUTES, NOW
from bot.episode import EpisodeId
from bot.interview import phrases
from bot.message import Button, Press
from bot.safety import reading
from bot.safety.danger import Danger, Tier
from bot.screens import crisis, crisis_talk
from bot.screens.crisis import Here
from bot.services.voice import Voice
from tests.keys import carried

if TYPE_CHECKING:
    from bot.screens.screen import Screen

PEOPLE = reading.packaged()
VOICE = Voice(phrases.packaged())
LOCALES = sorted(VOICE.phrases.words)
COUNTRIES = sorted(PEOPLE.countries)
MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
EPISODE = EpisodeId("e" * 32)
KINDS = [*Danger, None]


def here(country: str, locale: str) -> Here:
    return Here(PEOPLE.countries[country], locale, MONDAY, told=(nobody(),))


def said(shown: Screen, locale: str) -> tuple[str, list[Button]]:
    text, rows = VOICE.screen(shown, locale, MONDAY.date())
    return text, [one for row in rows for one in row]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("tier", [Tier.URGENT, Tier.SOFT])
def test_every_card_leads_to_people_and_to_more_help(country: str, locale: str, tier: Tier) -> None:
    place = here(country, locale)
    for danger in KINDS:
        text, buttons = said(crisis.card(danger, tier, place), locale)
        ways = place.country.ways
        reached = [way for way in ways if (way.call or way.text or way.url or "-") in text]
        assert reached or place.country.comes(danger or "any").call is None
        assert "{" not in text
        assert Press("help") in [one.does for one in buttons]
        copies = [one.copy for one in buttons if one.copy is not None]
        assert all(number.strip("+*#").isdecimal() for number in copies)
        assert len(copies) == len(set(copies))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_who_comes_stands_first_where_minutes_count(country: str, locale: str) -> None:
    place = here(country, locale)
    for danger in NOW:
        comes = place.country.comes(danger)
        text, buttons = said(crisis.card(danger, Tier.URGENT, place), locale)
        first, *_ = text.split("\n\n")
        if comes.call is not None:
            assert comes.call in first
            assert buttons[0].copy == comes.call.replace(" ", "")
    attempt, _ = said(crisis.card(Danger.SELF_HARM, Tier.URGENT, place, attempt=True), locale)
    call = place.country.comes(Danger.SELF_HARM).call
    assert call is None or call in attempt.split("\n\n")[0]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("danger", KINDS)
def test_a_card_fits_a_telephone(danger: Danger | None, locale: str) -> None:
    place = here("us", locale)
    for tier in (Tier.URGENT, Tier.SOFT):
        text, buttons = said(crisis.card(danger, tier, place), locale)
        assert len(text.split("\n\n")) <= 5
        assert len(text) <= 480
        assert len(buttons) <= 7


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("danger", KINDS)
def test_the_question_is_one_and_can_be_denied(danger: Danger | None, locale: str) -> None:
    text, buttons = said(crisis_talk.question(danger, EPISODE), locale)
    assert text.count("?") == 1
    letter = next(letter for letter, one in crisis_talk.ABOUT.items() if one is danger)
    assert [one.does for one in buttons] == [
        Press("crisis", f"{what}-{letter}.{EPISODE}") for what in ("yes", "some", "no")
    ]
    for one in buttons:
        assert one.does is not None
        assert carried(one.does) == one.does


@pytest.mark.parametrize("danger", sorted(MINUTES))
def test_where_minutes_count_no_other_number_distracts(danger: Danger) -> None:
    _, buttons = said(crisis.card(danger, Tier.URGENT, here("us", "en")), "en")
    assert [one.copy for one in buttons if one.copy] == ["911"]


def test_each_danger_has_its_own_line() -> None:
    lines = {
        Danger.VIOLENCE: "1 800 799 7233",
        Danger.CHILD: "1 800 422 4453",
        Danger.SELF_HARM: "988",
        Danger.THIRD_PERSON: "988",
    }
    for danger, number in lines.items():
        for tier in (Tier.URGENT, Tier.SOFT):
            text, _ = said(crisis.card(danger, tier, here("us", "en")), "en")
            assert number in text
    text, _ = said(crisis.card(Danger.WITHDRAWAL, Tier.SOFT, here("us", "en")), "en")
    assert "1 800 662 4357" in text


def test_who_does_not_speak_the_language_is_not_alone_on_it() -> None:
    text, _ = said(crisis.card(Danger.VIOLENCE, Tier.URGENT, here("us", "es")), "es")
    assert "988" in text
    assert "En español" in text
    text, _ = said(crisis.card(Danger.VIOLENCE, Tier.URGENT, here("us", "en")), "en")
    assert "988" not in text


def test_what_others_must_not_see_can_be_hidden() -> None:
    _, buttons = said(crisis.card(Danger.VIOLENCE, Tier.URGENT, here("us", "en")), "en")
    assert buttons[-1].does == Press("crisis", "hide")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("danger", Danger)
def test_every_answer_leaves_a_number(danger: Danger, locale: str) -> None:
    place, on = here("us", locale), crisis_talk.ON
    screens = [
        crisis_talk.yes(danger, place),
        crisis_talk.sometimes(danger, place, on),
        crisis_talk.no(danger, place, on),
        *(crisis_talk.again(danger, tier, place) for tier in (Tier.SOFT, Tier.URGENT)),
        crisis_talk.silent(danger, place),
        *(crisis_talk.written(danger, place, on, near=near) for near in (True, False)),
        crisis_talk.same(danger, place, on),
        crisis_talk.worse(danger, place),
    ]
    for shown in screens:
        text, _ = said(shown, locale)
        assert "911" in text or "988" in text or "1 800" in text
        assert "{" not in text
        assert "?" not in text
