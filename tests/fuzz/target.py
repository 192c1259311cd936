"""A target: something that takes whatever comes from outside, and how it may refuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HOSTILE_TOML: Final = (
    b"a = " + b"[" * 3000,
    b"a = " + b"{b = " * 2000,
    b"a = " + b"1" * 5000,
    b"a." * 4000 + b"b = 1",
    b"a = 1e999999999\nb = 99999-12-31\nc = nan",
)
"""What is hardly TOML, and has hung or felled readers of it."""
ROOMY: Final = 16 * 1024


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: a function of bytes that raises nothing but what it says it does."""

    once: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    """What is good, or nearly so, to begin from."""
    raises: tuple[type[Exception], ...] = ()
    """The refusals that are documented."""
    longest: int = ROOMY
    """Bytes of one input."""

    def __call__(self, content: bytes) -> None:
        """Try it; raises what nobody said it would."""
        try:
            self.once(content)
        except self.raises:
            return
