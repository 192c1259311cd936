"""What the site's rows mean, and that no row can do harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotAnswered
from bot.treatment.clinic import Clinic, Service, Wanted
from bot.treatment.earth import Point
from handlers.findtreatment.answers import LONGEST, read
from tests.handlers.findtreatment.site import RECORDED

ANY = Wanted()
ROW = RECORDED["rows"][0]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_a_recorded_answer_is_read() -> None:
    answered = read(RECORDED, ANY)
    harbor, bridge, otp = answered.clinics
    assert answered.all
    assert harbor == Clinic(
        name="Example Harbor · Outpatient Program",
        street="12 Example Way, Suite 3",
        city="Portland",
        region="OR",
        postcode="97205",
        phone="503-555-0101",
        website="https://harbor.example",
        at=Point(45.519, -122.693),
        offers=frozenset({Service.SUBSTANCE_USE, Service.MEDICATION}),
        languages=frozenset({"en", "es"}),
    )
    assert (bridge.phone, bridge.website) == ("503-555-0110 x4", "")
    assert bridge.languages == {"en"}
    assert bridge.offers == {Service.MENTAL_HEALTH, Service.SUBSTANCE_USE}
    assert otp.offers == {Service.SUBSTANCE_USE, Service.MEDICATION}


def test_what_the_site_filtered_for_is_taken_at_its_word() -> None:
    bare = {"rows": [{"name1": "Bare", "latitude": 45, "longitude": -122}]}
    (clinic,) = read(bare, Wanted(Service.MENTAL_HEALTH, medication=True)).clinics
    assert clinic.offers == {Service.MENTAL_HEALTH, Service.MEDICATION}


def test_more_than_the_rows_is_known_from_the_count() -> None:
    for count, whole in ((3, True), ("3", True), (4, False), (None, False), ("many", False)):
        assert read({**RECORDED, "recordCount": count}, ANY).all is whole


def test_a_number_elsewhere_stands_in_for_the_phone() -> None:
    row = {**ROW, "phone": "", "intake1": 5035550102}
    assert read({"rows": [row]}, ANY).clinics[0].phone == "5035550102"


@pytest.mark.parametrize("body", [None, [], {}, "rows", 5, {"rows": None}, {"rows": {"a": 1}}])
def test_what_is_no_answer_is_none(body: object) -> None:
    with pytest.raises(NotAnswered):
        read(body, ANY)


def test_rows_of_which_none_can_be_read_are_no_answer() -> None:
    renamed = {"title": "Harbor", "lat": "45.5", "lng": "-122.7"}
    with pytest.raises(NotAnswered):
        read({"rows": [renamed, None, 7]}, ANY)
    assert read({"rows": []}, ANY).clinics == ()


@pytest.mark.parametrize(
    "odd",
    [
        {"latitude": "x"},
        {"latitude": None},
        {"latitude": 0, "longitude": "0"},
        {"latitude": 120},
        {"longitude": float("nan")},
        {"latitude": True},
        {"name1": None, "name2": " "},
    ],
)
def test_a_row_without_name_or_place_is_left_out(odd: dict[str, object]) -> None:
    assert len(read({"rows": [ROW, {**ROW, **odd}]}, ANY).clinics) == 1


def test_fields_are_one_line_and_of_some_length() -> None:
    row = {**ROW, "name1": "A\n\u202eB" * 999, "name2": None, "phone": ["503"], "intake1": None}
    (clinic,) = read({"rows": [row]}, ANY).clinics
    assert len(clinic.name) <= LONGEST
    assert clinic.name.isprintable()
    assert clinic.phone == ""


@given(
    st.dictionaries(st.sampled_from([*sorted(ROW), "rows", "other"]), JSON),
    st.lists(JSON, max_size=3),
)
def test_whatever_stands_in_a_row_nothing_breaks(
    odd: dict[str, object], more: list[object]
) -> None:
    body = json.loads(json.dumps({"rows": [ROW, {**ROW, **odd}, *more], "recordCount": odd}))
    for clinic in read(body, ANY).clinics:
        assert clinic.name
        assert clinic.at is not None
        assert clinic.name.isprintable()
        assert clinic.phone.isprintable()
