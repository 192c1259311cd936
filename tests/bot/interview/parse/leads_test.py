from __future__ import annotations

import pytest

from tests.flawed import END, SAY, fine, problems, step
from tests.scripts import made


class TestNext:
    @pytest.mark.parametrize(
        ("next_", "said"),
        [
            ('{ "0-2" = "end" }', "next leaves out 3, 4"),
            ('{ "0-2" = "end", "2-4" = "end" }', "next: 2 stands in two cases"),
            ('{ "0-9" = "end" }', "next: '0-9' is not within the scale 0 to 4"),
            ('{ "x" = "end" }', "next: 'x' is no answer here"),
            ('{ "0" = 3 }', "next: '0' does not lead to a step"),
            ('{ "0-2" = "b", "3-4" = "gone" }', "it leads to 'gone', and there is no such step"),
            ("3", "next is not a step"),
        ],
    )
    def test_a_ruler_names_every_number_once(self, next_: str, said: str) -> None:
        found = problems(
            step(f'ask = "?"\nscale = [0, 4]\nnext = {next_}') + SAY.format("b", "x") + END
        )
        assert any(said in problem for problem in found), found

    def test_a_choice_names_every_option_or_else(self) -> None:
        ask = step('ask = "?"\nchoices = { x = "X", y = "Y", z = "Z" }\nnext = { x = "end"%s }')
        down = SAY.format("b", "x") + END
        assert "next leaves out y, z" in problems(ask % "" + down)[0]
        script = made(ask % ', else = "b"' + down)
        assert script.steps["a"].next.default == "b"

    @pytest.mark.parametrize(
        "body", ["open = true", 'pick = { x = "X" }', 'choices = { x = "X" }\ntyped = "time"']
    )
    def test_the_last_step_says_where_every_answer_leads(self, body: str) -> None:
        found = problems(step(f'ask = "?"\n{body}\nnext = {{ skip = "end" }}'))
        assert found == ("test.toml, line 4, step a: it is the last step, so next needs an else",)

    def test_a_fork_takes_a_table(self) -> None:
        found = problems('[steps.a]\nfork = "profile.thing"\n' + SAY.format("b", "x") + END)
        assert "next is not a table" in found[0]

    def test_a_fork_on_a_ruler_needs_what_it_measures(self) -> None:
        ruler = step('ask = "?"\nscale = [0, 4]')
        fork = '[steps.b]\nfork = "a.move"\nnext = { first = "end", else = "end" }\n'
        assert "neither a question that measures" in problems(ruler + fork)[0]
        assert fine(ruler.replace("[0, 4]", '[0, 4]\nmeasures = "craving"') + fork)

    def test_a_fork_on_any_question(self) -> None:
        for body, case in (
            ("scale = [0, 2]", '"0-2"'),
            ('choices = { x = "X" }', "x"),
            ('pick = { x = "X" }', "x"),
            ("open = true", "skip"),
        ):
            fork = f'[steps.b]\nfork = "a"\nnext = {{ {case} = "end", else = "end" }}\n'
            assert fine(step(f'ask = "?"\n{body}') + fork)
