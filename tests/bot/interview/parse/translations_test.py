from __future__ import annotations

from tests.flawed import END, SAY, problems, step
from tests.scripts import made


class TestTranslations:
    SOURCE = (
        step('ask = "{b} or?"\nchoices = { x = "X", y = "Y" }').replace("{b} ", "")
        + SAY.format("b", "“{a}”")
        + END
    )

    def test_they_repeat_ids_and_words(self) -> None:
        script = made(
            self.SOURCE,
            es='[steps.a]\nask = "¿O?"\nchoices = { x = "X", y = "I griega" }\n'
            '[steps.b]\nsay = "«{a}»"\n',
        )
        assert script.words["es"]["a.choice.y"] == "I griega"
        assert script.words["es"].keys() == script.words["en"].keys()

    def test_what_is_missing_or_too_much_is_said(self) -> None:
        found = problems(
            self.SOURCE,
            es='format = 1\nlisted = true\n[steps.a]\nask = "¿O?"\nskill = "structure"\n'
            'choices = { x = "X", z = "Z" }\n'
            '[steps.b]\nsay = ["«a»", "dos"]\n[steps.c]\nsay = "¿Quién?"\n',
        )
        assert [problem.removeprefix("test.es.toml") for problem in found] == [
            ", line 4: the key 'listed' means nothing here",
            ", line 5, step a: choice.y is not translated",
            ", line 5, step a: choice.z is not in the source",
            ", line 7, step a: the key 'skill' means nothing here",
            ", line 10, step b: say.1 has other slots than the source",
            ", line 10, step b: say.2 is not in the source",
            ", line 11, step c: the source has no such step",
        ]

    def test_a_step_without_words_may_stand_in_them_empty(self) -> None:
        silent = '[steps.c]\npause = "5m"\nnext = "end"\n'
        source = self.SOURCE.replace('next = "end"', "") + silent
        spanish = '[steps.a]\nask = "¿O?"\nchoices = { x = "X", y = "I" }\n[steps.b]\nsay = "{a}"\n'
        assert made(source, es=spanish + "[steps.c]\n").words["es"]["b.say.1"] == "{a}"

    def test_one_that_cannot_be_read_is_a_problem(self) -> None:
        assert "this is not TOML" in problems(self.SOURCE, es="[[")[0]
