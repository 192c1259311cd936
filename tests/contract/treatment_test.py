"""Clinics that the operator imported: near a place, in a region, by town; the newest edition."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from bot.treatment.clinic import MOST, Ask, Clinic, Service, Wanted, found
from bot.treatment.earth import Point
from tests.bot.treatment.clinics import BOTH, PORTLAND, clinic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.ports import Works

whole = Clinic(
    name="Casa del Río",
    street="12 Example Way, Suite “B”",
    city="Portland",
    region="OR",
    postcode="97201",
    phone="+1 503 555 0101",
    website="https://casa.example",
    at=Point(45.5078, -122.6897),
    offers=frozenset(Service),
    languages=frozenset({"en", "es"}),
)


def many(count: int, seed: int = 7) -> Iterator[Clinic]:
    """Give clinics around Portland, thick in its midst."""
    chance = Random(seed)  # noqa: S311 - places to measure, nothing secret
    for n in range(count):
        lat, lng = chance.gauss(45.52, 0.5), chance.gauss(-122.68, 0.7)
        offers = frozenset(one for one in Service if chance.random() < 0.5)
        speaks = frozenset({"en", "es"} if chance.random() < 0.3 else {"en"})
        region = chance.choice(("OR", "WA"))
        yield clinic(f"Place {n}", lat, lng, offers=offers, languages=speaks, region=region)


async def test_a_clinic_comes_back_as_it_was(works: Works) -> None:
    async with works() as work:
        assert await work.clinics.newest() == 0
        await work.clinics.put([whole], 1)
    async with works() as work:
        assert await work.clinics.count() == 1
        assert await work.clinics.find(Ask(PORTLAND)) == [whole]


async def test_the_nearest_are_found_whatever_is_wanted(works: Works) -> None:
    listed = list(many(300))
    async with works() as work:
        await work.clinics.put(listed, 1)
    kinds = (None, Service.SUBSTANCE_USE, Service.MENTAL_HEALTH)
    wants = [
        Wanted(kind, med, lang) for kind in kinds for med in (False, True) for lang in ("", "es")
    ]
    places = (PORTLAND, Point(46.9, -123.4), Point(44.1, -121.0), Point(0, 0))
    async with works() as work:
        for wanted in wants:
            for at in places:
                ask = Ask(at, wanted=wanted)
                assert list(await work.clinics.find(ask)) == list(found(ask, listed))
            region = Ask(region="or", wanted=wanted)
            assert list(await work.clinics.find(region)) == list(found(region, listed))


async def test_of_a_region_as_many_come_as_are_shown(works: Works) -> None:
    listed = list(many(200))
    async with works() as work:
        await work.clinics.put(listed, 1)
        shown = await work.clinics.find(Ask(region="WA"))
    assert len(shown) == MOST
    assert list(shown) == list(found(Ask(region="WA"), listed))


async def test_near_is_also_beyond_the_date_line(works: Works) -> None:
    here, there = clinic("Here", -17.0, 179.9), clinic("There", -17.0, -179.9)
    async with works() as work:
        await work.clinics.put([here, there], 1)
        assert await work.clinics.find(Ask(Point(-17.0, 179.95))) == [here, there]


async def test_the_same_place_again_takes_the_place_of_itself(works: Works) -> None:
    moved = replace(whole, phone="+1 503 555 0199", at=Point(45.6, -122.7))
    async with works() as work:
        await work.clinics.put([whole, clinic("Gone")], 1)
        await work.clinics.put([moved], 2)
        assert await work.clinics.count() == 2
        assert await work.clinics.newest() == 2
        assert await work.clinics.drop_before(2) == 1
    async with works() as work:
        assert await work.clinics.find(Ask(PORTLAND)) == [moved]


async def test_towns_are_found_by_name_by_its_beginning_and_by_postcode(works: Works) -> None:
    listed = [
        clinic("Uno", 40.4, -3.7, city="Madrid", region="", postcode="28 001"),
        clinic("Dos", 40.5, -3.6, city="MADRID", region="", offers=BOTH),
        clinic("Tres", 40.6, -4.7, city="Ávila", region="Castilla"),
        clinic("Four", 53.7, -1.8, city="Halifax", region="England", postcode="HX1 1UN"),
        clinic("Five", 44.6, -63.6, city="Halifax", region="Nova Scotia"),
        clinic("Six", 44.7, -63.5, city="Halifax", region="Nova Scotia"),
    ]
    async with works() as work:
        await work.clinics.put(listed, 1)
    async with works() as work:

        async def names(text: str) -> list[str]:
            return [spot.name for spot in await work.clinics.spots(text)]

        assert [name.casefold() for name in await names("madrid")] == ["madrid"]
        assert await names("avila") == ["Ávila, Castilla"]
        assert await names("Ávi") == ["Ávila, Castilla"]
        assert await names("halifax") == ["Halifax, Nova Scotia", "Halifax, England"]
        assert await names("hx11un") == ["Halifax, England"]
        assert [name.casefold() for name in await names("28001")] == ["madrid"]
        for nothing in ("", "?", "#", "#abc", "Halifaxx", "%"):
            assert await names(nothing) == []
        for spot in await work.clinics.spots("halifax"):
            assert await work.clinics.spots(spot.key) == (spot,)
