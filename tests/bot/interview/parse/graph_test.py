from __future__ import annotations

from tests.flawed import ASK, END, SAY, fine, problems


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

    def test_a_circle_through_a_question_or_a_pause_isfine(self) -> None:
        assert fine(
            ASK.format("a", "?")
            + 'next = { skip = "end" }\n'
            + '[steps.b]\npause = "1d"\nnext = "a"\n'
        )

    def test_a_step_that_cannot_be_read_hides_no_way(self) -> None:
        found = problems(
            SAY.format("a", "x") + 'next = "b"\n[steps.b]\nsya = "x"\n' + SAY.format("c", "x") + END
        )
        assert len(found) == 1
