"""What was read once, kept beside the bytecode: the files of rules take seconds to read.

It is found again only by exactly what it was made of, files and code alike, so it cannot be out of
date; it is trusted as bytecode is, and like it made anew, or done without where the folder cannot
be written. Being no bytecode, it is kept even if that is not.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from dataclasses import fields
from hashlib import blake2b
from importlib.util import cache_from_source
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.safety.pattern import Maybe, Row, Word
from bot.safety.rule import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

CODE: Final = Path(__file__).parents[1]
"""The room whose code makes what is kept."""
KEPT: Final = Path(cache_from_source(__file__)).with_suffix(".kept")
"""Named after the interpreter, and moved with the bytecode if that is kept elsewhere."""
_DIGEST: Final = blake2b().digest_size


class _Pickler(pickle.Pickler):
    """Has small records made as they were at first: it takes half the time that setting does."""

    def reducer_override(self, what: object) -> Any:  # noqa: ANN401 - as pickle has it
        if isinstance(what, Word | Maybe | Row | Pattern):
            return type(what), tuple(getattr(what, field.name) for field in fields(what))
        return NotImplemented  # so pickle says: go on with your own way


def key(texts: Iterable[str], made_by: Path = CODE) -> bytes | None:
    """Give what tells these texts, as this code reads them, from all others.

    None if the code cannot be looked at: then nothing is kept.
    """
    code = sorted([*made_by.glob("*.py"), *made_by.glob("*/*.py")])
    digest = blake2b(repr(sys.version_info).encode())
    for part in (*(file.read_bytes() for file in code), *map(str.encode, texts)):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest() if code else None


def find(wanted: bytes, where: Path = KEPT) -> Any:  # noqa: ANN401 - whatever was kept
    """Give what was kept under this key, or None."""
    try:
        written = where.read_bytes()
    except OSError:
        return None
    head, what = written[: 2 * _DIGEST], written[2 * _DIGEST :]
    if head != wanted + blake2b(what).digest():
        return None
    return pickle.loads(what)  # noqa: S301 - byte for byte what was written here


def keep(wanted: bytes, what: object, where: Path = KEPT) -> None:
    """Keep this under a key, in place of what was kept before, if that can be."""
    made = BytesIO()
    _Pickler(made, pickle.HIGHEST_PROTOCOL).dump(what)
    written = made.getvalue()
    part = where.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        where.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(wanted + blake2b(written).digest() + written)
            part.replace(where)
        finally:
            part.unlink(missing_ok=True)
