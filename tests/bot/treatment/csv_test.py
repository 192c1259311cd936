"""An operator's file: what each row is, and what is said of one that is none."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.treatment.clinic import Clinic, Service
from bot.treatment.csvfile import Problem, read
from bot.treatment.csvrow import COLUMNS, SERVICES, BadRow
from bot.treatment.earth import Point

HEAD = "name,latitude,longitude,phone\n"


def rows(text: str) -> list[Clinic | Problem]:
    return list(read(StringIO(text, newline="")))


def why(row: str, head: str = HEAD) -> str:
    (problem,) = rows(head + row)
    assert isinstance(problem, Problem)
    return problem.why


def test_a_whole_row_becomes_a_clinic() -> None:
    text = (
        "Name;street;city;region;postcode;phone;website;Latitude;longitude;services;languages;x\n"
        " Casa  del Río ;1, Example Way;Portland;OR;97201;503-555-0101;https://casa.example;"
        "45.5;-122.6;SA mh|OTP;en, ES;left alone\n"
    )
    assert rows(text) == [
        Clinic(
            name="Casa del Río",
            street="1, Example Way",
            city="Portland",
            region="OR",
            postcode="97201",
            phone="503-555-0101",
            website="https://casa.example",
            at=Point(45.5, -122.6),
            offers=frozenset(Service),
            languages=frozenset({"en", "es"}),
        )
    ]


def test_bad_rows_are_named_by_line_and_the_others_taken() -> None:
    text = HEAD + 'A,45,-122,503\n\n"B\nb",x,0,503\nC,1,2\n,1,2,5\nD,1,2,503\n'
    found = rows(text)
    assert [one.name for one in found if isinstance(one, Clinic)] == ["A", "D"]
    assert [(one.line, one.why) for one in found if isinstance(one, Problem)] == [
        (4, "latitude is no number from -90 to 90"),
        (6, "3 cells stand under 4 columns"),
        (7, "name is empty"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,91,0,5", "latitude is no number from -90 to 90"),
        ("A,1,nan,5", "longitude is no number from -180 to 180"),
        ("A,0,0.0,5", "latitude and longitude are both 0, which is in the sea"),
        ("A,1,2,", "neither phone nor website says how to reach them"),
        ("A,1,2,call us", "phone has no digit"),
        (f"{'A' * 201},1,2,5", "name is longer than 200 characters"),
        (f"{'A' * 140_000},1,2,5", "field larger than field limit (131072)"),
        (",1,y,5", "name is empty; longitude is no number from -180 to 180"),
    ],
)  # fmt: skip
def test_reasons(row: str, said: str) -> None:
    assert why(row) == said


def test_reasons_of_columns_that_may_be_left_out() -> None:
    head = "name,latitude,longitude,website,services,languages\n"
    assert "https://" in why("A,1,2,casa.example,,", head)
    assert "'rehab'" in why("A,1,2,https://a.example,sa rehab,", head)
    assert "'Spanish'" not in why("A,1,2,https://a.example,,Spanish", head)
    assert "'spanish' is no code" in why("A,1,2,https://a.example,,Spanish", head)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("", "name, latitude, longitude"),
        ("name,phone", "latitude, longitude"),
        ("name,latitude,longitude,name", "name twice"),
    ],
)
def test_a_first_line_that_names_too_little_is_refused(head: str, said: str) -> None:
    with pytest.raises(BadRow, match=said):
        rows(head + "\nA,1,2,3\n")


@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=5))
def test_whatever_stands_in_a_file_nothing_breaks(cells: list[list[str]]) -> None:
    page = StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    try:
        writer.writerows(cells)
    except csv.Error:
        return  # a lone empty cell and the like cannot be written
    for one in rows(page.getvalue()):
        assert isinstance(one, Problem) or one.at is not None


def test_every_service_has_a_word() -> None:
    assert set(SERVICES.values()) == set(Service)
