"""A record: one thing that is held, as `data.json` has it. Its field names are a public format."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")


class Record:
    """What every record shares; fields are described by the text below them.

    Instants are aware UTC, wall times stand beside their zone.
    """

    __slots__ = ()
    __pydantic_config__: ClassVar = {"use_attribute_docstrings": True, "extra": "forbid"}
    """How the schema is made of records: see `tests/bot/mydata/schema_test.py`."""


def taken(kind: type[R], source: object, **more: Any) -> R:  # noqa: ANN401 - the fields of `kind`
    """Give a record with the fields that `source` has under the same names, and `more`."""
    named = {one.name for one in fields(kind)} - more.keys()
    return kind(**{name: getattr(source, name) for name in named}, **more)
