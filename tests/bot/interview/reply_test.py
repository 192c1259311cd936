from __future__ import annotations

import pytest

from bot.interview.conversation import Memory, Status
from bot.interview.terms import Effect, Kind
from bot.interview.turn import Acted, RatingKept, Setting, WordsKept
from tests.samples import GOAL, MIRROR, RULER
from tests.scripts import begun, lines, made, offered, tapped, typed


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
