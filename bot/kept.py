"""What was read once, kept beside the bytecode: some of what we listen with takes seconds to read.

It is found again only by exactly what it was made of, files and code alike, so it cannot be out of
date; it is trusted as bytecode is, and like it made anew, or done without where the folder cannot
be written. Being no bytecode, it is kept even if that is not.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import contextmanager, suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Made = Callable[[object], Any]
    """How a thing is to be made again: its maker and what that is given, as pickle has it."""

T = TypeVar("T")

_DIGEST: Final = blake2b().digest_size


def as_pickle_does(_: object) -> Any:  # noqa: ANN401 - as pickle has it
    """Leave it to pickle, which asks for that with `NotImplemented`, how a thing is made again."""
    return NotImplemented  # no stub: it is what pickle takes for "as you would yourself"


class _Pickler(pickle.Pickler):
    """Lets its user say how some things are made again."""

    def __init__(self, file: BytesIO, made: Made) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._made = made

    def reducer_override(self, what: object) -> Any:  # noqa: ANN401 - as pickle has it
        return self._made(what)


def beside(module: str) -> Path:
    """Give where a module (its `__file__`) keeps what it made.

    It is named after the interpreter, and moved with the bytecode if that is kept elsewhere.
    """
    return Path(cache_from_source(module)).with_suffix(".kept")


def once(
    make: Callable[[], T], wanted: bytes | None, where: Path, made: Made = as_pickle_does
) -> T:
    """Give what was kept under a key, or make it and keep it; without a key it is made."""
    if wanted is None:
        return make()
    found: T | None = find(wanted, where)
    if found is None:
        with undisturbed():
            what = make()
        keep(wanted, what, where, made)
        found = find(wanted, where) or what  # from the first time on it is the one that was kept
    return found


def key(texts: Iterable[str], made_by: Path) -> bytes | None:
    """Give what tells these texts, as the code in a folder reads them, from all others.

    None if the code cannot be looked at: then nothing is kept.
    """
    code = sorted([*made_by.glob("*.py"), *made_by.glob("*/*.py")])
    digest = blake2b(repr(sys.version_info).encode())
    for part in (*(file.read_bytes() for file in code), *map(str.encode, texts)):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest() if code else None


def find(wanted: bytes, where: Path) -> Any:  # noqa: ANN401 - whatever was kept
    """Give what was kept under this key; None if it is not there, or not what it rests on."""
    try:
        written = where.read_bytes()
        head, what = written[: 2 * _DIGEST], memoryview(written)[2 * _DIGEST :]
        if head != wanted + blake2b(what).digest():
            return None
        with undisturbed():
            return pickle.loads(what)  # noqa: S301 - byte for byte what was written here
    except OSError:
        return None


def keep(wanted: bytes, what: object, where: Path, made: Made = as_pickle_does) -> None:
    """Keep this under a key, in place of what was kept before, if that can be."""
    pickled = BytesIO()
    with suppress(OSError):
        _Pickler(pickled, made).dump(what)
        written = pickled.getvalue()
        put(where, (wanted, blake2b(written).digest(), written))


def put(where: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write a file whole, or leave what was there.

    Raises:
        OSError: it cannot be written.

    """
    part = where.with_suffix(f".{os.getpid()}")
    where.parent.mkdir(parents=True, exist_ok=True)
    try:
        with part.open("wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        part.replace(where)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the collector off: all that is made here stays, and it would look through it in vain.

    Half a million small things, in every full collection: each would hold up whoever writes.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()
