from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview.check import report
from bot.interview.goes import astray
from bot.interview.library import library
from bot.interview.phrases import packaged
from tests.scripts import made

if TYPE_CHECKING:
    from bot.interview.script import Script

ASKS = '[steps.a]\nskill = "open question"\nask = "?"\nopen = true\n'
GOES = '[steps.go]\ngo = "{}"\n'


def named(name: str, steps: str, head: str = "") -> dict[str, Script]:
    return {name: replace(made(steps, head), name=name)}


def test_every_check_in_of_ours_goes_where_one_can_begin() -> None:
    assert list(astray(library())) == []


def test_one_that_is_not_there_is_named() -> None:
    found = list(astray(named("one", ASKS + GOES.format("two"))))
    assert found == [("one", "go", "it goes to 'two', and there is no such check-in")]


def test_it_may_be_among_those_beside() -> None:
    two = named("two", ASKS + 'next = "end"\n')
    assert list(astray(named("one", ASKS + GOES.format("two")), among=two)) == []


def test_what_needs_something_given_cannot_begin_so() -> None:
    two = named("two", ASKS + 'next = "end"\n', 'given = ["words"]\n')
    found = list(astray(named("one", ASKS + GOES.format("two")) | two))
    assert found == [("one", "go", "two needs words, and nobody gives it that")]


def test_a_circle_has_a_question_in_it() -> None:
    back = named("two", GOES.format("one"))
    assert list(astray(named("one", ASKS + GOES.format("two")) | back)) == []
    silent = named("one", GOES.format("two")) | back
    problem = "it goes on to itself before anything was asked"
    assert list(astray(silent)) == [("one", "go", problem), ("two", "go", problem)]


def test_the_check_finds_it() -> None:
    broken = named("one", ASKS + GOES.format("two"))
    found = report(broken, packaged(), paths=1)
    assert not found.good
    assert ("go", "it goes to 'two', and there is no such check-in") in [
        (one.rule, one.says) for one in found.findings
    ]
