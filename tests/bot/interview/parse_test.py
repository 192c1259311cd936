from __future__ import annotations

import pytest

from bot.errors import ScriptError
from bot.interview.parse import parse
from tests.scripts import HEAD, made

SAY = '[steps.{}]\nskill = "structure"\nsay = "{}"\n'
END = 'next = "end"\n'
ASK = '[steps.{}]\nskill = "open question"\nask = "{}"\nopen = true\n'


def problems(steps: str, head: str = "", **translations: str) -> tuple[str, ...]:
    with pytest.raises(ScriptError) as caught:
        made(steps, head, **translations)
    return caught.value.problems


def _fine(steps: str, head: str = "") -> bool:
    return bool(made(steps, head).steps)


def step(body: str) -> str:
    return f'[steps.a]\nskill = "structure"\n{body}\n'


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
            "4, step a: skill 'opne question' is not known; did you mean 'open question'?",
            "4, step a: the key 'keep' means nothing here; did you mean 'keeps'?",
            "4, step a: it leads to 'ennd', and there is no such step; did you mean 'end'?",
            "4, step a: nothing fills {b}",
            "10, step b: say.1 is longer than the 4096 a message holds",
            "13, step c: it asks, and offers none of: scale, choices, pick, open",
            '15, step d: it is the last step and does not say where it leads: write next = "end"',
            "15, step d: say.1 has a brace without its other half",
            "15, step d: nothing fills {nobody}",
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
            ('ask = "?"\npick = { a = "x" }\nat_least = 2', "at_least is not a whole number"),
            ('ask = "?"\npick = { a = "x" }\nat_most = true', "at_most is not a whole number"),
            ('pause = "soon"', "no time like 90s"),
            ('pause = "99d"', "no time like 90s"),
            ('fork = "b"\nnext = { x = "end" }', "neither a question"),
            ('say = "a\\u0000b"', "holds a control character"),
        ],
    )
    def test_what_is_wrong_with_one_is_said(self, body: str, said: str) -> None:
        head = "[steps.a]\n" if body.startswith(("pause", "fork")) else step("")
        found = problems(head + body + "\n" + SAY.format("z", "end") + END)
        assert any(said in problem for problem in found), found

    @pytest.mark.parametrize("name", ["A", "end", "skip", "profile", "a" * 21, '"a.b"', "words"])
    def test_some_names_are_taken(self, name: str) -> None:
        found = problems(SAY.format(name, "x") + END, 'given = ["words"]\n')
        assert any("it needs another name" in problem for problem in found)


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
        assert "neither a question" in problems(ruler + fork)[0]
        assert _fine(ruler.replace("[0, 4]", '[0, 4]\nmeasures = "craving"') + fork)

    def test_a_fork_on_any_question(self) -> None:
        for body, case in (
            ("scale = [0, 2]", '"0-2"'),
            ('choices = { x = "X" }', "x"),
            ('pick = { x = "X" }', "x"),
            ("open = true", "skip"),
        ):
            fork = f'[steps.b]\nfork = "a"\nnext = {{ {case} = "end", else = "end" }}\n'
            assert _fine(step(f'ask = "?"\n{body}') + fork)


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


class TestTheWayThrough:
    def test_every_step_is_reached(self) -> None:
        found = problems(SAY.format("a", "x") + END + SAY.format("b", "y") + END)
        assert found == ("test.toml, line 8, step b: no way leads here",)

    def test_there_is_always_an_end(self) -> None:
        found = problems(ASK.format("a", "?") + ASK.format("b", "?") + 'next = "a"\n')
        assert found == tuple(
            f"test.toml, line {line}, step {name}: no way leads from here to the end"
            for line, name in ((4, "a"), (8, "b"))
        )

    def test_nothing_goes_round_in_silence(self) -> None:
        found = problems(
            ASK.format("a", "?")
            + 'next = { skip = "end" }\n'
            + SAY.format("b", "x")
            + 'next = "c"\n'
            + SAY.format("c", "x")
            + 'quote = "goal"\notherwise = "end"\nnext = "b"\n'
        )
        assert len(found) == 1
        assert found[0].endswith("would go on for ever: b → c → b")

    def test_a_question_that_may_be_passed_over_stops_no_circle(self) -> None:
        found = problems(
            ASK.format("a", "?")
            + 'quote = "goal"\notherwise = "b"\nnext = "end"\n'
            + SAY.format("b", "x")
            + 'next = "a"\n'
        )
        assert "a → b → a" in found[0]

    def test_a_circle_through_a_question_or_a_pause_is_fine(self) -> None:
        assert _fine(
            ASK.format("a", "?")
            + 'next = { skip = "end" }\n'
            + '[steps.b]\npause = "1d"\nnext = "a"\n'
        )

    def test_a_step_that_cannot_be_read_hides_no_way(self) -> None:
        found = problems(
            SAY.format("a", "x") + 'next = "b"\n[steps.b]\nsya = "x"\n' + SAY.format("c", "x") + END
        )
        assert len(found) == 1


class TestSlots:
    def test_a_question_is_sure_of_its_slots(self) -> None:
        found = problems(ASK.format("a", "?") + ASK.format("b", "“{a}”?") + END)
        assert found == ("test.toml, line 8, step b: {a} may be empty when this is asked",)

    def test_a_line_that_may_be_left_out_need_not_be(self) -> None:
        assert _fine(ASK.format("a", "?") + SAY.format("b", "“{a}”") + END)

    def test_skipping_elsewhere_makes_sure(self) -> None:
        assert _fine(
            ASK.format("a", "?") + 'next = { skip = "end" }\n' + ASK.format("b", "“{a}”?") + END
        )

    def test_all_ways_count(self) -> None:
        found = problems(
            step(
                'ask = "?"\nchoices = { x = "X", y = "Y" }\n'
                'next = { x = "b", y = "c", skip = "end" }'
            )
            + ASK.format("b", "?")
            + 'next = { skip = "end" }\n'
            + ASK.format("c", "{a} {b}?")
            + END
        )
        assert found == ("test.toml, line 14, step c: {b} may be empty when this is asked",)

    def test_the_rating_before_is_there_once_a_fork_has_seen_it(self) -> None:
        ruler = step('ask = "?"\nscale = [0, 9]\nmeasures = "craving"\nnext = %s')
        asked = ASK.format("c", "{a.before}, and {a.lower}?") + END
        fork = (
            '[steps.b]\nfork = "a.move"\n'
            'next = { first = "end", up = "c", down = "c", same = "c", third = "c" }\n'
        )
        assert _fine(ruler % '{ skip = "end" }' + fork + asked)
        bare = problems(ruler % '{ skip = "end" }' + asked)
        assert "{a.before} may be empty" in bare[0]
        unsure = problems(ruler % '"b"' + fork.replace("first", 'skip = "c", first') + asked)
        assert unsure == (
            "test.toml, line 13, step c: {a.before} may be empty when this is asked",
            "test.toml, line 13, step c: {a.lower} may be empty when this is asked",
        )

    def test_a_fork_on_an_answer_makes_sure(self) -> None:
        choice = step('ask = "?"\nchoices = { x = "X", y = "Y" }')
        fork = '[steps.b]\nfork = "a"\nnext = { x = "c", y = "c", skip = "end" }\n'
        assert _fine(choice + fork + ASK.format("c", "{a}?") + END)

    def test_an_exempt_question_is_never_skipped(self) -> None:
        choice = step('ask = "?"\nchoices = { x = "X", y = "Y" }')
        assert _fine(choice + ASK.format("b", "{a}?") + END, "exempt = true\n")

    def test_profile_words_need_a_default(self) -> None:
        assert _fine(ASK.format("a", "{profile.thing}?") + END)
        assert (
            "nothing fills {profile.thin}" in problems(ASK.format("a", "{profile.thin}?") + END)[0]
        )

    @pytest.mark.parametrize("slot", ["", "a b", "A", "a.lower", "a.before", "0"])
    def test_unknown_ones_are_named(self, slot: str) -> None:
        found = problems(ASK.format("a", "?") + SAY.format("b", f"{{{slot}}}") + END)
        assert f"nothing fills {{{slot}}}" in found[0]


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
            ": the key 'listed' means nothing here",
            ", line 5, step a: the key 'skill' means nothing here",
            ", line 5, step a: choice.y is not translated",
            ", line 5, step a: choice.z is not in the source",
            ", line 9, step b: say.1 has other slots than the source",
            ", line 9, step b: say.2 is not in the source",
            ", line 11, step c: the source has no such step",
        ]

    def test_a_step_without_words_may_stand_in_them_empty(self) -> None:
        silent = '[steps.c]\npause = "5m"\nnext = "end"\n'
        source = self.SOURCE.replace('next = "end"', "") + silent
        spanish = '[steps.a]\nask = "¿O?"\nchoices = { x = "X", y = "I" }\n[steps.b]\nsay = "{a}"\n'
        assert made(source, es=spanish + "[steps.c]\n").words["es"]["b.say.1"] == "{a}"

    def test_one_that_cannot_be_read_is_a_problem(self) -> None:
        assert "this is not TOML" in problems(self.SOURCE, es="[[")[0]


class TestWhatIsHeard:
    def test_it_is_every_label_in_every_language(self) -> None:
        script = made(
            step(
                'ask = "?"\nnext = "end"\n'
                'choices = { once = "Once", both = "No", eleven = "Eleven" }'
            ),
            es='[steps.a]\nask = "¿?"\n'
            'choices = { once = "Una vez", both = "No", eleven = "Once" }\n',
        )
        heard = script.heard["a"]
        assert heard["una vez"] == "once"
        assert heard["no"] == "both"
        assert heard["saltar"] == "skip"
        assert "once" not in heard

    def test_a_label_that_is_a_number_has_its_names(self) -> None:
        script = made(step('ask = "?"\nchoices = { a = "7", b = "8" }\nnext = "end"'))
        assert script.heard["a"]["siete"] == "a"
        assert script.heard["a"]["about 8"] == "b"
