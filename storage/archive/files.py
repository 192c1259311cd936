"""Archives as files: written whole under their name or not at all, and read to their end."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import ArchiveProblem, Unwhole
from storage.archive.chunks import Sealer, unsealed
from storage.archive.lines import Writer, reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence
    from pathlib import Path

    from storage.archive.lines import Reader
    from storage.archive.snapshot import Contents, Page, Snapshot


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Give a new file beside `path`, its owner's alone, that takes its name where all ends well.

    Raises:
        ArchiveProblem: there is something of that name, or the file cannot be made.

    """
    beside = path.with_name(f".{path.name}.unfinished")
    with _told(path):
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield beside
        with _told(path):
            if path.exists():
                raise FileExistsError(errno.EEXIST, "is there already; nothing is written over")
            beside.replace(path)
            _sync(path.parent)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


async def write(
    file: Path, called: Path, key: bytes, moment: Snapshot, told: Callable[[int], object]
) -> None:
    """Write a snapshot into a file that is there and empty, and will be `called` otherwise.

    Raises:
        ArchiveProblem: it cannot be written, as on a full disk.

    """
    with _told(called), file.open("wb") as out:
        sealer = Sealer(out, key)
        writer = Writer(moment.contents, sealer.write)
        async for page in moment.pages():
            writer.page(page)
            told(len(page.rows))
        writer.end()
        sealer.close()
        out.flush()
        os.fsync(out.fileno())


@dataclass(frozen=True, slots=True)
class Archive:
    """A file that is read; what is wrong with it is told, with its name, when that is met."""

    path: Path
    contents: Contents
    _reader: Reader

    async def pages(self) -> AsyncIterator[Page]:
        """Give its pages, as a snapshot gives its own.

        Raises:
            ArchiveProblem: it was cut off or edited, or is not what was written.

        """
        pages = self._reader.pages()
        while True:
            with _naming(self.path):
                page = next(pages, None)
            if page is None:
                return
            yield page


@contextmanager
def opened(path: Path, keys: Sequence[bytes]) -> Iterator[Archive]:
    """Open an archive with whichever of the backup keys is its own.

    Raises:
        ArchiveProblem: it cannot be read, or does not open with any.

    """
    with _told(path):
        file = path.open("rb")
    with file:
        with _naming(path):
            reader = reading(unsealed(file, keys))
        yield Archive(path, reader.contents, reader)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let what is wrong with a file be told with its name."""
    try:
        yield
    except Unwhole as problem:
        raise ArchiveProblem(f"{path}: {problem}") from None


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Let what the system refuses be told with the file's name."""
    try:
        yield
    except OSError as error:
        raise ArchiveProblem(f"{path}: {error.strerror or type(error).__name__}.") from None


def _sync(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
