"""Places in the United States, by what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places.states import ISLANDS, NAMES
from bot.places.zips import MANY, Zips, _towns
from bot.treatment.earth import Point, apart
from bot.treatment.spot import ROOM, Looking, read

PORTLAND = Point(45.52, -122.68)
zips = Zips()


def keys(text: str) -> list[str]:
    return [spot.key for spot in zips.find(text)]


@pytest.mark.parametrize(
    "text", ["97201", " 97201 ", "97201-1234", "Portland, OR 97201", "zip 97201"]
)
def test_a_zip_code_is_heard_wherever_it_stands(text: str) -> None:
    (spot,) = zips.find(text)
    assert (spot.key, spot.region) == ("97201", "")
    assert spot.at is not None
    assert apart(spot.at, PORTLAND) < 10


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("portland oregon", "Portland, OR"),
        ("PORTLAND, OR", "Portland, OR"),
        ("st. louis mo", "Saint Louis, MO"),
        ("Coeur d'Alene, Idaho", "Coeur D Alene, ID"),
        ("san juan, pr", "San Juan, PR"),
        ("washington dc", "Washington, DC"),
        ("nyc", "New York, NY"),
        ("Santa Fe, Nuevo México", "Santa Fe, NM"),
        ("texas", "TX"),
        ("tx", "TX"),
        ("Carolina del Norte", "NC"),
        ("oregon", "OR"),
    ],
)
def test_a_town_or_a_state_is_heard(text: str, key: str) -> None:
    assert keys(text) == [key]


def test_of_several_the_largest_comes_first() -> None:
    assert keys("new york") == ["New York, NY", "NY"]
    assert keys("portland")[:2] == ["Portland, OR", "Portland, ME"]
    assert keys("manhattan")[0] == "New York, NY"
    assert len(keys("springfield")) == MANY


@pytest.mark.parametrize("text", ["", " ", "?", "nowhere at all", "99999", "09001", "123", "🌧"])
def test_what_is_no_place_there_is_none(text: str) -> None:
    assert zips.find(text) == ()


def test_every_key_finds_its_spot_alone_and_fits_a_key() -> None:
    own, others = _towns()
    every = {f"{town.name}, {town.state}" for towns in own.values() for town in towns}
    assert len(others) > len(own) / 2
    for key in [*sorted(every)[::7], *NAMES]:
        assert keys(key) == [key]
    assert max(len(key.encode()) for key in every) <= ROOM
    assert all(read(Looking(key).written).spot == key for key in every)


def test_islands_are_looked_at_from_their_largest_town() -> None:
    for code in ISLANDS:
        (spot,) = zips.find(NAMES[code])
        assert spot.at is not None
        assert not spot.region


@given(st.text(max_size=40))
def test_whatever_is_typed_nothing_breaks(text: str) -> None:
    assert len(zips.find(text)) <= MANY
