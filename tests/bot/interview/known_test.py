"""What was known when a conversation began: forks on it, lines that hold it, quotes of it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.interview.conversation import Memory, Recalled, Status, Then, WordsId
from bot.interview.phrases import packaged
from bot.interview.render import render
from bot.interview.script import Effect, Kind
from bot.interview.turn import Acted
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


def words(text: str, id_: str = "1", cue: str = "") -> Recalled:
    return Recalled(WordsId(id_ * 32), text, ON, cue)


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


class TestLines:
    def test_words_at_hand_are_listed_the_newest_three(self) -> None:
        script = made('[steps.a]\nskill = "structure"\nsay = "{words.support}."\nnext = "end"\n')
        people = tuple(words(name) for name in ("Ann", "Bo", "Cy", "Di"))
        turn = begun(script, Memory(several={Kind.SUPPORT: people}))
        for locale, said in (("en", "“Bo”, “Cy” and “Di”."), ("es", "“Bo”, “Cy” y “Di”.")):
            assert render(turn.lines, (), script, packaged(), locale).text == said
        assert lines(begun(script)) == []

    def test_as_many_as_have_room(self) -> None:
        script = made('[steps.a]\nskill = "structure"\nsay = "{words.support}"\nnext = "end"\n')
        people = tuple(words(name * 150) for name in "abc")
        turn = begun(script, Memory(several={Kind.SUPPORT: people}))
        assert render(turn.lines, (), script, packaged(), "en").text == f"“{'c' * 150}”"

    def test_the_only_words_there_are_will_do(self) -> None:
        script = made('[steps.a]\nskill = "structure"\nsay = "{words.support}"\nnext = "end"\n')
        turn = begun(script, Memory(words={Kind.SUPPORT: words("Ann")}))
        assert render(turn.lines, (), script, packaged(), "en").text == "“Ann”"

    def test_a_number_of_then_has_its_date(self) -> None:
        says = "{then.craving} on {then.craving.on}"
        script = made(f'[steps.a]\nskill = "structure"\nsay = "{says}"\nnext = "end"\n')
        turn = begun(script, Memory(then={"craving": Then(4, ON)}))
        assert render(turn.lines, (), script, packaged(), "en", ON).text == "4 on May 3"


QUOTES = """
[steps.a]
skill = "structure"
quote = "{}"
otherwise = "none"
ask = "Still?"
choices = {{ yes = "Yes" }}
acts = {{ yes = "still" }}
next = "end"
[steps.none]
skill = "structure"
say = "None."
next = "end"
"""


class TestQuotes:
    def test_a_plan_is_quoted_whole(self) -> None:
        script = made(QUOTES.format("plan"))
        plan = words("I call Dee", cue="it's Friday")
        turn = begun(script, Memory(words={Kind.PLAN: plan}))
        said = render(turn.lines, (), script, packaged(), "en", ON).text
        assert said.startswith("On May 3 you planned: if “it's Friday”, then “I call Dee”.")
        said = render(turn.lines, (), script, packaged(), "es", ON).text
        assert said.startswith("El 3 de mayo planeaste: si “it's Friday”, entonces “I call Dee”.")

    def test_a_check_in_about_a_goal_quotes_that_goal(self) -> None:
        script = made(QUOTES.format("goal"), "goal = true\n")
        other, goal = words("another", "1"), words("this one", "2")
        turn = begun(script, Memory(words={Kind.GOAL: other}, about=goal, goal=goal.id))
        assert turn.lines[0].quoted == goal
        assert tapped(script, turn, "yes").kept == (Acted(Effect.STILL, words=goal.id),)

    def test_where_that_goal_may_not_be_mirrored_no_other_is(self) -> None:
        script = made(QUOTES.format("goal"), "goal = true\n")
        memory = Memory(words={Kind.GOAL: words("another")}, goal=WordsId("2" * 32))
        assert lines(begun(script, memory)) == ["none.say.1"]

    def test_about_no_goal_in_particular_any_will_do(self) -> None:
        script = made(QUOTES.format("goal"), "goal = true\n")
        goal = words("a goal")
        assert begun(script, Memory(words={Kind.GOAL: goal})).lines[0].quoted == goal

    def test_elsewhere_the_goal_of_the_mirror_is_quoted(self) -> None:
        script = made(QUOTES.format("goal"))
        other, goal = words("another", "1"), words("this one", "2")
        turn = begun(script, Memory(words={Kind.GOAL: other}, about=goal))
        assert turn.lines[0].quoted == other


class TestGo:
    def test_it_ends_one_check_in_for_another(self) -> None:
        script = made(
            '[steps.a]\nskill = "structure"\nask = "?"\nchoices = { used = "Used" }\n'
            '[steps.b]\nskill = "structure"\nsay = "Right."\n[steps.to-slip]\ngo = "slip"\n'
        )
        turn = tapped(script, begun(script), "used")
        assert (lines(turn), turn.goes, turn.options) == (["b.say.1"], "slip", ())
        assert turn.conversation.status is Status.DONE

    def test_nothing_else_goes_anywhere(self) -> None:
        script = made(TWO + 'next = "end"\n')
        assert tapped(script, tapped(script, begun(script), "1"), "2").goes is None


def test_what_is_said_on_demand_rests_not() -> None:
    says = '[steps.a]\nskill = "affirmation"\nsay = "You came."\nnext = "end"\n'
    resting = Memory(resting=frozenset({"test/a.say.1"}))
    for head, said, again in (("on_demand = true\n", (), 1), ("", ("test/a.say.1",), 0)):
        script = made(says, head)
        assert begun(script).said == said
        assert len(begun(script, resting).lines) == again
