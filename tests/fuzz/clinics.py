"""An operator's file of clinics: CSV, or whatever else was given in its place."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

from bot.treatment.csvfile import read
from bot.treatment.csvrow import BadRow
from tests.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = b"name,street,city,region,postcode,latitude,longitude,phone,website,services,languages\n"


def once(content: bytes) -> None:
    """Read every row, as the command line opens the file."""
    lines = TextIOWrapper(BytesIO(content), "utf-8-sig", newline="")
    for _ in read(lines):
        pass


def seeds() -> Iterator[bytes]:
    """Give a file with a good row, one with other marks between, and one of one column."""
    yield HEADER + b'A Place,"1 Main St, Apt 2",Troy,NY,12180,42.7,-73.7,518 555 0100,,mat,en\n'
    yield HEADER.replace(b",", b";") + b"A;B;C;D;E;42.7;-73.7;1;;sa mh;es\n"
    yield b"name\nx\n"


TARGET = Target(once, seeds, raises=(BadRow, UnicodeDecodeError))
