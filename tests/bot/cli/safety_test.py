"""What safety listens for, checked and measured at the desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Shell

FILE = """
[[family]]
id = "en-plain"
danger = "self-harm"
kind = "alarm"
tier = "urgent"
now = true
lines = ["i want to kill myself", "the moon is made of green cheese"]
[[family]]
id = "en-fine"
kind = "everyday"
lines = ["sat. pancakes no headache"]
"""


def examples(folder: Path) -> str:
    for side in ("learn", "test"):
        place = folder / "examples" / side / "en"
        place.mkdir(parents=True)
        (place / "plain.toml").write_text(FILE, encoding="utf-8")
    return str(folder / "examples")


def test_the_lexicon_that_comes_with_it_has_no_problem(shell: Shell) -> None:
    said = shell("safety", "check", "--json")
    assert (said.code, json.loads(said.out)["problems"]) == (0, [])
    plain = shell("safety", "check")
    assert plain.code == 0
    assert plain.out.startswith("en: ")
    assert "self-harm" in plain.out


def test_recall_and_false_alarms_are_measured(shell: Shell) -> None:
    folder = examples(shell.folder)
    said = shell("safety", "measure", "test", "--examples", folder, "--meaning", "off", "--json")
    assert said.code == 0
    data = json.loads(said.out)
    assert data["aims"]["immediate danger"] == {"count": 2, "urgent": 0.5, "any": 0.5}
    assert data["aims"]["everyday, en"] == {"count": 1, "urgent": 0.0, "any": 0.0}
    assert data["classes"] == {"self-harm, en": {"count": 2, "urgent": 0.5, "any": 0.5}}


def test_misses_are_told_of_what_is_learnt_from_and_never_of_the_test(shell: Shell) -> None:
    folder = examples(shell.folder)
    learn = shell("safety", "measure", "learn", "--examples", folder, "--misses")
    assert "green cheese" in learn.out
    assert "pancakes" not in learn.out
    test = shell("safety", "measure", "test", "--examples", folder, "--misses")
    assert test.code == 2
    assert "for learn only" in test.err
    assert "cheese" not in test.out + test.err
    assert "cheese" not in shell("safety", "measure", "test", "--examples", folder).out


def test_without_examples_or_with_wrong_ones_it_says_where(shell: Shell) -> None:
    assert shell("safety", "measure", "--examples", "nowhere").code == 2
    folder = examples(shell.folder)
    wrong = shell.folder / "examples" / "learn" / "en" / "plain.toml"
    wrong.write_text("[[family]]\nid = 'x'\n", encoding="utf-8")
    said = shell("safety", "measure", "--examples", folder)
    assert said.code == 2
    assert "plain.toml" in said.err
