from __future__ import annotations

import pytest

from bot.errors import ScriptError
from bot.interview.parse import parse
from tests.flawed import END, SAY, problems
from tests.scripts import HEAD, made


class TestTheFile:
    def test_all_problems_come_at_once(self) -> None:
        found = problems(
            '[steps.a]\nskill = "opne question"\nask = "{b}?"\nopen = true\nkeep = "goal"\n'
            'next = { skip = "ennd" }\n'
            + SAY.format("b", "x" * 4097)
            + '[steps.c]\nask = "?"\n'
            + SAY.format("d", "{nobody} }")
        )
        assert [problem.removeprefix("test.toml, line ") for problem in found] == [
            "4, step a: it leads to 'ennd', and there is no such step; did you mean 'end'?",
            "4, step a: nothing fills {b}",
            "5, step a: skill 'opne question' is not known; did you mean 'open question'?",
            "8, step a: the key 'keep' means nothing here; did you mean 'keeps'?",
            "12, step b: say.1 is longer than the 4096 a message holds",
            "13, step c: it asks, and offers none of: scale, choices, pick, among, open",
            '15, step d: it is the last step and does not say where it leads: write next = "end"',
            "15, step d: nothing fills {nobody}",
            "17, step d: say.1 has a brace without its other half",
        ]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "format is not 1"),
            ("format = 2", "format is not 1"),
            ("format = true", "format is not 1"),
            ("format = 1\nformat = 1", "this is not TOML"),
            ("a = " + "[" * 5000, "this is not TOML"),
            ("a = " + "1" * 5000, "this is not TOML"),
            ("a = '\ud800'", "the file is not text in UTF-8"),
            ("#" + "é" * 40_000, "the file is longer than 64 KB"),
            (HEAD, "there are no steps"),
            (HEAD + "steps = 3", "there are no steps"),
            (HEAD + "[steps]\na = 3", "this is not a table"),
            (HEAD + "".join(f"[steps.a{n}]\n" for n in range(201)), "there are 201 steps"),
            (HEAD + "listed = 1\n" + SAY.format("a", "x") + END, "neither true nor false"),
            (HEAD + "given = [1]\n" + SAY.format("a", "x") + END, "given is neither a text"),
            (HEAD + 'given = "No"\n' + SAY.format("a", "x") + END, "given: 'No' is no name"),
            ("format = 1\ntitle = ' '\n" + SAY.format("a", "x") + END, "title is not a text"),
            ("format = 1\ntitle = 'x'\n" + SAY.format("a", "x") + END, "about is missing"),
        ],
    )
    def test_what_cannot_be_read_says_so(self, text: str, said: str) -> None:
        with pytest.raises(ScriptError, match=said):
            parse("test", {"en": text})

    def test_a_source_is_needed(self) -> None:
        with pytest.raises(ScriptError, match="the English source is missing"):
            parse("test", {"es": HEAD})

    def test_the_name_is_plain(self) -> None:
        with pytest.raises(ScriptError, match="its name is not"):
            parse("Test 1", {"en": HEAD + SAY.format("a", "x") + END})

    def test_the_version_is_of_source_and_translations(self) -> None:
        source = SAY.format("a", "x") + END
        spanish = '[steps.a]\nsay = "{}"\n'
        versions = {
            made(source).version,
            made(source, es=spanish.format("y")).version,
            made(source, es=spanish.format("z")).version,
        }
        assert len(versions) == 3
        assert all(len(version) == 16 for version in versions)
        assert made(source).version == made(source).version
