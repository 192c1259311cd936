"""Distances and boxes."""

from __future__ import annotations

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from bot.treatment.earth import RADIUS, Box, Point, apart, box
from tests.bot.treatment.clinics import POINTS

KM = st.floats(0.01, 20_000)


def test_known_distances() -> None:
    portland, seattle = Point(45.5202, -122.6742), Point(47.6062, -122.3321)
    assert isclose(apart(portland, seattle), 233.4, abs_tol=0.5)
    assert isclose(apart(Point(0, 0), Point(0, 180)), RADIUS * 3.141592653589793)
    assert apart(Point(90, 0), Point(90, 120)) < 1e-6
    assert isclose(apart(Point(-17, 179.9), Point(-17, -179.9)), 21.27, abs_tol=0.05)


@given(POINTS, POINTS, POINTS)
def test_it_is_a_distance(one: Point, other: Point, third: Point) -> None:
    assert apart(one, one) == 0
    assert isclose(apart(one, other), apart(other, one), abs_tol=1e-6)
    assert apart(one, third) <= apart(one, other) + apart(other, third) + 1e-6


@given(POINTS, POINTS, KM)
def test_a_box_holds_all_that_is_near(around: Point, other: Point, km: float) -> None:
    assert box(around, km).has(other) or apart(around, other) > km


@given(POINTS, st.floats(0, 1), st.floats(-1, 1), KM)
def test_a_box_holds_what_is_just_beside(
    around: Point, north: float, east: float, km: float
) -> None:
    beside = Point(min(90, around.lat + north * km / 111), around.lng)
    beside = Point(beside.lat, (beside.lng + east * km / 111 + 180) % 360 - 180)
    assert box(around, km).has(beside) or apart(around, beside) > km


def test_a_box_over_the_date_line_has_two_sides_and_no_middle() -> None:
    over = box(Point(-17, 179.95), 50)
    assert over.west > over.east
    assert over.has(Point(-17, -179.9))
    assert not over.has(Point(-17, 0))
    assert not over.has(Point(-18, 180))
    assert box(Point(89.9, 10), 50) == Box(box(Point(89.9, 10), 50).south, 90, -180, 180)


@given(POINTS)
def test_what_others_are_told_is_round_and_near(at: Point) -> None:
    told = at.rounded
    assert (round(told.lat, 1), round(told.lng, 1)) == (told.lat, told.lng)
    assert apart(at, told) < 8
