"""The file: a ZIP with the page, the records and their schema; the same things give the same bytes.

To make it takes up to seconds of a core, so it is ordered within a transaction and made outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.mydata.page import page
from bot.mydata.records import everything
from bot.mydata.written import written

if TYPE_CHECKING:
    from bot.mydata.everything import Everything
    from bot.mydata.gathered import Gathered
    from bot.people import ClientId

NAME: Final = "stillwater.zip"
SCHEMA: Final = (files("bot") / "mydata" / "schema.json").read_bytes()
"""Made of the records' types, and held to them by a test."""
NOTED: Final = "mydata"
"""Under which the profile notes which file was made last."""
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The date of each file within: the earliest that a ZIP knows, and nobody's."""


@dataclass(frozen=True, slots=True)
class Order:
    """A file that is wanted: for one client, one at a time, whatever moves on meanwhile."""

    client: ClientId
    gathered: Gathered | None = field(default=None, compare=False)
    """What it is made from; None where it is made already."""


def made(order: Order) -> bytes:
    """Make the file that was ordered.

    Raises:
        ValueError: nothing was gathered for it.

    """
    if order.gathered is None:
        raise ValueError(order.client)
    all_ = everything(order.gathered)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        _add(archive, "index.html", page(all_, order.gathered))
        _add(archive, "data.json", written(all_).encode())
        _add(archive, "schema.json", SCHEMA)
        archive.comment = _content(all_).encode()
    return packed.getvalue()


def content(file: bytes) -> str:
    """Give what tells the content of a file from another's, whenever each was made."""
    with ZipFile(BytesIO(file)) as archive:
        return archive.comment.decode()


def _add(archive: ZipFile, name: str, content: bytes) -> None:
    info = ZipInfo(name, _LONG_AGO)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)


def _content(all_: Everything) -> str:
    """Hash what somebody would look for in it: not what moves with every message."""
    profile = {name: word for name, word in all_.person.profile.items() if name != NOTED}
    person = replace(all_.person, profile=profile, seen_at=None, woken_at=None, pressed=None)
    stands = replace(all_, person=person, made_at=person.created_at)
    return sha256(written(replace(stands, messages=(), incoming=(), due=())).encode()).hexdigest()
