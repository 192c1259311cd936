from __future__ import annotations

from datetime import date

from bot.interview.conversation import Memory, Then
from bot.interview.terms import Kind
from bot.interview.turn import Labels
from bot.interview.walk import HEARD
from tests.samples import GOAL, LISTEN, RULER
from tests.scripts import begun, lines, made, tapped, typed

PAIR = """
[steps.one]
skill = "open question"
ask   = "One?"
open  = true
[steps.two]
skill = "open question"
ask   = "Two?"
open  = true
[steps.both]
skill = "complex reflection"
say   = "“{one}” and “{two}”."
next  = "end"
"""


class TestSay:
    def test_it_is_left_out_when_a_slot_is_empty(self) -> None:
        script = made(LISTEN)
        assert lines(tapped(script, begun(script), "skip")) == ["more.ask"]

    def test_it_is_left_out_when_the_words_are_too_long_to_repeat(self) -> None:
        script = made(LISTEN)
        thanks, question = lines(typed(script, begun(script), "x" * 281))
        assert (thanks in HEARD, question) == (True, "more.ask")
        assert len(typed(script, begun(script), "x" * 280).lines) == 2

    def test_what_was_just_written_is_said_back_where_more_would_be_too_long(self) -> None:
        script = made(PAIR)
        told = typed(script, typed(script, begun(script), "x" * 281), "short")
        assert [(line.id, line.slots) for line in told.lines] == [
            ("quote.words", {"words": "short"}),
        ]

    def test_what_was_said_rests(self) -> None:
        script = made(LISTEN)
        for seed in range(8):
            first = typed(script, begun(script, Memory(seed=seed)), "one")
            memory = Memory(resting=frozenset(first.said), seed=seed)
            second = typed(script, begun(script, memory), "one")
            assert {*first.said, *second.said} == {"test/back.say.1", "test/back.say.2"}

    def test_when_all_rest_it_is_left_out(self) -> None:
        script = made(LISTEN)
        memory = Memory(resting=frozenset({"test/back.say.1", "test/back.say.2"}))
        assert lines(typed(script, begun(script, memory), "one")) == ["more.ask"]

    def test_structural_lines_never_rest(self) -> None:
        script = made(RULER)
        turn = tapped(script, begun(script, Memory(resting=frozenset({"test/zero.say.1"}))), "0")
        assert (lines(turn), turn.said) == (["zero.say.1"], ())

    def test_the_newest_number_stands_beside_the_one_of_then(self) -> None:
        script = made(
            '[steps.a]\nskill="structure"\nnext="end"\n'
            'say="{then.craving} on {then.craving.on}, {now.craving}"\n'
        )
        then = Then(4, date(2026, 4, 12))
        turn = begun(script, Memory(ratings={"craving": (4, 5, 6)}, then={"craving": then}))
        slots = {"then.craving": 4, "then.craving.on": then.on, "now.craving": 6}
        assert turn.lines[0].slots == slots
        assert not begun(script, Memory(then={"craving": then})).lines

    def test_a_choice_fills_a_slot_with_its_label(self) -> None:
        script = made(
            '[steps.a]\nskill="structure"\nask="?"\nchoices={y="Yes"}\n'
            '[steps.b]\nskill="summary"\nquote="goal"\notherwise="end"\nsay="{a}."\nnext="end"\n'
        )
        turn = tapped(script, begun(script, Memory(words={Kind.GOAL: GOAL})), "y")
        assert turn.lines[0].slots == {"a": Labels("a", ("y",))}
        assert turn.lines[0].quoted == GOAL
