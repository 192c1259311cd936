from __future__ import annotations

from datetime import timedelta

from bot.interview import engine
from bot.interview.conversation import Status
from bot.interview.events import Begin, Lapse, Late, Stop, Tap, Words
from bot.interview.terms import Kind
from bot.interview.turn import WordsKept
from tests.samples import LISTEN, RULER
from tests.scripts import begun, lines, made, tapped, typed

PAUSE = """
[steps.wait]
pause = "5m"
[steps.ask]
skill = "open question"
ask = "Now?"
open = true
next = "end"
"""


class TestBeginning:
    def test_it_asks_the_first_question(self) -> None:
        turn = begun(made(RULER))
        assert lines(turn) == ["rate.ask"]
        assert turn.conversation.status is Status.WAITING
        assert (turn.conversation.at, turn.conversation.turn) == ("rate", 1)

    def test_it_begins_once(self) -> None:
        script = made(RULER)
        turn = begun(script)
        again = engine.step(script, turn.conversation, Begin())
        assert again.late is Late.TURN
        assert again.conversation == turn.conversation

    def test_nothing_else_happens_before(self) -> None:
        script = made(RULER)
        fresh = engine.begin(
            begun(script).conversation.id, begun(script).conversation.client, script
        )
        assert engine.step(script, fresh, Tap(0, "3")).late is Late.TURN
        stopped = engine.step(script, fresh, Stop())
        assert stopped.conversation.status is Status.STOPPED

    def test_given_words_fill_their_slot(self) -> None:
        script = made(
            '[steps.a]\nskill="structure"\nask="“{words}”?"\nchoices={y="Yes"}\nnext="end"\n'
            'acts={y="keep as note @words"}\n',
            'given = ["words"]\n',
        )
        turn = begun(script, given={"words": "hi {a}", "other": "no"})
        assert turn.lines[0].slots == {"words": "hi {a}"}
        assert tapped(script, turn, "y").kept == (WordsKept("words", Kind.NOTE, "hi {a}", False),)

    def test_a_bubble_joins_given_words(self) -> None:
        script = made(
            '[steps.a]\nskill="structure"\nask="“{words}”?"\nopen=true\nnext="end"\n',
            'given = ["words"]\n',
        )
        turn = begun(script, given={"words": "one"})
        joined = engine.step(script, turn.conversation, Words(0, "two"))
        assert joined.conversation.answers["words"].text == "one\ntwo"


class TestPause:
    def test_it_waits_and_goes_on(self) -> None:
        script = made(PAUSE)
        turn = begun(script)
        assert turn.wait == timedelta(minutes=5)
        on = engine.step(script, turn.conversation, Lapse(1))
        assert lines(on) == ["ask.ask"]
        assert on.conversation.turn == 2

    def test_a_late_timer_changes_nothing(self) -> None:
        script = made(PAUSE)
        on = engine.step(script, begun(script).conversation, Lapse(1))
        assert engine.step(script, on.conversation, Lapse(1)).late is Late.TURN

    def test_words_in_it_answer_nothing(self) -> None:
        script = made(PAUSE)
        assert typed(script, begun(script), "hello?").late is Late.TURN
        assert engine.again(script, begun(script).conversation).lines == ()


class TestEnding:
    def test_a_question_that_waited_too_long_lapses(self) -> None:
        script = made(RULER)
        turn = engine.step(script, begun(script).conversation, Lapse(1))
        assert turn.conversation.status is Status.LAPSED
        assert turn.lines == ()

    def test_stopping_is_acknowledged(self) -> None:
        script = made(RULER)
        assert lines(tapped(script, begun(script), "stop")) == ["stopped"]
        turn = engine.step(script, begun(script).conversation, Stop())
        assert turn.conversation.status is Status.STOPPED

    def test_making_room_is_silent(self) -> None:
        script = made(RULER)
        turn = engine.step(script, begun(script).conversation, Stop(by_client=False))
        assert (turn.conversation.status, turn.lines) == (Status.LAPSED, ())

    def test_after_the_end_all_is_late(self) -> None:
        script = made(RULER)
        over = tapped(script, begun(script), "skip").conversation
        for event in (Begin(), Tap(1, "3"), Words(2, "x"), Lapse(1), Stop()):
            assert engine.step(script, over, event).late is Late.OVER

    def test_a_second_bubble_of_the_last_answer_still_joins(self) -> None:
        script = made(LISTEN)
        over = typed(script, tapped(script, begun(script), "skip"), "one")
        assert over.conversation.status is Status.DONE
        joined = engine.step(script, over.conversation, Words(2, "two"))
        assert joined.conversation.answers["more"].text == "one\ntwo"
        assert joined.conversation.status is Status.DONE
        assert engine.step(script, over.conversation, Words(3, "two")).late is Late.OVER
        assert engine.step(script, over.conversation, Words(1, "two")).late is Late.OVER

    def test_nothing_joins_what_was_broken_off(self) -> None:
        script = made(LISTEN)
        turn = typed(script, begun(script), "one")
        for stop in (Stop(), Stop(by_client=False), Lapse(2)):
            over = engine.step(script, turn.conversation, stop).conversation
            assert engine.step(script, over, Words(1, "two")).late is Late.OVER

    def test_an_old_button_is_late(self) -> None:
        script = made(RULER)
        turn = tapped(script, begun(script), "5")
        assert engine.step(script, turn.conversation, Tap(1, "3")).late is Late.TURN

    def test_the_open_question_can_be_asked_again(self) -> None:
        script = made(RULER)
        turn = begun(script)
        again = engine.again(script, turn.conversation)
        assert (again.lines, again.options) == (turn.lines, turn.options)
