"""Training: the shipped head is what the learning side makes, and nothing else."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.safety import examples_in
from bot.meaning import encoder, head
from bot.meaning.training import fingerprint, train

LEARN = Path("tests/safety/examples/learn")


def test_the_shipped_head_was_trained_on_the_learning_side_as_it_is() -> None:
    assert head.packaged().examples == fingerprint(examples_in(LEARN))


def test_a_changed_line_is_another_training() -> None:
    examples = examples_in(LEARN)[:9]
    changed = [*examples[:-1], replace(examples[-1], text="something else")]
    assert fingerprint(examples) == fingerprint(list(reversed(examples)))
    assert fingerprint(changed) != fingerprint(examples)


@pytest.mark.skipif(
    not (encoder.is_there() and importlib.util.find_spec("sklearn")),
    reason="the extras `meaning` and `train` are not installed",
)
def test_training_makes_the_shipped_head() -> None:
    made, shipped = train(examples_in(LEARN), encoder.load()), head.packaged()
    # Another machine's arithmetic may round the last digit otherwise.
    assert made.weights == pytest.approx(shipped.weights, abs=0.002)
    assert (made.bias, made.soft) == pytest.approx((shipped.bias, shipped.soft), abs=0.002)
    assert made.urgent == shipped.urgent
