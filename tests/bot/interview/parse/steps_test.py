from __future__ import annotations

import pytest

from tests.flawed import END, SAY, problems, step


class TestSteps:
    @pytest.mark.parametrize(
        ("body", "said"),
        [
            ("", "it neither says"),
            ('say = "x"\nopen = true', "it has say and open: a step does one thing"),
            ("say = []", "say is neither a text nor a list of texts"),
            ('say = ["x", 3]', "say is neither a text nor a list of texts"),
            ('say = "x"\nnext = { skip = "end" }', "only an answer can lead to several"),
            ('say = "x"\notherwise = "end"', "otherwise does nothing without a quote"),
            ('say = "x"\nquote = "goal"', "quote needs an otherwise"),
            ('say = "x"\nquote = "gaol"\notherwise = "end"', "did you mean 'goal'"),
            ('say = "x"\nquote = "zzz"\notherwise = "end"', "it is one of: goal, reason"),
            ("ask = 3\nopen = true", "ask is not a text"),
            ("open = true", "ask is missing"),
            ('ask = "?"\nopen = false', "open is not true"),
            ('ask = "?"\nopen = true\nsets = "No"', "sets: 'No' is no name"),
            ('ask = "?"\nscale = [0, 30]', "scale is not"),
            ('ask = "?"\nscale = [0]', "scale is not"),
            ('ask = "?"\nchoices = {}', "choices is not a table of texts"),
            ('ask = "?"\nchoices = { skip = "x" }', "'skip' cannot name an option"),
            ('ask = "?"\nchoices = { A = "x" }', "'A' cannot name an option"),
            (f'ask = "?"\nchoices = {{ a = "{"x" * 41}" }}', "a button holds 40 characters"),
            ('ask = "?"\nchoices = { a = "{a}" }', "a button holds plain words"),
            ('ask = "?"\nchoices = { a = "x", b = "X!" }', "read the same"),
            ('ask = "?"\nchoices = { a = "x" }\ntyped = "mind"', "nothing reads 'mind'"),
            ('ask = "?"\nchoices = { a = "x" }\nkeeps = "goal"', 'keeps needs typed = "words"'),
            ('ask = "?"\nchoices = { a = "x" }\nmeasures = "No"', "measures: 'No' is no name"),
            ('ask = "?"\nscale = [0, 9]\nbeside = { 3 = "x" }', "'3' reads as a number"),
            ('ask = "?"\nscale = [0, 9]\nbeside = { skip = "x" }', "'skip' cannot name an option"),
            ('ask = "?"\nscale = [0, 9]\nbeside = "used"', "beside is not a table of texts"),
            (
                'ask = "?"\nchoices = { a = "x" }\nbeside = { b = "y" }',
                "'beside' means nothing here",
            ),
            ('ask = "?"\namong = "cards"', "among: 'cards' is no pick further up"),
            ('ask = "?"\namong = "z"', "among: 'z' is no pick further up"),
            ('ask = "?"\namong = "a"', "among: 'a' is no pick further up"),
            ('ask = "?"\npick = { a = "x" }\namong = "b"', "it has pick and among"),
            ("go = 3", "go is not a text"),
            ('go = "No"', "go: 'No' is no name"),
            ('go = "slip"\nnext = "end"', "next does nothing here"),
            ('go = "slip"\nsay = "x"', "it has say and go"),
            ('ask = "?"\npick = { a = "x" }\nat_least = 2', "at_least is not a whole number"),
            ('ask = "?"\npick = { a = "x" }\nat_most = true', "at_most is not a whole number"),
            ('pause = "soon"', "no time like 90s"),
            ('pause = "99d"', "no time like 90s"),
            ('fork = "b"\nnext = { x = "end" }', "neither a question"),
            ('say = "a\\u0000b"', "holds a control character"),
        ],
    )
    def test_what_is_wrong_with_one_is_said(self, body: str, said: str) -> None:
        head = "[steps.a]\n" if body.startswith(("pause", "fork", "go")) else step("")
        found = problems(head + body + "\n" + SAY.format("z", "end") + END)
        assert any(said in problem for problem in found), found

    @pytest.mark.parametrize("name", ["A", "end", "skip", "profile", "a" * 21, '"a.b"', "words"])
    def test_some_names_are_taken(self, name: str) -> None:
        found = problems(SAY.format(name, "x") + END, 'given = ["words"]\n')
        assert any("it needs another name" in problem for problem in found)
