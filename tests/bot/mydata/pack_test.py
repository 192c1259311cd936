"""The file: what is in it, and that the same gives the same."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.mydata.pack import NOTED, SCHEMA, Order, content, made
from bot.mydata.records import everything
from bot.mydata.written import plain, written
from tests.bot.mydata.gathering import gathered
from tests.contract import held
from tests.contract.examples import ANN, NOW

if TYPE_CHECKING:
    from bot.mydata.gathered import Gathered


def zipped(of: Gathered) -> bytes:
    return made(Order(ANN, of))


def test_it_holds_three_files_and_no_name_of_anybody() -> None:
    with ZipFile(BytesIO(zipped(gathered()))) as archive:
        assert archive.namelist() == ["index.html", "data.json", "schema.json"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        Draft202012Validator(json.loads(archive.read("schema.json"))).validate(
            json.loads(archive.read("data.json"))
        )


def test_the_same_gives_the_same_bytes() -> None:
    assert zipped(gathered(words=[held.reason])) == zipped(gathered(words=[held.reason]))


def test_what_moves_by_itself_is_not_its_content() -> None:
    first = gathered(words=[held.reason])
    noted = replace(
        held.robin,
        pressed=9,
        seen_at=NOW,
        profile={**held.robin.profile, NOTED: "2026 a hash"},
    )
    later = gathered(words=[held.reason], client=noted, made_at=NOW + held.HOUR)
    assert content(zipped(later)) == content(zipped(first))
    assert content(zipped(gathered())) != content(zipped(first))


def test_an_order_is_known_by_whose_it_is() -> None:
    assert Order(ANN, gathered()) == Order(ANN)
    with pytest.raises(ValueError, match=ANN):
        made(Order(ANN))


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=60))
def test_any_text_survives_in_the_records(text: str) -> None:
    of = gathered(words=[replace(held.reason, text=text)])
    data = written(everything(of))
    assert data.isascii()
    assert json.loads(data)["words"][0]["text"] == text
    assert json.loads(data) == plain(everything(of))


def test_the_schema_refuses_what_it_does_not_know() -> None:
    data = json.loads(written(everything(gathered(words=[held.reason]))))
    schema = Draft202012Validator(json.loads(SCHEMA))
    assert schema.is_valid(data)
    assert not schema.is_valid(data | {"more": 1})
    data["words"][0]["kind"] = "secret"
    assert not schema.is_valid(data)
