"""What FindTreatment.gov answers, or whoever speaks in its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.errors import NotAnswered
from bot.treatment.clinic import Wanted
from handlers.findtreatment.answers import read
from tests.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator


def once(content: bytes) -> None:
    """Read an answer whose JSON could be read."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return
    read(body, Wanted())


def seeds() -> Iterator[bytes]:
    """Give an answer as the site gives it, and one of another shape."""
    row = {
        "name1": "A Place", "name2": "", "street1": "1 Main St", "city": "Troy", "state": "NY",
        "zip": "12180", "phone": "518 555 0100", "website": "http://example.org",
        "latitude": "42.7", "longitude": "-73.7",
        "services": [{"f2": "SET", "f3": "Outpatient"}, {"f2": "SL", "f3": "Spanish"}],
    }  # fmt: skip
    yield json.dumps({"rows": [row], "recordCount": 1}).encode()
    yield b'{"rows": [7, null, {"latitude": 1e999}], "recordCount": "x"}'


TARGET = Target(once, seeds, raises=(NotAnswered,))
