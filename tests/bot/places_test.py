"""Places: a town's name gives its time zone, likeliest first."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places import Towns

TOWNS = Towns()


@pytest.mark.parametrize(
    ("town", "zone"),
    [
        ("Madrid", "Europe/Madrid"),
        ("  madrid ", "Europe/Madrid"),
        ("MÁLAGA", "Europe/Madrid"),
        ("Malaga", "Europe/Madrid"),
        ("New York", "America/New_York"),
        ("Boise", "America/Boise"),
        ("Portland, Oregon", "America/Los_Angeles"),
        ("America/Chicago", "America/Chicago"),
        ("america/new york", "America/New_York"),
    ],
)
def test_a_town_is_found_however_it_is_typed(town: str, zone: str) -> None:
    assert TOWNS.zones(town)[0] == zone


@pytest.mark.parametrize("town", ["", " ", ",", "Nowhere-at-all", "/etc/passwd", "../../etc/hosts"])
def test_what_is_no_town_is_not_found(town: str) -> None:
    assert list(TOWNS.zones(town)) == []


def test_a_name_of_several_towns_gives_each_zone_once() -> None:
    zones = TOWNS.zones("Springfield")
    assert len(zones) == len(set(zones)) > 1


@given(st.text(max_size=40) | st.sampled_from(["Paris", "London", "Lima", "Sydney"]))
def test_whatever_is_found_is_a_zone(town: str) -> None:
    for zone in TOWNS.zones(town):
        assert ZoneInfo(zone).key == zone
