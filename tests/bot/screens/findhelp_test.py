"""What a client sees of a directory: pages, distances, keys, and always somebody to call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview import phrases
from bot.safety import reading
from bot.screens import findhelp
from bot.screens.findhelp import Beside
from bot.screens.screen import PAGE
from bot.services.voice import Voice
from bot.treatment.clinic import MOST, Clinic
from bot.treatment.earth import Point
from bot.treatment.spot import Looking, Spot, read
from tests.bot.services.room import MONDAY
from tests.bot.treatment.clinics import CLINICS, PORTLAND, clinic
from tests.keys import carried

if TYPE_CHECKING:
    from bot.message import Button
    from bot.screens.screen import Screen

PEOPLE = reading.packaged().countries
VOICE = Voice(phrases.packaged())
SPOT = Spot("Portland, OR", "Portland, OR", PORTLAND)
OREGON = Spot("OR", "Oregon", region="OR")
LOOKING = Looking(SPOT.key)


def here(country: str = "us", locale: str = "en") -> Beside:
    return Beside(PEOPLE[country], locale, MONDAY)


def put(screen: Screen, locale: str = "en") -> tuple[str, list[Button]]:
    text, rows = VOICE.screen(screen, locale, MONDAY.date())
    return text, [button for row in rows for button in row]


@given(st.lists(CLINICS, max_size=MOST, unique_by=lambda one: one.id))
def test_pages_never_repeat_or_lose_a_clinic(listed: list[Clinic]) -> None:
    named = [replace(one, name=f"Place <{n}>") for n, one in enumerate(listed)]
    looking, seen = LOOKING, []
    for _ in range(MOST):
        text, keys = put(findhelp.shown(looking, SPOT, named, here()))
        seen += [one for one in named if one.name in text]
        more = [one for one in keys if one.label == "More"]
        if not more:
            break
        assert more[0].does is not None
        looking = read(more[0].does.argument)  # type: ignore[union-attr]  # a Press
    assert seen == named


@given(st.lists(CLINICS, max_size=PAGE + 2), st.sampled_from(sorted(PEOPLE)), st.booleans())
def test_every_page_can_be_sent_and_has_somebody_to_call(
    listed: list[Clinic], country: str, whole: bool
) -> None:
    for locale in ("en", "es"):
        beside = here(country, locale)
        spot = OREGON if whole else SPOT
        text, keys = put(findhelp.shown(LOOKING, spot, listed, beside), locale)
        assert "{" not in text
        assert len(text) < 4096
        assert beside.way.name(locale) in text
        for one in keys:
            assert len([do for do in (one.does, one.url, one.copy) if do]) == 1
            assert one.does is None or carried(one.does)
            assert one.url is None or one.url.startswith("https://www.openstreetmap.org/")
            assert one.copy is None or 0 < len(one.copy) <= 256


def test_distances_are_in_miles_in_the_united_states_and_else_in_kilometres() -> None:
    near, far = clinic("Near", 45.53, -122.68), clinic("Far", 45.9, -122.68)
    shown = findhelp.shown(LOOKING, SPOT, [near, far], here())
    assert "About 0.7 miles away" in put(shown)[0]
    assert "About 26 miles away" in put(shown)[0]
    abroad = findhelp.shown(LOOKING, SPOT, [near, far], here("es", "es"))
    assert "A unos 1,1 km" in put(abroad, "es")[0]
    assert "A unos 42 km" in put(abroad, "es")[0]


def test_numbers_are_copied_and_maps_opened_without_anybody_in_between() -> None:
    phone = clinic("Phone", 45.53, -122.68)
    site = replace(clinic("Site"), phone="", website="https://site.example", at=Point(1, -2.5))
    _, keys = put(findhelp.shown(LOOKING, SPOT, [phone, site], here()))
    by_label = {one.label: one for one in keys}
    assert by_label["1: 503-555-0100"].copy == "503-555-0100"
    assert by_label["2: website"].url == "https://site.example"
    there = "https://www.openstreetmap.org/?mlat=1.00000&mlon=-2.50000#map=16/1.00000/-2.50000"
    assert by_label["2: map"].url == there
    assert by_label["Copy 1 800 662 4357"].copy == "18006624357"


def test_a_filter_that_says_nothing_new_is_not_offered() -> None:
    def filters(country: str, locale: str) -> list[str]:
        shown = findhelp.shown(LOOKING, SPOT, [], here(country, locale))
        return [one.label for one in put(shown, locale)[1]]

    assert "English spoken" not in filters("us", "en")
    assert "Se habla español" in filters("us", "es")
    assert "English spoken" in filters("es", "en")


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("country", sorted(PEOPLE))
def test_every_other_screen_has_somebody_to_call(country: str, locale: str) -> None:
    beside = here(country, locale)
    for screen in (
        findhelp.which([SPOT, OREGON], beside),
        findhelp.lost(beside),
        findhelp.agree(SPOT, LOOKING, beside),
        findhelp.agree(OREGON, LOOKING, beside),
        findhelp.left(beside),
        findhelp.elsewhere(beside),
        findhelp.away(LOOKING, beside),
    ):
        text, _ = put(screen, locale)
        assert beside.way.name(locale) in text
        assert "{" not in text


def test_nothing_that_fits_is_said_as_what_it_is() -> None:
    nothing = findhelp.shown(LOOKING, OREGON, [], here())
    assert "Nothing that fits is listed there." in put(nothing)[0]
    assert "160 km" in put(findhelp.shown(LOOKING, SPOT, [], here("gb")))[0]
    assert "100 miles" in put(findhelp.shown(LOOKING, SPOT, [], here()))[0]
