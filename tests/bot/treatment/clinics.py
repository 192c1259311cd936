"""Clinics that nobody runs, and strategies of more."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.treatment.clinic import Ask, Clinic, Service, Wanted
from bot.treatment.earth import Point

PORTLAND = Point(45.52, -122.68)
BOTH = frozenset({Service.SUBSTANCE_USE, Service.MENTAL_HEALTH})


def clinic(name: str, lat: float = 45.5, lng: float = -122.6, **more: object) -> Clinic:
    """Make one up."""
    fields = {"city": "Portland", "region": "OR", "phone": "503-555-0100", **more}
    return Clinic(name, at=Point(lat, lng), **fields)  # type: ignore[arg-type]  # a test's own words


POINTS = st.builds(
    Point,
    st.floats(-90, 90).map(lambda at: round(at, 4)),
    st.floats(-180, 180).map(lambda at: round(at, 4)),
)
"""Anywhere."""
NEARBY = st.builds(
    Point,
    st.floats(44, 47).map(lambda at: round(at, 3)),
    st.floats(-124, -121).map(lambda at: round(at, 3)),
)
"""About Portland, where many are within reach."""
OFFERS = st.frozensets(st.sampled_from(Service))
WANTED = st.builds(
    Wanted,
    st.sampled_from([None, Service.SUBSTANCE_USE, Service.MENTAL_HEALTH]),
    st.booleans(),
    st.sampled_from(["", "es"]),
)
CLINICS = st.builds(
    Clinic,
    name=st.sampled_from(["North", "South", "Río", "café 2", "NORTH"]),
    street=st.sampled_from(["1 First St", "2 Second St", ""]),
    city=st.sampled_from(["Portland", "Salem", "Ávila"]),
    region=st.sampled_from(["OR", "or", "WA"]),
    phone=st.just("503-555-0100"),
    at=NEARBY,
    offers=OFFERS,
    languages=st.frozensets(st.sampled_from(["en", "es", "e"])),
)
ASKS = st.one_of(
    st.builds(Ask, at=NEARBY, wanted=WANTED),
    st.builds(Ask, region=st.sampled_from(["OR", "wa", "ID"]), wanted=WANTED),
)
