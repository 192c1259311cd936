from __future__ import annotations

from bot.interview.conversation import Memory, Status
from bot.interview.terms import Kind
from bot.interview.turn import Labels, Setting, WordsKept
from tests.scripts import begun, lines, made, offered, tapped, typed

PICK = """
[steps.values]
skill = "open question"
ask = "Which?"
pick = { a = "Art", b = "Bread", c = "Cats", d = "Dogs" }
at_least = 1
at_most = 2
page = 3
keeps = "value"
sets = "values"
next = "end"
"""


class TestPick:
    def test_it_is_paged_and_done_when_enough_is_ticked(self) -> None:
        turn = begun(made(PICK))
        assert offered(turn) == [["a", "b"], ["c"], ["-more"], ["skip", "stop"]]

    def test_ticks_redraw_and_say_nothing(self) -> None:
        script = made(PICK)
        turn = tapped(script, begun(script), "b")
        assert turn.redraw
        assert turn.lines == ()
        assert turn.conversation.turn == 1
        assert [option.id for row in turn.options for option in row if option.ticked] == ["b"]
        assert offered(turn)[-2] == ["-more", "-done"]
        assert tapped(script, turn, "b").conversation.picked == ()

    def test_pages_turn_and_stop_at_their_ends(self) -> None:
        script = made(PICK)
        second = tapped(script, begun(script), "-more")
        assert offered(second) == [["d"], ["-back"], ["skip", "stop"]]
        assert tapped(script, second, "-more").conversation.page == 1
        assert tapped(script, second, "-back").conversation.page == 0

    def test_no_more_than_at_most(self) -> None:
        script = made(PICK)
        turn = begun(script)
        for option in ("c", "a", "b"):
            turn = tapped(script, turn, option)
        assert turn.conversation.picked == ("a", "c")

    def test_done_keeps_what_was_ticked(self) -> None:
        script = made(PICK)
        turn = typed(script, tapped(script, typed(script, begun(script), "cats"), "a"), "done")
        assert turn.conversation.status is Status.DONE
        assert turn.kept == (
            WordsKept("values", Kind.VALUE, "", worth_seeing=True, options=("a",)),
            WordsKept("values", Kind.VALUE, "", worth_seeing=True, options=("c",)),
            Setting("values", "a,c"),
        )

    def test_too_few_is_unclear(self) -> None:
        script = made(PICK)
        assert lines(tapped(script, begun(script), "-done")) == ["unclear"]
        assert lines(tapped(script, begun(script), "z")) == ["unclear"]

    def test_a_tick_makes_up_for_misses(self) -> None:
        script = made(PICK)
        missed = typed(script, begun(script), "what?")
        assert missed.conversation.misses == 1
        assert tapped(script, missed, "a").conversation.misses == 0

    def test_the_next_question_begins_unticked_on_its_first_page(self) -> None:
        script = made(PICK.replace('next = "end"', "") + PICK.replace("values]", "more]"))
        turn = tapped(script, tapped(script, begun(script), "a"), "-more")
        asked = tapped(script, turn, "-done").conversation
        assert (asked.at, asked.picked, asked.page) == ("more", (), 0)

    def test_done_with_nothing_is_a_skip(self) -> None:
        script = made(PICK.replace("at_least = 1", ""))
        turn = tapped(script, begun(script), "-done")
        assert turn.conversation.answers["values"].skipped
        assert turn.kept == ()


SITTINGS = """
[steps.before]
fork = "earlier.cards"
next = { given = "firsts", open = "cards" }

[steps.cards]
skill = "structure"
ask = "Which?"
pick = { a = "Art", b = "Bread", c = "Cats" }
keeps = "value"
next = { skip = "end", else = "firsts" }

[steps.firsts]
skill = "structure"
ask = "Which first?"
among = "cards"
at_most = 1
next = { skip = "end" }

[steps.top]
skill = "simple reflection"
say = "{firsts}, of {cards}."
next = "end"
"""


class TestAnotherSitting:
    def test_what_was_picked_then_is_offered_now(self) -> None:
        script = made(SITTINGS)
        memory = Memory(earlier=frozenset({"cards"}), picked={"cards": ("a", "c")})
        turn = begun(script, memory)
        assert offered(turn)[:2] == [["a", "c"], ["-done"]]
        told = tapped(script, tapped(script, turn, "c"), "-done")
        assert [line.slots for line in told.lines] == [
            {"firsts": Labels("firsts", ("c",)), "cards": Labels("cards", ("a", "c"))}
        ]

    def test_what_is_picked_now_goes_before_what_was_picked_then(self) -> None:
        script = made("".join(SITTINGS.partition("[steps.cards]")[1:]))
        turn = begun(script, Memory(picked={"cards": ("a",)}))
        assert offered(tapped(script, tapped(script, turn, "b"), "-done"))[0] == ["b"]
