from __future__ import annotations

import pytest

from tests.flawed import ASK, END, SAY, fine, problems, step

FORK = '[steps.b]\nfork = "{}"\nnext = {{ {} }}\n'
RULER = step('ask = "?"\nscale = [0, 9]\nmeasures = "craving"')
WORDS = ASK.format("a", "?")


@pytest.mark.parametrize(
    ("first", "on", "ways"),
    [
        (WORDS, "words.support", 'some = "c", none = "end"'),
        (WORDS, "then.craving", 'up = "c", down = "c", same = "c", none = "end"'),
        (WORDS, "then.craving", 'none = "end", else = "c"'),
        (WORDS, "mirrors", 'goal = "c", number = "c", nothing = "end", else = "c"'),
        (WORDS, "goals", 'one = "c", several = "c", none = "end"'),
        (WORDS, "earlier.a", 'given = "c", open = "end"'),
        (WORDS, "earlier.all", 'given = "c", open = "end"'),
        (RULER, "a.from.a", 'up = "c", down = "c", same = "end"'),
        (RULER, "a.from.a", 'up = "c", else = "end"'),
    ],
)
def test_a_fork_may_be_on_what_is_known(first: str, on: str, ways: str) -> None:
    assert fine(first + FORK.format(on, ways) + SAY.format("c", "x") + END)


@pytest.mark.parametrize(
    ("first", "on", "ways", "said"),
    [
        (WORDS, "words.supports", 'some = "c"', "no kind of words, as in words.support; did you m"),
        (WORDS, "words.support", 'some = "c"', "next leaves out none"),
        (WORDS, "words.support", 'any = "c", else = "c"', "next: 'any' is no answer here"),
        (WORDS, "then.craving", 'up = "c", down = "c"', "next leaves out same, none"),
        (WORDS, "then.craving", 'first = "c", else = "c"', "'first' is no answer here"),
        (WORDS, "mirrors", 'goal = "c"', "leaves out reason, value, strength, plan, number, noth"),
        (WORDS, "goals", 'two = "c", else = "c"', "next: 'two' is no answer here"),
        (WORDS, "earlier.aa", 'given = "c"', "no question of this check-in, as in earlier.want"),
        (WORDS, "earlier.c", 'given = "c"', "no question of this check-in"),
        (WORDS, "a.from.a", 'up = "c"', "is not two rulers, as in later.from.first"),
        (RULER, "a.from.z", 'up = "c"', "is not two rulers, as in later.from.first"),
        (RULER, "a.from.a", 'up = "c", down = "c"', "next leaves out same"),
        (WORDS, "mirror", 'goal = "c"', "neither a question, a rating"),
        (WORDS, "profile.No", 'set = "c"', "neither a question, a rating"),
        (WORDS, "a.move", 'up = "c"', "neither a question that measures something"),
    ],
)
def test_what_is_wrong_with_one_is_said(first: str, on: str, ways: str, said: str) -> None:
    found = problems(first + FORK.format(on, ways) + SAY.format("c", "x") + END)
    assert any(said in problem for problem in found), found


def test_a_measured_choice_moves_too() -> None:
    choice = step('ask = "?"\nchoices = { x = "X", y = "Y" }\nmeasures = "readiness"')
    fork = FORK.format("a.move", 'first = "c", up = "c", down = "c", same = "end", skip = "end"')
    assert fine(choice + fork + SAY.format("c", "x") + END)
    plain = choice.replace('measures = "readiness"\n', "")
    assert "measures something" in problems(plain + fork + SAY.format("c", "x") + END)[0]


def test_a_scale_names_what_is_beside_it() -> None:
    ruler = step('ask = "?"\nscale = [0, 9]\nbeside = { used = "Used" }\nnext = { %s, skip = "b" }')
    end = SAY.format("b", "x") + END
    assert fine(ruler % '0-9 = "b", used = "end"' + end)
    assert fine(ruler % 'used = "end", else = "b"' + end)
    assert "next leaves out used" in problems(ruler % '0-9 = "b"' + end)[0]
    assert "next leaves out 0, 1" in problems(ruler % 'used = "end"' + end)[0]
