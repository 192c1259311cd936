"""What was known when a conversation began: lines that hold it, quotes of it; and what follows."""

from __future__ import annotations

from datetime import date

from bot.interview.conversation import Memory, Recalled, Status, Then, WordsId
from bot.interview.phrases import packaged
from bot.interview.render import render
from bot.interview.terms import Effect, Kind
from bot.interview.turn import Acted, mirrored
from tests.scripts import begun, lines, made, tapped

ON = date(2026, 5, 3)


def words(text: str, id_: str = "1", cue: str = "") -> Recalled:
    return Recalled(WordsId(id_ * 32), text, ON, cue)


class TestLines:
    def test_words_at_hand_are_listed_the_newest_three(self) -> None:
        script = made('[steps.a]\nskill = "structure"\nsay = "{words.support}."\nnext = "end"\n')
        people = tuple(words(name) for name in ("Ann", "Bo", "Cy", "Di"))
        turn = begun(script, Memory(several={Kind.SUPPORT: people}))
        for locale, said in (
            ("en", "“Bo” (May 3), “Cy” (May 3) and “Di” (May 3)."),
            ("es", "“Bo” (3 de mayo), “Cy” (3 de mayo) y “Di” (3 de mayo)."),
        ):
            assert render(turn.lines, (), script, packaged(), locale).text == said
        assert lines(begun(script)) == []

    def test_as_many_as_have_room(self) -> None:
        script = made('[steps.a]\nskill = "structure"\nsay = "{words.support}"\nnext = "end"\n')
        people = tuple(words(name * 150) for name in "abc")
        turn = begun(script, Memory(several={Kind.SUPPORT: people}))
        assert render(turn.lines, (), script, packaged(), "en").text == f"“{'c' * 150}” (May 3)"

    def test_the_only_words_there_are_will_do(self) -> None:
        script = made('[steps.a]\nskill = "structure"\nsay = "{words.support}"\nnext = "end"\n')
        turn = begun(script, Memory(words={Kind.SUPPORT: words("Ann")}))
        assert render(turn.lines, (), script, packaged(), "en").text == "“Ann” (May 3)"

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
        script = made(QUOTES.format("goal"))
        assert begun(script).goes is None


def test_what_is_said_on_demand_rests_not() -> None:
    says = '[steps.a]\nskill = "affirmation"\nsay = "You came."\nnext = "end"\n'
    resting = Memory(resting=frozenset({"test/a.say.1"}))
    for head, said, again in (("on_demand = true\n", (), 1), ("", ("test/a.say.1",), 0)):
        script = made(says, head)
        assert begun(script).said == said
        assert len(begun(script, resting).lines) == again


def test_what_is_listed_counts_as_shown_like_what_is_quoted() -> None:
    script = made(QUOTES.format("goal").replace("None.", "{words.support}."))
    people = tuple(words(name, id_) for name, id_ in (("Ann", "3"), ("Bo", "4")))
    goal = words("a goal")
    assert list(mirrored(begun(script, Memory(words={Kind.GOAL: goal})).lines)) == [goal]
    assert list(mirrored(begun(script, Memory(several={Kind.SUPPORT: people})).lines)) == [*people]
