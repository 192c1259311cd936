from __future__ import annotations

import pytest

from bot.interview import engine
from bot.interview.conversation import Memory
from bot.interview.events import Late, Words
from bot.interview.terms import Effect, Kind
from bot.interview.turn import Acted, Setting, WordsKept
from tests.samples import GOAL, LISTEN, MIRROR
from tests.scripts import begun, lines, made, tapped, typed


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
