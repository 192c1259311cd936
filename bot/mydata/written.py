"""Records as JSON: one a line, every sign beyond ASCII escaped, so that any text survives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from bot.mydata.record import Record


def written(everything: Record) -> str:
    """Write all records: an object with a name a line, and lists with a record a line."""
    data = plain(everything)
    return (
        _block("{", (f"{json.dumps(name)}: {_value(data[name])}" for name in data), "}", "") + "\n"
    )


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can keep
    """Give a record as JSON keeps it: instants in UTC with a `Z`, days as ISO has them."""
    match value:
        case Record():
            return {one.name: plain(getattr(value, one.name)) for one in fields(value)}  # type: ignore[arg-type]  # every record is a dataclass
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case Mapping():
            return {name: plain(one) for name, one in value.items()}
        case tuple() | list():
            return [plain(one) for one in value]
        case _:
            return value


def _value(value: object) -> str:
    if isinstance(value, list) and value:
        return _block("[", map(json.dumps, value), "]", "  ")
    return json.dumps(value)


def _block(opens: str, lines: Any, closes: str, indent: str) -> str:  # noqa: ANN401 - strings, lazily
    within = ",\n".join(f"{indent}  {line}" for line in lines)
    return f"{opens}\n{within}\n{indent}{closes}"
