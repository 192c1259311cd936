"""Files of check-ins, as a counselor sends them: any bytes at all, looked at as uploads are."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.counsel.written.looked import Looked, look
from bot.counsel.written.text import unwanted
from bot.interview import phrases
from bot.interview.library import library
from bot.interview.parse.source import BIGGEST
from tests.fuzz.target import HOSTILE_TOML, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

_phrases = cache(phrases.packaged)
_library = cache(library)


def once(content: bytes) -> None:
    """Look at a file, by its name first."""
    name, _, body = content.partition(b"\n")
    unwanted(name.decode("utf-8", "replace"), len(body))
    looked = look(body, _phrases(), _library())
    assert isinstance(looked, Looked)
    assert looked.good or looked.wrong or looked.broken


def seeds() -> Iterator[bytes]:
    """Give check-ins of ours, small ones, and what is no text."""
    folder = files("bot") / "checkins"
    for name in ("reflection.toml", "quiet-hours.toml", "language.toml", "takeaway.toml"):
        yield b"own.toml\n" + (folder / name).read_bytes()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("own.toml", "format = 1")
    yield b"own.zip\n" + archive.getvalue()
    yield b"""own.toml
format = 1
title = "T"
about = "x"
[steps.a]
skill = "structure"
say = "x"
"""
    yield from (b"own.toml\n" + text for text in HOSTILE_TOML)


TARGET = Target(once, seeds, longest=BIGGEST + 64)
