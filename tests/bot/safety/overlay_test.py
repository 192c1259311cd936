"""The operator's own file stands over ours: it adds, mends, signs and hides, or is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.safety.reading import read, texts

if TYPE_CHECKING:
    from bot.safety.resources import Directory

COUNTY = """
[us.ways.county]
names = { en = "County crisis team", es = "Equipo de crisis del condado" }
for = ["self-harm"]
call = "1 555 0100"
source = "Our agreement with the county, 3 November 2026"
source_read = 2026-11-03
review_by = 2027-05-03
verified_by = "A. Rivera"
"""


def over(own: str) -> tuple[Directory, tuple[str, ...]]:
    return read(texts(), own)


def test_an_empty_file_changes_nothing() -> None:
    assert over("") == read(texts())


def test_a_way_of_ones_own_is_added_and_needs_no_address_as_its_source() -> None:
    directory, problems = over(COUNTY)
    assert problems == ()
    us = directory.countries["us"]
    added = next(way for way in us.ways if way.id == "county")
    assert added.source_kind == "house"
    assert added in us.lines("self-harm")
    assert us.zones == read(texts())[0].countries["us"].zones


def test_an_entry_is_signed_with_two_lines() -> None:
    directory, problems = over(
        '[us.ways.lifeline]\nverified_by = "A. Rivera"\nreview_by = 2027-12-01\n'
    )
    assert problems == ()
    signed = next(way for way in directory.countries["us"].ways if way.id == "lifeline")
    assert (signed.call, signed.verified_by) == ("988", "A. Rivera")
    assert signed.review_by == date(2027, 12, 1)
    assert "us.lifeline" not in directory.unverified()
    assert "us.emergency" in directory.unverified()


def test_a_number_is_mended_with_a_source_and_loses_our_word_for_it() -> None:
    directory, problems = over(
        '[gb.ways.nspcc]\ncall = "0808 999 9999"\nsource = "They told us"\n'
        "source_read = 2026-12-01\nreview_by = 2027-06-01\n"
    )
    assert problems == ()
    mended = next(way for way in directory.countries["gb"].ways if way.id == "nspcc")
    assert (mended.call, mended.source_kind, mended.source_says) == ("0808 999 9999", "house", "")
    assert mended.serves == {"child"}


def test_a_way_of_ours_can_be_hidden() -> None:
    directory, problems = over('[us]\nhide = ["crisis-text-line"]\n')
    assert problems == ()
    assert "crisis-text-line" not in {way.id for way in directory.countries["us"].ways}


def test_a_country_of_ones_own_goes_before_ours_in_its_zones() -> None:
    directory, problems = over(
        '[us-az]\nzones = ["America/Phoenix"]\n'
        + COUNTY.replace("[us.", "[us-az.")
        + '[us-az.ways.emergency]\nnames = { en = "Emergency" }\ncall = "911"\nemergency = true\n'
        'source = "Everybody knows"\nsource_read = 2026-11-03\nreview_by = 2027-05-03\n'
    )
    assert problems == ()
    assert directory.near("America/Phoenix").id == "us-az"
    assert directory.near("America/Denver").id == "us"


@pytest.mark.parametrize(
    ("own", "problem"),
    [
        ("[us", "resources: this is not TOML"),
        ("us = 3", "us: a country is a table of hide, ways, zones"),
        ("[us]\nhid = []", "us: a country is a table of hide, ways, zones"),
        ('[us]\nhide = "lifeline"', "us: a country is a table of hide, ways, zones"),
        ('[us]\nhide = ["nobody"]', "us.nobody: there is no such entry to hide"),
        ('[us]\nhide = ["emergency"]', "us: it needs somebody who comes and somebody who listens"),
        ("[us.ways]\nlifeline = 3", "us.lifeline: this is not a table"),
        ('[us.ways.lifeline]\ncall = "989"', "us.lifeline: a number or address of your own needs"),
        ('[us.ways.lifeline]\nsource = "me"\nsource_read = 3', "us.lifeline: source_read and"),
        ('[us.ways.lifeline]\nnumber = "9"', "us.lifeline: nobody asks for number"),
        ("[fj]\nzones = []", "fj: it needs somebody who comes and somebody who listens"),
    ],
)
def test_a_mistake_is_told(own: str, problem: str) -> None:
    _, problems = over(own)
    assert any(problem in told for told in problems), problems
