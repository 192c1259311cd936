from __future__ import annotations

import pytest

from tests.flawed import ASK, END, problems, step


class TestActs:
    @pytest.mark.parametrize(
        ("act", "said"),
        [
            ('"stil"', "'stil' is no effect; did you mean 'still'"),
            ('"still"', "needs a quote in this step"),
            ('"worth seeing @nobody"', "@nobody is no open question"),
            ('"keep as raisin @b"', "'raisin' is no kind of words"),
            ('"keep as reason"', "needs @step"),
            ("3", "3 is not an effect"),
        ],
    )
    def test_what_is_wrong_with_one_is_said(self, act: str, said: str) -> None:
        found = problems(
            step(f'ask = "?"\nchoices = {{ x = "X" }}\nacts = {{ x = {act} }}')
            + ASK.format("b", "?")
            + END
        )
        assert any(said in problem for problem in found), found

    def test_they_are_a_table_of_choices(self) -> None:
        ask = step('ask = "?"\nchoices = { xyz = "X" }\nnext = "end"\nacts = %s')
        assert "acts is not a table" in problems(ask % 3)[0]
        assert (
            "'xya' is none of its choices; did you mean 'xyz'"
            in problems(ask % '{ xya = "still" }')[0]
        )
