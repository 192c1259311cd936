from __future__ import annotations

import pytest

from tests.faults import ASK, END, SAY, fine, problems, step


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
