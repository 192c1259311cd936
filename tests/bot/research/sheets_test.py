"""The table of columns: whatever is in the store, each cell is what the dictionary says it is."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.interview.library import library
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held, KeptWords, Rating
from bot.people import ClientId, CounselorId, Standing
from bot.research.columns import Column, Form, Sheet, dictionary, written
from bot.research.disguise import Disguise, known
from bot.research.records import Happened, Of, Participant, Prompted, Rated, Record, Wrote
from bot.research.sheets import AGREED, BEGAN, HIDDEN, SHEETS
from bot.schedule.occurrences import Occurrence, State

CANARY = "CANARY"
NAMES = known(library().values())
INSTANTS = st.integers(0, 5 * 366 * 86400).map(
    lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
IDS = st.text("0123456789abcdef", min_size=32, max_size=32).map(CANARY.__add__)
CLIENTS = IDS.map(ClientId)
ZONES = st.sampled_from(["UTC", "Europe/Madrid", "America/New_York", "Asia/Kathmandu"])
CHECKINS = st.sampled_from(["goal-mirror", "own-CANARY12", "gone"])
SMALL = st.integers(0, 20)
OCCURRENCES = st.builds(
    Occurrence,
    IDS,
    SMALL,
    CLIENTS,
    st.dates(date(2024, 1, 1), date(2029, 1, 1)),
    SMALL,
    SMALL,
    INSTANTS,
    INSTANTS,
    ZONES,
    CHECKINS,
    st.sampled_from(State),
)
RECORDS: st.SearchStrategy[Record] = st.one_of(
    st.builds(
        Participant,
        CLIENTS,
        st.none() | INSTANTS,
        st.sampled_from([one for one in Standing if one is not Standing.ARRIVING]),
        st.booleans(),
        st.sampled_from(["en", "es"]),
        ZONES,
        st.none() | IDS.map(CounselorId),
        st.booleans(),
    ),
    st.builds(Prompted, IDS, OCCURRENCES, st.none() | INSTANTS, st.none() | INSTANTS, INSTANTS),
    st.builds(
        Rated,
        st.builds(
            Rating,
            CLIENTS,
            st.sampled_from(["importance", "CANARY-measure"]),
            st.integers(0, 10),
            INSTANTS,
            IDS,
            st.just("rate"),
            st.none() | IDS,
        ),
        st.none() | CHECKINS,
        ZONES,
    ),
    st.builds(
        Wrote,
        st.builds(
            KeptWords,
            IDS,
            CLIENTS,
            st.sampled_from(Kind),
            st.text(),
            INSTANTS,
            st.just(date(2026, 1, 1)),
            CHECKINS,
            st.just("asks"),
            IDS,
            st.sampled_from([one for one in Held if one is not HIDDEN]),
        ),
        ZONES,
    ),
    st.builds(
        Happened,
        CLIENTS,
        INSTANTS,
        ZONES,
        st.sampled_from([one for one in Of if one is not Of.CONSENT]),
        st.sampled_from([*State, BEGAN, *Effect]).map(str),
        CHECKINS,
        st.just("") | IDS,
    ),
    st.builds(
        Happened, CLIENTS, INSTANTS, ZONES, st.just(Of.CONSENT), st.just(AGREED),
        st.just("sharing ratings"), st.just(""),
    ),
)  # fmt: skip
LOOKS = {
    Form.ID: r"[0-9a-f]{24}",
    Form.NAME: r"[ -~]+",
    Form.TEXT: r"(?s).*",
    Form.NUMBER: r"-?\d+",
    Form.SECONDS: r"-?\d+",
    Form.DATE: r"\d{4}-\d\d-\d\d",
    Form.YES_NO: r"yes|no",
    Form.ONE_OF: r"[a-z_ -]+",
}
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"


def sheet_of(record: Record) -> Sheet[Any]:
    return next(one for one in SHEETS if one.of is type(record))


def disguise(key: int = 1, *, shifts: bool = False) -> Disguise:
    return Disguise(bytes([key]) * 32, NAMES, shifts)


def is_as_said(column: Column[Any], cell: str, *, shifts: bool) -> bool:
    """Say whether a cell is what its column says."""
    if cell == "":
        return column.form not in {Form.ONE_OF, Form.YES_NO, Form.NUMBER, Form.DATE}
    if column.values:
        return cell in column.values
    if column.form is Form.TIME:
        return re.fullmatch(TIME if shifts else rf"{TIME}[+-]\d\d:\d\d", cell) is not None
    return re.fullmatch(LOOKS[column.form], cell) is not None


@settings(max_examples=300)
@given(record=RECORDS, shifts=st.booleans())
def test_each_cell_is_what_the_dictionary_says(*, record: Record, shifts: bool) -> None:
    sheet = sheet_of(record)
    row = sheet.row(record, disguise(shifts=shifts))
    assert len(row) == len(sheet.header)
    for column, cell in zip(sheet.columns, row, strict=True):
        assert is_as_said(column, cell, shifts=shifts), (sheet.name, column.name, cell)
        if column.form is not Form.TEXT:
            assert CANARY not in cell


def test_the_dictionary_has_every_column_once_and_in_order() -> None:
    described = [(file, column) for file, column, *_ in dictionary(SHEETS)]
    assert described == [(sheet.file, name) for sheet in SHEETS for name in ("", *sheet.header)]
    assert len(set(described)) == len(described)
    for _, column, form, values, says in dictionary(SHEETS):
        assert says.endswith(".")
        assert bool(form) is bool(column)
        assert bool(values) is (form == Form.ONE_OF)


@given(record=RECORDS)
def test_another_key_gives_other_pseudonyms_and_the_same_key_the_same(record: Record) -> None:
    sheet = sheet_of(record)
    row, same, other = (sheet.row(record, disguise(key)) for key in (1, 1, 2))
    assert row == same
    for column, mine, others in zip(sheet.columns, row, other, strict=True):
        if column.form is Form.ID and mine:
            assert mine != others


@given(one=OCCURRENCES, kind=st.sampled_from(["participant", "occurrence", "words"]))
def test_a_pseudonym_is_of_its_kind(one: Occurrence, kind: str) -> None:
    drawn = disguise().id(kind, one.client)
    assert drawn != disguise().id("counselor", one.client)
    assert disguise().id(kind, None) is None


@given(client=CLIENTS, first=INSTANTS, then=INSTANTS, zone=ZONES)
def test_a_clients_dates_are_shifted_alike_by_whole_weeks_and_never_not(
    client: ClientId, first: datetime, then: datetime, zone: str
) -> None:
    plain, shifted = disguise(), disguise(shifts=True)

    def read(with_: Disguise, at: datetime) -> datetime:
        return datetime.fromisoformat(with_.instant(at, zone, client) or "").replace(tzinfo=None)

    by = {read(shifted, at) - read(plain, at) for at in (first, then)}
    day = date.fromisoformat(shifted.day(first.date(), client)) - first.date()
    assert by == {day}
    assert timedelta() < abs(day) <= timedelta(weeks=26)
    assert day % timedelta(weeks=1) == timedelta()
    assert shifted.zone(zone) is None


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_no_text_is_run_by_a_spreadsheet_and_none_is_lost(text: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([written(Form.TEXT, text)])
    file.seek(0)
    ((cell,),) = csv.reader(file)
    assert cell[0] not in "=+-@\t\r"
    assert cell.removeprefix("'") == text
