from __future__ import annotations

from bot.interview.ifthen import plans
from bot.interview.terms import Kind
from tests.bot.interview.mirror_test import kept


def test_a_plan_stands_with_the_cue_and_the_obstacle_of_its_own_conversation() -> None:
    words = [
        kept("1", Kind.CUE, conversation="a"),
        kept("2", Kind.PLAN, conversation="a"),
        kept("3", Kind.OBSTACLE, conversation="a"),
        kept("4", Kind.PLAN, conversation="b"),
        kept("5", Kind.GOAL, conversation="b"),
    ]
    whole, bare = plans(words)
    assert (whole.plan, whole.cue, whole.obstacle) == (words[1], words[0], words[2])
    assert (bare.plan, bare.cue, bare.obstacle) == (words[3], None, None)


def test_of_several_cues_the_newest_stands_whichever_was_read_first() -> None:
    old, new = kept("1", Kind.CUE, days=2), kept("2", Kind.CUE, days=1)
    plan = kept("3", Kind.PLAN)
    for words in ([old, new, plan], [new, old, plan], [plan, new, old]):
        (whole,) = plans(words)
        assert whole.cue == new
