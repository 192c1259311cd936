"""Forks on what was known when a conversation began, and on how two numbers stand."""

from __future__ import annotations

from datetime import date

import pytest

from bot.interview.conversation import Memory, Recalled, Then, WordsId
from bot.interview.phrases import packaged
from bot.interview.render import render
from bot.interview.terms import Kind
from tests.scripts import begun, lines, made, tapped, typed

ON = date(2026, 5, 3)
SAYS = '[steps.{0}]\nskill = "structure"\nsay = "{0}"\nnext = "end"\n'
TWO = """
[steps.first]
skill = "structure"
ask = "?"
scale = [0, 10]
measures = "craving"
[steps.later]
skill = "structure"
ask = "?"
scale = [0, 10]
measures = "craving"
"""
WANT = '[steps.{}]\nskill = "open question"\nask = "?"\nopen = true\nkeeps = "{}"\n'


def words(text: str) -> Recalled:
    return Recalled(WordsId("1" * 32), text, ON)


def forked(on: str, memory: Memory, *cases: str, before: str = "") -> str:
    """Give the name of the case that a fork takes."""
    ways = ", ".join(f'{case} = "{case}"' for case in cases)
    fork = f'[steps.fork]\nfork = "{on}"\nnext = {{ {ways} }}\n'
    script = made(fork + "".join(map(SAYS.format, cases)) + before)
    return lines(begun(script, memory))[0].partition(".")[0]


class TestForks:
    @pytest.mark.parametrize(
        ("memory", "case"),
        [
            (Memory(), "none"),
            (Memory(words={Kind.SUPPORT: words("Ann")}), "some"),
            (Memory(several={Kind.SUPPORT: (words("Ann"),)}), "some"),
            (Memory(words={Kind.GOAL: words("Ann")}), "none"),
        ],
    )
    def test_on_words_at_hand(self, memory: Memory, case: str) -> None:
        assert forked("words.support", memory, "some", "none") == case

    @pytest.mark.parametrize(("goals", "case"), [(0, "none"), (1, "one"), (2, "several")])
    def test_on_how_many_goals(self, goals: int, case: str) -> None:
        assert forked("goals", Memory(goals=goals), "none", "one", "several") == case

    @pytest.mark.parametrize("shows", ["goal", "plan", "number", ""])
    def test_on_what_the_mirror_shows(self, shows: str) -> None:
        cases = ("goal", "reason", "value", "strength", "plan", "number", "nothing")
        assert forked("mirrors", Memory(mirrors=shows), *cases) == (shows or "nothing")

    @pytest.mark.parametrize(
        ("past", "then", "case"),
        [
            ((4,), 4, "same"),
            ((9, 5), 4, "up"),
            ((9, 3), 4, "down"),
            ((), 4, "none"),
            ((4,), None, "none"),
        ],
    )
    def test_on_a_number_of_then(self, past: tuple[int, ...], then: int | None, case: str) -> None:
        thens = {} if then is None else {"craving": Then(then, ON)}
        memory = Memory(ratings={"craving": past}, then=thens)
        assert forked("then.craving", memory, "up", "down", "same", "none") == case

    def test_the_newest_number_is_todays(self) -> None:
        fork = '[steps.f]\nfork = "then.craving"\nnext = { up = "up", else = "end" }\n'
        script = made(TWO + fork + SAYS.format("up"))
        memory = Memory(ratings={"craving": (9,)}, then={"craving": Then(4, ON)})
        once = tapped(script, begun(script, memory), "2")
        assert lines(tapped(script, once, "5")) == ["up.say.1"]
        assert lines(tapped(script, once, "4")) == []
        # What was skipped leaves the one before as the newest.
        assert lines(tapped(script, tapped(script, begun(script, memory), "8"), "skip"))

    @pytest.mark.parametrize(
        ("first", "later", "case"),
        [("3", "5", "up"), ("5", "3", "down"), ("4", "4", "same"), ("4", "skip", "skip")],
    )
    def test_on_two_rulers(self, first: str, later: str, case: str) -> None:
        cases = ("up", "down", "same", "missing")
        ways = 'up = "up", down = "down", same = "same", skip = "missing"'
        fork = f'[steps.f]\nfork = "later.from.first"\nnext = {{ {ways} }}\n'
        script = made(TWO + fork + "".join(map(SAYS.format, cases)))
        turn = tapped(script, tapped(script, begun(script), first), later)
        assert lines(turn) == [f"{'missing' if case == 'skip' else case}.say.1"]

    def test_on_what_was_given_earlier(self) -> None:
        want = WANT.format("want", "step") + 'next = "end"\n'
        fork = '[steps.f]\nfork = "earlier.want"\nnext = { given = "given", open = "want" }\n'
        script = made(fork + SAYS.format("given") + want)
        assert lines(begun(script)) == ["want.ask"]
        assert lines(begun(script, Memory(earlier=frozenset({"want"})))) == ["given.say.1"]

    @pytest.mark.parametrize(
        ("said", "says"),
        [("for the kids", "2 of 2\n\nall"), ("kids", "1 of 2"), ("skip", "1 of 2")],
    )
    def test_on_all_parts_being_there_by_now(self, said: str, says: str) -> None:
        script = made(
            '[steps.has]\nfork = "earlier.want"\nnext = { given = "why", open = "want" }\n'
            + WANT.format("want", "step")
            + WANT.format("why", "reason")
            + '[steps.so-far]\nskill = "structure"\nsay = "{earlier.count} of 2"\n'
            + '[steps.f]\nfork = "earlier.all"\nnext = { given = "all", open = "end" }\n'
            + SAYS.format("all")
        )
        # One word alone is too thin to be kept as a reason.
        turn = typed(script, begun(script, Memory(earlier=frozenset({"want"}))), said)
        assert render(turn.lines, turn.options, script, packaged(), "en").text == says
