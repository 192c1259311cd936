"""Plan files: every problem of each is said, and a good one is called good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Shell

GOOD = """
format   = 1
title    = "Tuesday evening"
checkins = ["goal-mirror"]
slots    = [{ from = "18:00", to = "18:00" }]
cadence  = { kind = "weekdays", weekdays = ["tue"] }
"""
WRONG = GOOD.replace("tue", "tux").replace('to = "18:00"', 'to = "17:00"')
SAID = [
    'cadence.weekdays: cannot be [\'tux\']; write weekdays = ["tue", "fri"]',
    (
        'slots[1].to: "17:00" is before from; a window ends on the day it begins: '
        'use to = "23:59", and a second slot from "00:00"'
    ),
]


def test_every_problem_of_every_file_is_said(shell: Shell) -> None:
    (shell.folder / "good.toml").write_text(GOOD, "utf-8")
    (shell.folder / "wrong.toml").write_text(WRONG, "utf-8")
    (shell.folder / "no.toml").write_bytes(b"\xff")
    said = shell("plan", "check", "good.toml", "wrong.toml", "no.toml")
    assert said.code == 1
    assert said.out.splitlines() == [
        "good.toml: good",
        *(f"wrong.toml: {one}" for one in SAID),
        "no.toml: this is not text in UTF-8",
    ]


def test_a_good_one_is_all_that_is_asked(shell: Shell) -> None:
    (shell.folder / "good.toml").write_text(GOOD, "utf-8")
    assert shell("plan", "check", "good.toml").code == 0


def test_a_script_reads_it_as_json(shell: Shell) -> None:
    (shell.folder / "wrong.toml").write_text(WRONG, "utf-8")
    said = shell("plan", "check", "wrong.toml", "--json")
    assert said.code == 1
    plans = [{"file": "wrong.toml", "problems": SAID}]
    assert json.loads(said.out) == {"good": False, "plans": plans}


def test_a_file_that_is_not_there_is_said(shell: Shell) -> None:
    said = shell("plan", "check", "nope.toml")
    assert (said.code, said.err) == (2, "nope.toml: No such file or directory\n")


def test_each_helps(shell: Shell) -> None:
    assert "everything that is impossible" in shell("plan", "check", "--help").out
    assert "check" in shell("plan", "--help").out
