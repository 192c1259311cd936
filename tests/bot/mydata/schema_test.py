"""The schema that comes with each file: made of the records' types, and held to them here."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from bot.mydata import mailed, passed, planned, said, who
from bot.mydata.everything import Everything
from tests.golden import reads_the_same

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FILE = Path(__file__).parents[3] / "bot" / "mydata" / "schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def records() -> list[type[DataclassInstance]]:
    rooms = (who, said, planned, passed, mailed)
    found = (thing for room in rooms for thing in vars(room).values())
    kinds = [thing for thing in found if isinstance(thing, type) and is_dataclass(thing)]
    return [Everything, *kinds]


def test_the_schema_is_that_of_the_records() -> None:
    made = TypeAdapter(Everything).json_schema(mode="serialization")
    fresh = json.dumps({"$schema": DIALECT} | made, indent=2) + "\n"
    reads_the_same(FILE, fresh)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(FILE.read_text()))


def test_every_field_is_described() -> None:
    schema = json.loads(FILE.read_text())
    known = [schema, *schema["$defs"].values()]
    objects = {one["title"]: one["properties"] for one in known if "properties" in one}
    assert all("description" in one for one in known)
    for record in records():
        for field in fields(record):
            # What is a record itself is described there.
            assert {"description", "$ref"} & objects[record.__name__][field.name].keys()
