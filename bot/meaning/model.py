"""The weighing itself: a message's pieces as vectors, the head over them; the highest counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp
from operator import mul
from typing import TYPE_CHECKING

from bot.meaning import encoder, head
from bot.meaning.pieces import pieces

if TYPE_CHECKING:
    from bot.meaning.encoder import Encoder
    from bot.meaning.head import Head


@dataclass(slots=True)
class SentenceMeaning:
    """A `bot.safety.assess.Meaning` by sentence vectors."""

    encoder: Encoder
    head: Head
    _weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._weights = list(self.head.weights)

    @property
    def soft(self) -> float:
        """The score from which help is offered."""
        return self.head.soft

    @property
    def urgent(self) -> float | None:
        """The score from which it cannot wait."""
        return self.head.urgent

    def score(self, text: str, locale: str) -> float:  # noqa: ARG002 - it knows sixteen languages
        """Give the highest score of the text's pieces, 0 to 1; 0 where nothing is said."""
        said = pieces(text)
        if not said:
            return 0.0
        return max(
            self._squash(sum(map(mul, self._weights, row)))
            for row in self.encoder.encode(said).tolist()
        )

    def _squash(self, sum_: float) -> float:
        return 1 / (1 + exp(-(self.head.bias + sum_)))


def load() -> SentenceMeaning:
    """Load the encoder, and the head that comes with Stillwater.

    Raises:
        ImportError: the extra `meaning` is not installed.

    """
    return SentenceMeaning(encoder.load(), head.packaged())
