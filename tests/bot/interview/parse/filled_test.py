from __future__ import annotations

import pytest

from tests.flawed import ASK, END, SAY, fine, problems, step


class TestSlots:
    def test_a_question_is_sure_of_its_slots(self) -> None:
        found = problems(ASK.format("a", "?") + ASK.format("b", "“{a}”?") + END)
        assert found == ("test.toml, line 8, step b: {a} may be empty when this is asked",)

    def test_a_line_that_may_be_left_out_need_not_be(self) -> None:
        assert fine(ASK.format("a", "?") + SAY.format("b", "“{a}”") + END)

    def test_skipping_elsewhere_makes_sure(self) -> None:
        assert fine(
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
        assert fine(ruler % '{ skip = "end" }' + fork + asked)
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
        assert fine(choice + fork + ASK.format("c", "{a}?") + END)

    def test_an_exempt_question_is_never_skipped(self) -> None:
        choice = step('ask = "?"\nchoices = { x = "X", y = "Y" }')
        assert fine(choice + ASK.format("b", "{a}?") + END, "exempt = true\n")

    def test_profile_words_need_a_default(self) -> None:
        assert fine(ASK.format("a", "{profile.thing}?") + END)
        assert (
            "nothing fills {profile.thin}" in problems(ASK.format("a", "{profile.thin}?") + END)[0]
        )

    @pytest.mark.parametrize("slot", ["", "a b", "A", "a.lower", "a.before", "0"])
    def test_unknown_ones_are_named(self, slot: str) -> None:
        found = problems(ASK.format("a", "?") + SAY.format("b", f"{{{slot}}}") + END)
        assert f"nothing fills {{{slot}}}" in found[0]


class TestWhatForksMakeSure:
    def test_words_at_hand(self) -> None:
        fork = '[steps.f]\nfork = "words.support"\nnext = { some = "c", none = "end" }\n'
        asked = ASK.format("c", "{words.support}?") + END
        assert fine(fork + asked)
        assert problems(asked)[0].endswith("{words.support} may be empty when this is asked")
        assert (
            "nothing fills {words.people}" in problems(ASK.format("c", "{words.people}") + END)[0]
        )

    def test_a_number_of_then_and_the_one_now(self) -> None:
        ways = 'up = "c", down = "c", same = "c", none = "end"'
        fork = f'[steps.f]\nfork = "then.craving"\nnext = {{ {ways} }}\n'
        asked = ASK.format("c", "{then.craving} on {then.craving.on}, now {now.craving}?") + END
        assert fine(fork + asked)
        assert len(problems(asked)) == 3
        unsure = fork.replace('none = "end"', 'none = "c"')
        assert len(problems(unsure + asked)) == 3

    def test_an_open_question_that_was_not_skipped(self) -> None:
        fork = '[steps.f]\nfork = "a"\nnext = { skip = "end", else = "c" }\n'
        assert fine(ASK.format("a", "?") + fork + ASK.format("c", "{a}?") + END)

    def test_two_rulers_that_were_both_answered(self) -> None:
        rulers = step('ask = "?"\nscale = [0, 9]') + step('ask = "?"\nscale = [0, 9]').replace(
            "steps.a", "steps.b"
        )
        ways = 'up = "c", down = "c", same = "c", skip = "end"'
        fork = f'[steps.f]\nfork = "b.from.a"\nnext = {{ {ways} }}\n'
        assert fine(rulers + fork + ASK.format("c", "{a}, {b}?") + END)
        unsure = fork.replace('skip = "end"', 'skip = "c"')
        assert len(problems(rulers + unsure + ASK.format("c", "{a}, {b}?") + END)) == 2

    def test_how_many_parts_are_there_is_always_known(self) -> None:
        assert fine(ASK.format("a", "{earlier.count}?") + END)


class TestAnswersBeside:
    RULER = 'ask = "?"\nscale = [0, 9]\nbeside = { used = "Used" }\nnext = { %s, skip = "end" }'

    def test_they_leave_the_number_empty(self) -> None:
        asked = ASK.format("c", "{a}, {a.lower}?") + END
        assert fine(step(self.RULER % '0-9 = "c", used = "end"') + asked)
        assert fine(step(self.RULER % 'used = "end", else = "c"') + asked)
        assert len(problems(step(self.RULER % '0-9 = "c", used = "c"') + asked)) == 2
        assert len(problems(step(self.RULER % '0-4 = "c", else = "c"') + asked)) == 2

    def test_a_fork_tells_them_apart(self) -> None:
        ruler = step(self.RULER % '0-9 = "f", used = "f"')
        asked = ASK.format("c", "{a}?") + END
        fork = '[steps.f]\nfork = "a"\nnext = { 0-9 = "c", used = %s, skip = "end" }\n'
        assert fine(ruler + fork % '"end"' + asked)
        assert len(problems(ruler + fork % '"c"' + asked)) == 1


class TestAmong:
    CARDS = step('ask = "?"\npick = { x = "X", y = "Y" }\nnext = { skip = %s, else = "b" }')
    FIRST = '[steps.b]\nskill = "structure"\nask = "?"\namong = "a"\n'

    def test_something_must_have_been_picked(self) -> None:
        assert fine(self.CARDS % '"end"' + self.FIRST + END)
        found = problems(self.CARDS % '"b"' + self.FIRST + END)
        says = "step b: among: nothing may have been picked at a when this is asked"
        assert [problem.endswith(says) for problem in found] == [True]

    def test_where_nothing_is_skipped_one_at_least_is_something(self) -> None:
        cards = step('ask = "?"\npick = { x = "X" }\nat_least = 1')
        assert fine(cards + self.FIRST + END, "exempt = true\n")
        unsure = cards.replace("at_least = 1\n", "")
        assert (
            "nothing may have been picked"
            in problems(unsure + self.FIRST + END, "exempt = true\n")[0]
        )

    def test_it_may_have_been_picked_in_another_sitting(self) -> None:
        fork = '[steps.f]\nfork = "earlier.a"\nnext = { given = "b", open = "a" }\n'
        assert fine(fork + self.CARDS % '"end"' + self.FIRST + END)
