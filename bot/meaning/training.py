"""Training: from examples to the head, the same from the same examples.

A logistic regression (scikit-learn, of the extra `train`) over the vectors of the learning side.
From which score help is offered is found apart: scores are taken of families
that the model had not seen (cross-validation by family), and the lowest score is chosen at which
few everyday messages and few look-alikes are taken for alarms.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bot.meaning.head import Head
from bot.meaning.pieces import pieces
from bot.safety.measuring import ALARM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.meaning.encoder import Encoder
    from bot.safety.measuring import Example

    Numbers = NDArray[Any]

EVERYDAY: Final = "everyday"
WEIGHT: Final = 8.0
"""How much an everyday message counts: a card for nothing, every week, is the dearer mistake."""
SOFTNESS: Final = 2.0
"""Inverse strength of the regularisation; found by cross-validation, and flat around there."""
FOLDS: Final = 5
EVERYDAY_AT_MOST: Final = 0.01
"""Share of everyday messages for which help may be offered by the meaning alone."""
ALIKE_AT_MOST: Final = 0.25
"""Share of look-alikes and change talk."""
DIGITS: Final = 3


def train(examples: Sequence[Example], encoder: Encoder) -> Head:
    """Make the head from the examples of the learning side, in whatever order they come.

    Raises:
        ImportError: scikit-learn (the extra `train`) is not installed.

    """
    ordered = sorted(examples, key=lambda one: (one.family, one.text))
    vectors = np.array(encoder.encode([pieces(one.text)[0] for one in ordered]), dtype=float)
    alarms = np.array([one.kind == ALARM for one in ordered])
    everyday = np.array([one.kind == EVERYDAY for one in ordered])
    weights = np.where(everyday, WEIGHT, 1.0)
    bias, coefficients = _fitted(vectors, alarms, weights)
    unseen = _unseen(vectors, alarms, weights, [one.family for one in ordered])
    return Head(
        bias=round(bias, DIGITS),
        weights=tuple(round(float(one), DIGITS) for one in coefficients),
        soft=round(
            max(
                _at_most(unseen[everyday], EVERYDAY_AT_MOST),
                _at_most(unseen[~alarms & ~everyday], ALIKE_AT_MOST),
            ),
            DIGITS,
        ),
        urgent=None,
        examples=fingerprint(ordered),
    )


def fingerprint(examples: Sequence[Example]) -> str:
    """Give a hash of examples, whatever their order: by it a head knows what it was trained on."""
    lines = sorted(f"{one.family}\0{one.kind}\0{one.text}" for one in examples)
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _fitted(vectors: Numbers, alarms: Numbers, weights: Numbers) -> tuple[float, Numbers]:
    from sklearn.linear_model import (  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra without types
        LogisticRegression,
    )

    model = LogisticRegression(C=SOFTNESS, max_iter=10_000, tol=1e-8)
    model.fit(vectors, alarms, sample_weight=weights)
    return float(model.intercept_[0]), model.coef_[0]


def _unseen(
    vectors: Numbers, alarms: Numbers, weights: Numbers, families: Sequence[str]
) -> Numbers:
    """Score each example by a model that was trained without its family."""
    names = {name: at for at, name in enumerate(sorted(set(families)))}
    folds = np.array([names[family] % FOLDS for family in families])
    scores = np.zeros(len(alarms))
    for fold in range(FOLDS):
        seen, held = folds != fold, folds == fold
        bias, coefficients = _fitted(vectors[seen], alarms[seen], weights[seen])
        scores[held] = 1 / (1 + np.exp(-(vectors[held] @ coefficients + bias)))
    return scores


def _at_most(scores: Numbers, share: float) -> float:
    """Give the score that no more than this share is above."""
    return float(np.quantile(scores, 1 - share)) if len(scores) else 0.0
