"""Asking over HTTP: what leaves this machine, and what becomes of every kind of bad answer."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotAnswered
from bot.treatment.clinic import FAR, Ask, Clinic, Service, Wanted, found
from bot.treatment.earth import Point, apart
from handlers.findtreatment import client
from handlers.findtreatment.answers import Answered
from handlers.findtreatment.asking import STATES, parameters
from handlers.findtreatment.client import BIGGEST, FRESH, KEPT, FindTreatment, sure
from tests.bot.treatment.clinics import CLINICS, NEARBY, PORTLAND
from tests.handlers.findtreatment.site import RECORDED, Site, asking
from tests.handlers.loopback import everything_said, unused_port

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = Ask(Point(45.5078, -122.6897))


async def test_only_a_rounded_place_leaves_this_machine() -> None:
    site = Site()
    async with asking(site) as directory:
        await directory.find(NEAR)
    (asked,) = site.asked
    assert asked == {
        "sAddr": "45.5,-122.7",
        "limitType": "2",
        "limitValue": "170000",
        "sType": "both",
        "pageSize": "400",
        "page": "1",
        "sort": "0",
    }
    (headers,) = site.headers
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}


async def test_clinics_come_nearest_first_by_the_real_place() -> None:
    async with asking(Site()) as directory:
        names = [one.name for one in await directory.find(NEAR)]
    assert names == [
        "Example Harbor · Outpatient Program",
        "Example Bridge Clinic",
        "Example OTP",
    ]


async def test_filters_are_asked_for_and_kept_to() -> None:
    site = Site()
    spanish = Wanted(Service.SUBSTANCE_USE, medication=True, language="es")
    async with asking(site) as directory:
        shown = await directory.find(Ask(NEAR.at, wanted=spanish))
        await directory.find(Ask(region="OR", wanted=Wanted(Service.MENTAL_HEALTH)))
    assert [one.name for one in shown] == ["Example Harbor · Outpatient Program"]
    assert site.asked[0]["sType"] == "sa"
    assert site.asked[0]["sCodes"] == "OTP,BU,NU,MU"
    assert (site.asked[1]["limitType"], site.asked[1]["limitValue"]) == ("0", "46")
    assert site.asked[1]["sType"] == "mh"
    assert "sAddr" not in site.asked[1]


def test_every_state_has_its_own_number() -> None:
    assert len(set(STATES.values())) == len(STATES) == 51
    with pytest.raises(NotAnswered):
        parameters(Ask(region="XX"))


async def test_the_same_is_not_asked_twice_while_it_is_fresh() -> None:
    now, site = 0.0, Site()
    async with asking(site, tick=lambda: now) as directory:
        first = await directory.find(NEAR)
        # another place that is told as the same one
        beside = await directory.find(Ask(Point(45.52, -122.68)))
        assert len(site.asked) == 1
        assert set(first) == set(beside)
        now = FRESH + 1
        await directory.find(NEAR)
        assert len(site.asked) == 2
        for degrees in range(KEPT):
            await directory.find(Ask(Point(degrees, 0)))
        await directory.find(NEAR)
        assert len(site.asked) == KEPT + 3


async def test_what_failed_is_asked_again() -> None:
    site = Site(status=500)
    async with asking(site) as directory:
        with pytest.raises(NotAnswered):
            await directory.find(NEAR)
        site.status = 200
        assert len(await directory.find(NEAR)) == 3


BAD = {
    "500": Site(status=500),
    "404": Site(status=404),
    "elsewhere": Site(status=302),
    "html": Site(raw=b"<!doctype html><title>Down for maintenance</title>"),
    "nothing": Site(raw=b""),
    "garbage": Site(raw=b"\xff\xfe\x00rows"),
    "deep": Site(raw=b"[" * 100_000),
    "list": Site(body=[1, 2]),
    "other": Site(body={"rows": [{"title": "Harbor"}]}),
    "huge": Site(raw=b'{"rows": [' + b" " * BIGGEST + b"]}"),
    "slow": Site(wait=5),
}


@pytest.mark.parametrize("kind", BAD)
async def test_bad_answers_are_one_kind_of_trouble_that_tells_no_place(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with asking(BAD[kind], patience=0.2 if kind == "slow" else 5.0) as directory:
        with pytest.raises(NotAnswered) as caught:
            await directory.find(NEAR)
    for place in ("45.5", "122.7", "sAddr"):
        assert place not in everything_said(caught.value)
        assert place not in caplog.text


async def test_a_site_that_is_not_there_or_not_open_is_the_same_trouble() -> None:
    away = FindTreatment(f"http://127.0.0.1:{unused_port()}")
    with pytest.raises(NotAnswered):
        await away.find(NEAR)
    async with away:
        with pytest.raises(NotAnswered):
            await away.find(NEAR)


async def test_an_empty_answer_is_an_answer() -> None:
    async with asking(Site(body={"page": 1, "recordCount": 0, "rows": []})) as directory:
        assert await directory.find(NEAR) == ()


async def test_an_answer_of_many_rows_is_read_whole() -> None:
    row = RECORDED["rows"][0]
    rows = [
        {**row, "name1": f"Example {n}", "latitude": 45.5 + n / 1000, "street2": "x" * 3000}
        for n in range(400)
    ]
    async with asking(Site(body={"recordCount": 900, "rows": rows})) as directory:
        shown = await directory.find(NEAR)
    assert len(json.dumps(rows)) > 1_000_000
    assert shown[0].name.startswith("Example 8 ")


@given(NEARBY, st.lists(CLINICS, max_size=40), st.integers(1, 12))
def test_what_is_shown_of_a_part_is_what_would_be_of_all(
    at: Point, listed: Sequence[Clinic], rows: int
) -> None:
    """The site gives those nearest to the rounded place, and not all of them."""
    rounded, ask = at.rounded, Ask(at)
    near = sorted(listed, key=lambda one: apart(rounded, one.at or PORTLAND))
    part = Answered(tuple(near[:rows]), all=len(near) <= rows)
    shown = found(ask, sure(at, part))
    whole = found(ask, listed)
    if set(sure(at, part)) != set(part.clinics) or part.all:
        assert shown == whole[: len(shown)]


def test_the_rounded_place_is_never_farther_off_than_the_reach_allows() -> None:
    assert client.PATIENCE < 10
    for lat in range(-89, 90, 7):
        at = Point(lat + 0.05, 0.05)
        assert apart(at, at.rounded) < 10 < FAR
