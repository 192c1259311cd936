"""Short ways beside a question: buttons under a scale, and words of their own beside options."""

from __future__ import annotations

import pytest

from bot.interview import engine
from bot.interview.conversation import Answer, Status
from bot.interview.events import Words
from bot.interview.phrases import packaged
from bot.interview.render import render
from bot.interview.terms import Effect, Kind
from bot.interview.turn import Acted, Labels, RatingKept, Setting, WordsKept
from tests.scripts import begun, lines, made, offered, tapped, typed

URGE = """
[steps.urge]
skill = "structure"
ask = "How strong?"
scale = [0, 10]
beside = { used = "I already used" }
measures = "craving"
next = { 0-10 = "said", used = "slip", skip = "end" }
[steps.said]
skill = "simple reflection"
say = "A {urge}. {urge.lower}."
next = "end"
[steps.slip]
skill = "simple reflection"
say = ["{urge}", "Used."]
next = "end"
"""
OPEN = """
[steps.what]
skill = "open question"
ask = "What helps?"
choices = { sleep = "Sleep", unsure = "I don't know", skipping = "Not now" }
typed = "words"
keeps = "strength"
sets = "thing"
measures = "readiness"
next = { sleep = "slept", skip = "end", else = "back" }
[steps.slept]
skill = "simple reflection"
say = "{what}."
next = "end"
[steps.back]
skill = "simple reflection"
say = "“{what}”. {profile.thing}."
[steps.worth]
skill = "seeking collaboration"
ask = "Again?"
choices = { yes = "Yes" }
acts = { yes = "worth seeing @what" }
next = "end"
"""


class TestBeside:
    def test_it_stands_under_the_scale(self) -> None:
        rows = offered(begun(made(URGE)))
        assert rows[-2:] == [["used"], ["skip", "stop"]]
        assert [len(row) for row in rows[:-2]] == [6, 5]

    @pytest.mark.parametrize("words", ["I already used", "i already used!", "i already"])
    def test_it_is_tapped_or_typed_and_is_no_number(self, words: str) -> None:
        script = made(URGE)
        turn = typed(script, begun(script), words)
        assert turn == tapped(script, begun(script), "used")
        assert (lines(turn), turn.kept) == (["slip.say.2"], ())
        assert turn.conversation.answers["urge"] == Answer(1, options=("used",))

    def test_numbers_are_heard_as_ever(self) -> None:
        script = made(URGE)
        turn = typed(script, begun(script), "seven")
        assert turn.kept == (RatingKept("urge", "craving", 7),)
        assert turn.lines[0].slots == {"urge": 7, "urge.lower": 4}

    def test_the_labels_are_translated(self) -> None:
        spanish = (
            '[steps.urge]\nask = "¿Cuánto?"\nbeside = { used = "Ya consumí" }\n'
            '[steps.said]\nsay = "Un {urge}. {urge.lower}."\n'
            '[steps.slip]\nsay = ["{urge}", "Ya."]\n'
        )
        script = made(URGE, es=spanish)
        turn = begun(script)
        shown = render(turn.lines, turn.options, script, packaged(), "es")
        assert shown.rows[-2] == (("Ya consumí", "used"),)
        assert lines(typed(script, turn, "ya consumi")) == ["slip.say.2"]

    def test_a_rating_that_was_not_given_did_not_move(self) -> None:
        fork = '[steps.said]\nfork = "urge.move"\nnext = { skip = "slip", else = "end" }\n'
        urge, _, rest = URGE.replace('used = "slip"', 'used = "said"').partition("[steps.said]")
        script = made(f"{urge}{fork}[steps.slip]{rest.partition('[steps.slip]')[2]}")
        assert lines(tapped(script, begun(script), "used")) == ["slip.say.2"]
        assert lines(tapped(script, begun(script), "3")) == []


class TestWordsBesideChoices:
    def test_what_is_written_is_taken_and_kept_as_it_is(self) -> None:
        script = made(OPEN)
        turn = typed(script, begun(script), " Sleepless nights? No! ")
        said = " Sleepless nights? No! "
        assert turn.kept == (
            WordsKept("what", Kind.STRENGTH, said, worth_seeing=False),
            Setting("thing", said),
        )
        assert turn.lines[0].slots == {"what": said, "profile.thing": said}

    def test_an_option_typed_whole_is_that_option(self) -> None:
        script = made(OPEN)
        turn = typed(script, begun(script), "sleep.")
        assert turn.kept == (RatingKept("what", "readiness", 0), Setting("thing", "sleep"))
        assert turn.lines[0].slots == {"what": Labels("what", ("sleep",))}

    def test_the_place_of_an_option_is_a_rating(self) -> None:
        script = made(OPEN)
        turn = tapped(script, begun(script), "skipping")
        assert turn.kept[0] == RatingKept("what", "readiness", 2)

    def test_not_knowing_may_be_a_choice(self) -> None:
        script = made(OPEN)
        turn = typed(script, begun(script), "I don't know")
        assert turn.conversation.answers["what"].options == ("unsure",)
        # Said otherwise, it passes as at any open question.
        assert typed(script, begun(script), "idk").conversation.status is Status.DONE

    @pytest.mark.parametrize("words", ["", "  ", "\n"])
    def test_nothing_is_no_answer(self, words: str) -> None:
        script = made(OPEN)
        turn = typed(script, begun(script), words)
        assert lines(turn) == ["unclear"]
        assert turn.conversation.turn == 1

    def test_further_bubbles_join(self) -> None:
        script = made(OPEN)
        turn = tapped(script, typed(script, begun(script), "walking"), "yes")
        joined = engine.step(script, turn.conversation, Words(1, "and tea"))
        both = "walking\nand tea"
        assert joined.kept[0] == WordsKept("what", Kind.STRENGTH, both, worth_seeing=False)
        assert turn.kept == (Acted(Effect.WORTH, step="what"),)
        assert joined.conversation.answers["what"].text == both

    def test_an_act_on_a_tapped_option_does_nothing(self) -> None:
        script = made(OPEN)
        turn = tapped(script, tapped(script, begun(script), "skipping"), "yes")
        assert turn.kept == ()
