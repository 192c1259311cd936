from __future__ import annotations

from datetime import timedelta

import pytest

from bot.interview.script import Gate
from bot.interview.terms import Kind, Readiness
from tests.flawed import END, SAY, problems
from tests.scripts import made

STEPS = SAY.format("a", "x") + END
GATE = """
[gate]
at = ["two-minds", "getting-ready"]
importance = 6
never = ["doing-it"]
rests = "28d"
needs = "goal"
after_slip = false
"""


def test_a_check_in_is_about_no_goal_and_always_open_unless_it_says_so() -> None:
    script = made(STEPS)
    assert (script.on_goal, script.on_demand, script.gate) == (False, False, Gate())


def test_it_may_be_about_a_goal_or_for_when_it_is_wanted() -> None:
    script = made(STEPS, "goal = true\non_demand = true\n")
    assert (script.on_goal, script.on_demand) == (True, True)


def test_a_gate_is_read_whole() -> None:
    assert made(STEPS, GATE).gate == Gate(
        at=frozenset({Readiness.TWO_MINDS, Readiness.GETTING_READY}),
        importance=6,
        never=frozenset({Readiness.DOING_IT}),
        rests=timedelta(days=28),
        needs=Kind.GOAL,
        after_slip=False,
    )


def test_one_readiness_may_stand_alone() -> None:
    assert made(STEPS, '[gate]\nat = "two-minds"\n').gate.at == {Readiness.TWO_MINDS}


def test_importance_may_be_nothing_at_all() -> None:
    assert made(STEPS, "[gate]\nimportance = 0\n").gate.importance == 0


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("goal = 3\n", "goal is neither true nor false"),
        ('on_demand = "yes"\n', "on_demand is neither true nor false"),
        ("gate = 3\n", "gate is not a table"),
        (
            '[gate]\nat = ["two-mind"]\n',
            "gate.at 'two-mind' is not known; did you mean 'two-minds'?",
        ),
        ('[gate]\nat = ["ready", 3]\n', "gate.at is neither a text nor a list of texts"),
        ('[gate]\nnever = ["zzz"]\n', "it is one of: not-thinking, two-minds"),
        ('[gate]\nat = ["doing-it"]\nnever = ["doing-it"]\n', "doing-it is in at and in never"),
        ("[gate]\nimportance = 11\n", "gate.importance is not a whole number from 0 to 10"),
        ("[gate]\nimportance = true\n", "gate.importance is not a whole number"),
        ('[gate]\nrests = "often"\n', "gate.rests: 'often' is no time like 90s, 5m, 2h or 1d"),
        ('[gate]\nrests = "900d"\n', "up to 365d"),
        ('[gate]\nneeds = "gaol"\n', "did you mean 'goal'"),
        ("[gate]\nafter_slip = 3\n", "gate.after_slip is neither true nor false"),
        (
            '[gate]\nrest = "1d"\n',
            "the key 'gate.rest' means nothing here; did you mean 'gate.rests'?",
        ),
    ],
)
def test_what_is_wrong_with_a_head_is_said(head: str, said: str) -> None:
    found = problems(STEPS, head)
    assert any(said in problem for problem in found), found
