from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.interview import engine
from bot.interview.conversation import (
    Acted,
    Begin,
    Labels,
    Lapse,
    Late,
    Memory,
    RatingKept,
    Recalled,
    Setting,
    Status,
    Stop,
    Tap,
    Words,
    WordsId,
    WordsKept,
)
from bot.interview.script import Effect, Kind
from tests.scripts import begun, lines, made, offered, tapped, typed

RULER = """
[steps.rate]
skill = "structure"
ask = "How much?"
scale = [0, 10]
measures = "importance"
next = { "0" = "zero", "1-9" = "why", "10" = "ten", skip = "end" }
[steps.zero]
skill = "structure"
say = "None."
next = "end"
[steps.why]
skill = "open question"
ask = "Why {rate} and not {rate.lower}?"
open = true
keeps = "reason"
next = "end"
[steps.ten]
skill = "structure"
say = "All."
next = "end"
"""

GOAL = Recalled(WordsId("1" * 32), "to be there", date(2026, 5, 3))

MIRROR = """
[steps.sits]
skill = "closed question"
quote = "goal"
otherwise = "none"
ask = "How does it sit?"
choices = { still = "Still true", gone = "Not any more" }
acts = { still = "still", gone = "let go" }
next = "words"
[steps.words]
skill = "open question"
ask = "Say more?"
open = true
next = { skip = "end" }
[steps.keep]
skill = "seeking collaboration"
ask = "What is “{words}”?"
choices = { reason = "A reason", both = "A note", nothing = "Nothing" }
acts = { reason = "keep as reason @words", both = ["keep as note @words", "worth seeing @words"] }
next = "end"
[steps.none]
skill = "structure"
say = "Nothing to mirror."
next = "end"
"""

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


class TestRuler:
    def test_it_has_two_rows_and_a_way_out(self) -> None:
        assert offered(begun(made(RULER))) == [
            ["0", "1", "2", "3", "4", "5"],
            ["6", "7", "8", "9", "10"],
            ["skip", "stop"],
        ]

    @pytest.mark.parametrize(
        "said", ["7", "seven", "a 7", "Un siete!", "7️⃣", "\N{ARABIC-INDIC DIGIT SEVEN}", " 7. "]
    )
    def test_typed_numbers_count(self, said: str) -> None:
        script = made(RULER)
        turn = typed(script, begun(script), said)
        assert turn.kept == (RatingKept("rate", "importance", 7),)
        assert turn.lines[0].slots == {"rate": 7, "rate.lower": 4}

    @pytest.mark.parametrize("said", ["-3", "7-8", "11", "lots", "7,5", "👍", "  "])
    def test_anything_else_is_unclear(self, said: str) -> None:
        script = made(RULER)
        turn = typed(script, begun(script), said)
        assert lines(turn) == ["unclear"]
        assert turn.conversation.turn == 1
        assert offered(turn)[-1] == ["skip", "stop"]

    def test_ranges_lead_their_way(self) -> None:
        script = made(RULER)
        assert lines(tapped(script, begun(script), "0")) == ["zero.say.1"]
        assert lines(tapped(script, begun(script), "10")) == ["ten.say.1"]
        assert lines(tapped(script, begun(script), "9")) == ["why.ask"]

    def test_lower_stays_on_the_scale(self) -> None:
        script = made(RULER)
        assert tapped(script, begun(script), "2").lines[0].slots["rate.lower"] == 0

    def test_skip_keeps_nothing(self) -> None:
        script = made(RULER)
        turn = tapped(script, begun(script), "skip")
        assert turn.conversation.status is Status.DONE
        assert turn.kept == ()


class TestUnclear:
    def test_after_two_misses_there_is_a_way_out(self) -> None:
        script = made(RULER)
        once = typed(script, begun(script), "what")
        twice = typed(script, once, "what?")
        assert lines(twice) == ["unclear.out"]
        assert tapped(script, twice, "3").conversation.misses == 0

    def test_an_exempt_check_in_has_no_such_way_and_takes_no_skip(self) -> None:
        script = made(
            '[steps.a]\nskill="structure"\nask="Yes?"\nchoices={y="Yes"}\nnext="end"\n',
            "exempt = true\n",
        )
        turn = begun(script)
        assert offered(turn) == [["y"]]
        twice = tapped(script, tapped(script, turn, "skip"), "stop")
        assert lines(twice) == ["unclear"]


class TestChoose:
    def test_what_is_quoted_stands_before_it(self) -> None:
        turn = begun(made(MIRROR), Memory(words={Kind.GOAL: GOAL}))
        assert turn.lines[0].quoted == GOAL

    def test_otherwise_when_there_is_nothing(self) -> None:
        assert lines(begun(made(MIRROR))) == ["none.say.1"]

    @pytest.mark.parametrize("said", ["Still true", "still true!", "STILL", "sti"])
    def test_it_hears_its_labels(self, said: str) -> None:
        script = made(MIRROR)
        turn = typed(script, begun(script, Memory(words={Kind.GOAL: GOAL})), said)
        assert turn.kept == (Acted(Effect.STILL, words=GOAL.id),)

    def test_it_keeps_earlier_words_as_a_kind(self) -> None:
        script = made(MIRROR)
        open_ = tapped(script, begun(script, Memory(words={Kind.GOAL: GOAL})), "gone")
        keep = typed(script, open_, "  because  ")
        assert keep.kept == ()
        assert tapped(script, keep, "reason").kept == (
            WordsKept("words", Kind.REASON, "  because  ", worth_seeing=False),
        )
        assert tapped(script, keep, "both").kept == (
            WordsKept("words", Kind.NOTE, "  because  ", worth_seeing=False),
            Acted(Effect.WORTH, step="words"),
        )

    def test_what_was_skipped_is_not_acted_on(self) -> None:
        script = made(
            MIRROR.replace('{ skip = "end" }', '{ skip = "keep" }').replace("{words}", "")
        )
        open_ = tapped(script, begun(script, Memory(words={Kind.GOAL: GOAL})), "gone")
        assert tapped(script, tapped(script, open_, "skip"), "both").kept == ()

    def test_short_labels_stand_two_in_a_row(self) -> None:
        turn = begun(made(MIRROR), Memory(words={Kind.GOAL: GOAL}))
        assert offered(turn) == [["still", "gone"], ["skip", "stop"]]

    def test_one_long_label_parts_them(self) -> None:
        script = made(MIRROR.replace("Not any more", "Not any longer, no"))
        turn = begun(script, Memory(words={Kind.GOAL: GOAL}))
        assert offered(turn) == [["still"], ["gone"], ["skip", "stop"]]

    def test_what_a_reader_made_of_words_is_the_answer(self) -> None:
        script = made(
            '[steps.zone]\nskill="structure"\nask="Where?"\nchoices={rome="Rome"}\n'
            'typed="zone"\nsets="zone"\nnext="end"\n'
        )
        turn = begun(script)
        assert typed(script, turn, "rome").kept == (Setting("zone", "rome"),)
        read = typed(script, turn, "in Lima", "America/Lima")
        assert read.kept == (Setting("zone", "America/Lima"),)
        assert lines(typed(script, turn, "nowhere")) == ["unread.zone"]


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
            WordsKept("values", Kind.VALUE, "", worth_seeing=True, options=("a", "c")),
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


LISTEN = """
[steps.what]
skill = "open question"
ask = "What?"
open = true
keeps = "goal"
sets = "thing"
[steps.back]
skill = "simple reflection"
say = ["“{what}”.", "So: “{what}”.", "{profile.thing}, then: {more}"]
[steps.more]
skill = "open question"
ask = "And {profile.thing}?"
open = true
next = "end"
"""


class TestListen:
    def test_words_are_kept_as_they_were_written(self) -> None:
        script = made(LISTEN)
        turn = typed(script, begun(script), " to {what} \n")
        assert turn.kept == (
            WordsKept("what", Kind.GOAL, " to {what} \n", worth_seeing=True),
            Setting("thing", " to {what} \n"),
        )

    def test_a_profile_word_settled_here_is_used_here(self) -> None:
        script = made(LISTEN)
        memory = Memory(profile={"thing": "drinking"})
        assert typed(script, begun(script, memory), "wine").lines[-1].slots == {
            "profile.thing": "wine"
        }
        skipped = tapped(script, begun(script, memory), "skip")
        assert skipped.lines[-1].slots == {"profile.thing": "drinking"}

    @pytest.mark.parametrize(("said", "status"), [("skip", "waiting"), ("That's all", "stopped")])
    def test_the_words_of_the_buttons_are_the_buttons(self, said: str, status: str) -> None:
        script = made(LISTEN)
        turn = typed(script, begun(script), said)
        assert turn.conversation.status == status
        assert turn.kept == ()

    def test_but_only_whole(self) -> None:
        script = made(LISTEN)
        assert typed(script, begun(script), "ski").conversation.answers["what"].text == "ski"

    def test_a_tap_that_was_not_offered_is_unclear(self) -> None:
        script = made(LISTEN)
        assert lines(tapped(script, begun(script), "7")) == ["unclear"]

    def test_a_second_bubble_joins(self) -> None:
        script = made(LISTEN)
        turn = typed(script, begun(script), "one")
        joined = engine.step(script, turn.conversation, Words(1, "two"))
        assert joined.kept[0] == WordsKept("what", Kind.GOAL, "one\ntwo", worth_seeing=True)
        assert (joined.lines, joined.options, joined.late) == ((), (), None)
        assert joined.conversation.at == turn.conversation.at
        assert joined.conversation.turn == turn.conversation.turn

    def test_a_joined_answer_keeps_what_was_done_to_it(self) -> None:
        script = made(
            MIRROR.replace(
                "acts = { reason",
                'acts = { nothing = "forget @words", still = "still @words", reason',
            )
            .replace('nothing = "Nothing"', 'nothing = "Nothing", still = "Still"')
            .replace(
                'next = "end"\n[steps.none]',
                '[steps.sure]\nskill="structure"\nask="?"\nopen=true\nnext="end"\n[steps.none]',
            )
        )
        start = begun(script, Memory(words={Kind.GOAL: GOAL}))
        keep = typed(script, tapped(script, start, "gone"), "one")
        for option, kept in (
            ("reason", (WordsKept("words", Kind.REASON, "one\ntwo", worth_seeing=False),)),
            (
                "both",
                (
                    WordsKept("words", Kind.NOTE, "one\ntwo", worth_seeing=False),
                    Acted(Effect.WORTH, step="words"),
                ),
            ),
            ("nothing", (Acted(Effect.FORGET, step="words"),)),
            # That they still hold was counted when it was tapped.
            ("still", ()),
        ):
            sure = tapped(script, keep, option)
            joined = engine.step(script, sure.conversation, Words(2, "two"))
            assert joined.kept == kept

    @pytest.mark.parametrize("turn", [0, 1])
    def test_a_bubble_for_no_open_answer_is_late(self, turn: int) -> None:
        script = made(LISTEN)
        skipped = tapped(script, begun(script), "skip")
        late = engine.step(script, skipped.conversation, Words(turn, "one"))
        assert late.late is Late.TURN
        assert late.conversation == skipped.conversation


class TestSay:
    def test_it_is_left_out_when_a_slot_is_empty(self) -> None:
        script = made(LISTEN)
        assert lines(tapped(script, begun(script), "skip")) == ["more.ask"]

    def test_it_is_left_out_when_the_words_are_too_long_to_repeat(self) -> None:
        script = made(LISTEN)
        assert lines(typed(script, begun(script), "x" * 281)) == ["more.ask"]
        assert len(typed(script, begun(script), "x" * 280).lines) == 2

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

    def test_a_choice_fills_a_slot_with_its_label(self) -> None:
        script = made(
            '[steps.a]\nskill="structure"\nask="?"\nchoices={y="Yes"}\n'
            '[steps.b]\nskill="summary"\nquote="goal"\notherwise="end"\nsay="{a}."\nnext="end"\n'
        )
        turn = tapped(script, begun(script, Memory(words={Kind.GOAL: GOAL})), "y")
        assert turn.lines[0].slots == {"a": Labels("a", ("y",))}
        assert turn.lines[0].quoted == GOAL


FORK = """
[steps.rate]
skill = "structure"
ask = "?"
scale = [0, 3]
measures = "craving"
next = "move"
[steps.move]
fork = "rate.move"
next = { first = "a", up = "b", down = "c", same = "d", third = "e", else = "end" }
[steps.named]
fork = "profile.thing"
next = { set = "a", unset = "b" }
""" + "".join(f'[steps.{s}]\nskill = "structure"\nsay = "{s}"\nnext = "end"\n' for s in "abcde")


class TestFork:
    @pytest.mark.parametrize(
        ("earlier", "said"),
        [((), "a"), ((1,), "b"), ((3,), "c"), ((2,), "d"), ((1, 2), "d"), ((2, 2), "e")],
    )
    def test_it_knows_how_a_rating_moved(self, earlier: tuple[int, ...], said: str) -> None:
        script = made(FORK.replace('else = "end"', 'else = "named"'))
        turn = tapped(script, begun(script, Memory(ratings={"craving": earlier})), "2")
        assert lines(turn) == [f"{said}.say.1"]

    def test_a_third_time_is_the_same_where_nothing_is_made_of_it(self) -> None:
        script = made(FORK.replace('third = "e", else = "end"', 'else = "e", skip = "named"'))
        turn = tapped(script, begun(script, Memory(ratings={"craving": (2, 2)})), "2")
        assert lines(turn) == ["d.say.1"]

    @pytest.mark.parametrize(("profile", "said"), [({"thing": "x"}, "a"), ({}, "b")])
    def test_it_knows_a_profile_word(self, profile: dict[str, str], said: str) -> None:
        script = made(
            FORK.replace('else = "end"', 'else = "named"').replace('"?"', '"{profile.thing}?"')
        )
        turn = tapped(script, begun(script, Memory(profile=profile)), "skip")
        assert lines(turn) == [f"{said}.say.1"]


PAUSE = """
[steps.wait]
pause = "5m"
[steps.ask]
skill = "open question"
ask = "Now?"
open = true
next = "end"
"""


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
