"""Picking among what was picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.conversation import Memory
from bot.interview.phrases import packaged
from bot.interview.render import render, spoken
from bot.interview.terms import Kind
from bot.interview.turn import WordsKept
from tests.scripts import begun, lines, made, offered, tapped, typed

if TYPE_CHECKING:
    from bot.interview.script import Script
    from bot.interview.turn import Turn

CARDS = """
[steps.cards]
skill = "structure"
ask = "Which?"
pick = { a = "Art", b = "Bread", c = "Cats", d = "Dogs" }
at_least = 1
next = { skip = "end", else = "first" }
[steps.first]
skill = "structure"
ask = "Which first?"
among = "cards"
at_least = 3
at_most = 3
page = 2
keeps = "value"
next = { skip = "end", else = "one" }
[steps.one]
skill = "structure"
ask = "{first}: which one?"
among = "first"
at_most = 1
next = "end"
"""


def picked(script: Script, *options: str) -> Turn:
    turn = begun(script)
    for option in options:
        turn = tapped(script, turn, option)
    return tapped(script, turn, "-done")


class TestAmong:
    def test_what_was_picked_is_offered_with_its_labels(self) -> None:
        script = made(CARDS)
        turn = picked(script, "a", "b", "d")
        assert lines(turn) == ["first.ask"]
        shown = render(turn.lines, turn.options, script, packaged(), "en")
        assert [label for row in shown.rows[:1] for label, _ in row] == ["Art", "Bread"]
        assert offered(tapped(script, turn, "-more"))[0] == ["d"]

    def test_no_more_must_be_picked_than_there_are(self) -> None:
        script = made(CARDS)
        turn = tapped(script, tapped(script, picked(script, "a", "b"), "b"), "a")
        assert offered(turn)[1] == ["-done"]
        done = tapped(script, turn, "-done")
        values = [WordsKept("first", Kind.VALUE, "", worth_seeing=True, options=(o,)) for o in "ab"]
        assert list(done.kept) == values
        assert [spoken(one, script, packaged(), "en") for one in values] == ["Art", "Bread"]

    def test_what_was_not_picked_is_no_answer(self) -> None:
        script = made(CARDS)
        turn = typed(script, picked(script, "a", "b"), "cats")
        assert lines(turn) == ["unclear"]

    def test_one_of_some_of_many(self) -> None:
        script = made(CARDS)
        turn = picked(script, "a", "b")
        for option in ("a", "b", "-done"):
            turn = tapped(script, turn, option)
        text = render(turn.lines, turn.options, script, packaged(), "en").text
        assert text == "Art and Bread: which one?"
        assert offered(turn)[0] == ["a", "b"]

    def test_what_was_picked_in_another_sitting_will_do(self) -> None:
        fork = '[steps.has]\nfork = "earlier.cards"\nnext = { given = "first", open = "cards" }\n'
        script = made(fork + CARDS)
        turn = begun(script, Memory(picked={"cards": ("c", "d")}))
        assert offered(turn)[0] == ["c", "d"]
