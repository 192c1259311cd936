"""What answers a question, and what a clinic is known by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.treatment.clinic import FAR, MOST, Ask, Clinic, Service, Wanted, by_town, found
from bot.treatment.earth import Point, apart
from tests.bot.treatment.clinics import ASKS, CLINICS, PORTLAND, clinic

if TYPE_CHECKING:
    from collections.abc import Sequence


@given(ASKS, st.lists(CLINICS, max_size=30), st.integers(1, 8))
def test_the_nearest_really_is_nearest(ask: Ask, listed: Sequence[Clinic], most: int) -> None:
    shown = found(ask, listed, most)
    assert len(shown) == len(set(shown)) <= most
    assert all(ask.wanted.fits(one) for one in shown)
    left = {one for one in listed if ask.wanted.fits(one)} - set(shown)
    if ask.at is None:
        left = {one for one in left if one.region.lower() == ask.region.lower()}
        assert list(shown) == sorted(shown, key=by_town)
        assert not left or len(shown) == most
        return
    at = ask.at
    far = [apart(at, one.at) for one in shown if one.at]
    assert far == sorted(far)
    reach = far[-1] if len(shown) == most else FAR
    assert all(apart(at, one.at) >= reach for one in left if one.at)


def test_what_is_far_or_nowhere_is_not_near() -> None:
    nowhere = replace(clinic("Nowhere"), at=None)
    far = clinic("Far", 47.6, -122.3)
    assert found(Ask(PORTLAND), [nowhere, far, clinic("Near")]) == (clinic("Near"),)
    assert nowhere in found(Ask(region="or"), [nowhere, far])
    assert len(found(Ask(PORTLAND), [clinic(f"{n}") for n in range(MOST + 5)])) == MOST


def test_who_is_listed_twice_is_shown_once() -> None:
    twice = [clinic("Near"), clinic("Near")]
    assert found(Ask(PORTLAND), twice) == found(Ask(region="or"), twice) == (clinic("Near"),)


def test_all_that_is_wanted_must_be_offered() -> None:
    offers = frozenset({Service.SUBSTANCE_USE, Service.MEDICATION})
    one = clinic("One", offers=offers, languages=frozenset({"es"}))
    assert Wanted(Service.SUBSTANCE_USE, medication=True, language="es").fits(one)
    assert Wanted().fits(clinic("Bare"))
    assert not Wanted(Service.MENTAL_HEALTH).fits(one)
    assert not Wanted(medication=True).fits(clinic("Bare"))
    assert not Wanted(language="en").fits(one)


def test_a_clinic_is_known_by_its_name_and_address() -> None:
    one = clinic("Río Clinic", street="1 A St.")
    assert one.id == replace(one, name="rio clinic", street="1 a st", phone="1", at=PORTLAND).id
    assert one.id != replace(one, street="2 A St.").id
    assert one.id != replace(one, at=Point(1, 1), city="Salem").id
    assert len(one.id) == 32
