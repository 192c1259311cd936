"""The assessment from a shell: a line in, a line of JSON out, whatever the line."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Shell

OFF = ("assess", "--meaning", "off")


def given(shell: Shell, *lines: str) -> list[dict[str, Any]]:
    said = shell(*OFF, typed="\n".join(lines))
    assert said.code == 0
    return [json.loads(line) for line in said.out.splitlines()]


def test_each_line_is_weighed_plain_or_json(shell: Shell) -> None:
    plain, spanish, spread, fine = given(
        shell,
        "I want to kill myself",
        '{"text": "me quiero morir", "locale": "es"}',
        '{"text": "myself", "heard": ["i want to", "kill"]}',
        "sat. pancakes no headache",
    )
    assert plain["tier"] == spanish["tier"] == spread["tier"] == "urgent"
    assert "self-harm" in plain["classes"]
    assert plain["rules"]
    assert plain["rules"] == spread["rules"]
    assert fine == {"tier": "none", "classes": [], "rules": [], "score": None}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"text": 3}', "text and locale are texts"),
        ('{"locale": "en"}', "text and locale are texts"),
        ('{"text": "x", "locale": null}', "text and locale are texts"),
        ('{"text": "x", "heard": "y"}', "heard is a list of texts"),
        ('{"text": "x", "heard": [3]}', "heard is a list of texts"),
        ("x" * (1 << 21), "the line is longer than a megabyte"),
    ],
)
def test_what_cannot_be_weighed_says_why_and_the_next_line_is(
    shell: Shell, line: str, problem: str
) -> None:
    bad, good = given(shell, line, "I want to kill myself")
    assert (bad["tier"], bad["problem"]) == ("none", problem)
    assert good["tier"] == "urgent"


@pytest.mark.parametrize("line", ["", "{", "{not json: kill time", '["x"]', "[" * 9999, "\ufeff"])
def test_what_only_looks_like_json_is_weighed_as_it_stands(shell: Shell, line: str) -> None:
    first, second = given(shell, line, "ok")
    assert first["tier"] == second["tier"] == "none"
    assert "problem" not in first


def test_deep_json_and_half_characters_are_no_trouble(shell: Shell) -> None:
    deep, half = given(
        shell, '{"text": ' + "[" * 99_999, '{"text": "\\ud83d i want to kill myself"}'
    )
    assert deep["tier"] == "none"
    assert half["tier"] == "urgent"


def test_an_answer_comes_before_the_next_line_is_written() -> None:
    command = [sys.executable, "-m", "bot", *OFF]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own command
        assert process.stdin is not None
        assert process.stdout is not None
        for line in (b"\xff\xfe i want to kill myself\n", b"i want to kill myself\r\n"):
            process.stdin.write(line)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["tier"] == "urgent"
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == 0
