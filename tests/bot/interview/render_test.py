from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import Memory, Recalled, WordsId
from bot.interview.phrases import packaged
from bot.interview.render import Rendered, Tongue, render, spoken
from bot.interview.terms import Kind
from bot.interview.turn import Days, Labels, Line, Option, Several, Slot, Turn, WordsKept
from tests.scripts import begun, made, tapped, typed

if TYPE_CHECKING:
    from bot.interview.script import Script

SCRIPT = made(
    """
[steps.sits]
skill = "closed question"
quote = "goal"
otherwise = "what"
ask = "How does it sit?"
choices = { still = "Still true", gone = "Gone" }
[steps.what]
skill = "open question"
ask = "What, with {profile.thing}?"
open = true
next = { skip = "values" }
[steps.back]
skill = "simple reflection"
say = "“{what}”, {sits}."
[steps.values]
skill = "open question"
ask = "Which?"
pick = { a = "Art", b = "Bread", c = "Cats" }
keeps = "value"
[steps.rate]
skill = "structure"
ask = "How much?"
scale = [0, 3]
next = "end"
""",
    es="""
[steps.sits]
ask = "¿Cómo lo ves?"
choices = { still = "Sigue", gone = "Ya no" }
[steps.what]
ask = "¿Qué, con {profile.thing}?"
[steps.back]
say = "“{what}”, {sits}."
[steps.values]
ask = "¿Cuáles?"
pick = { a = "Arte", b = "Pan", c = "Gatos" }
[steps.rate]
ask = "¿Cuánto?"
""",
)
GOAL = Recalled(WordsId("1" * 32), "up for {breakfast}", date(2026, 5, 3))
QUOTING = Memory(words={Kind.GOAL: GOAL})


def said(
    turn: Turn, locale: str = "en", today: date | None = None, script: Script = SCRIPT
) -> Rendered:
    return render(turn.lines, turn.options, script, packaged(), locale, today)


def test_what_is_quoted_stands_dated_before_the_question() -> None:
    turn = begun(SCRIPT, QUOTING)
    english = "On May 3 you wrote: “up for {breakfast}”\n\nHow does it sit?"
    spanish = "El 3 de mayo escribiste: “up for {breakfast}”\n\n¿Cómo lo ves?"
    assert said(turn).text == english
    assert said(turn, "es-AR").text == spanish


def test_another_year_is_said() -> None:
    turn = begun(SCRIPT, QUOTING)
    assert said(turn, today=date(2026, 12, 1)).text.startswith("On May 3 you")
    assert said(turn, today=date(2027, 1, 1)).text.startswith("On May 3, 2026 you")


def test_buttons_have_their_words_and_ids() -> None:
    assert said(begun(SCRIPT, QUOTING), "es").rows == (
        (("Sigue", "still"), ("Ya no", "gone")),
        (("Saltar", "skip"), ("Hasta aquí", "stop")),
    )


def test_slots_are_filled_once_and_never_again() -> None:
    turn = tapped(SCRIPT, begun(SCRIPT, QUOTING), "gone")
    turn = typed(SCRIPT, turn, "{sits} {rate} {")
    assert said(turn).text.startswith("“{sits} {rate} {”, Gone.")
    assert said(turn, "es").text.startswith("“{sits} {rate} {”, Ya no.")


def test_an_unset_profile_word_has_its_default() -> None:
    assert said(begun(SCRIPT)).text == f"What, with {packaged()('en', 'profile.thing')}?"
    memory = Memory(profile={"thing": "wine"})
    assert said(begun(SCRIPT, memory)).text == "What, with wine?"


def test_a_long_name_that_the_client_gave_is_a_quotation() -> None:
    for thing, shown in (("the wine", "the wine"), ("drinking i guess", "“drinking i guess”")):
        tongue = Tongue(packaged(), "en", SCRIPT.words)
        assert tongue.line(Line("what.ask", {"profile.thing": thing})) == f"What, with {shown}?"


def test_ticks_show() -> None:
    turn = tapped(SCRIPT, tapped(SCRIPT, begun(SCRIPT), "skip"), "b")
    assert said(turn).rows[0] == (("Art", "a"), ("✓ Bread", "b"))


def test_numbers_are_themselves() -> None:
    turn = tapped(SCRIPT, tapped(SCRIPT, begun(SCRIPT), "skip"), "skip")
    assert said(turn).rows[0] == (("0", "0"), ("1", "1"), ("2", "2"), ("3", "3"))


def test_a_language_the_script_lacks_is_english() -> None:
    script = made('[steps.a]\nskill = "structure"\nsay = "Hello."\nnext = "end"\n')
    assert said(begun(script), "es", script=script).text == "Hello."


def test_words_from_buttons_are_their_labels() -> None:
    picked = WordsKept("values", Kind.VALUE, "", worth_seeing=True, options=("a", "b", "c"))
    assert spoken(picked, SCRIPT, packaged(), "en") == "Art, Bread and Cats"
    assert spoken(picked, SCRIPT, packaged(), "es") == "Arte, Pan y Gatos"
    written = WordsKept("what", Kind.NOTE, " as is ", worth_seeing=False)
    assert spoken(written, SCRIPT, packaged(), "en") == " as is "


def test_a_label_that_is_quoted_within_a_sentence_begins_small() -> None:
    words = {"en": {"s.say": "“{values}”. Then “{values}”", "values.choice.a": "Art"}}
    tongue = Tongue(packaged(), "en", words)
    assert tongue.line(Line("s.say", {"values": Labels("values", ("a",))})) == "“Art”. Then “art”"


def test_a_quotation_that_ends_a_sentence_ends_ours() -> None:
    tongue = Tongue(packaged(), "en", {"en": {"s.say": "“{what}”. “{what}”, then."}})
    said = tongue.line(Line("s.say", {"what": "It rained."}))
    assert said == "“It rained.” “It rained.”, then."


def test_what_stood_on_a_button_was_chosen_not_written() -> None:
    tongue = Tongue(packaged(), "en", {"en": {"s.ask": "Still?"}})
    family = Recalled(WordsId("1"), "Family", date(2026, 5, 3), picked=True)
    assert tongue.line(Line("s.ask", quoted=family)).startswith("On May 3 you chose: “Family”")


@pytest.mark.parametrize(
    ("slot", "english", "spanish"),
    [
        (date(2026, 5, 3), "May 3", "3 de mayo"),
        (time(0, 5), "12:05 am", "0:05"),
        (time(12, 0), "12:00 pm", "12:00"),
        (time(18, 30), "6:30 pm", "18:30"),
        (7, "7", "7"),
        (Labels("values", ("b",)), "Bread", "Pan"),
        (Labels("values", ()), "", ""),
        (Days((2, 5)), "Tuesday and Friday", "martes y viernes"),
        (Days((1, 2, 3, 4, 5, 6, 7)), "every day", "todos los días"),
        (Line("button.skip", shared=True), "Skip", "Saltar"),
        (timedelta(minutes=90), "1 hour and 30 minutes", "1 hora y 30 minutos"),
        (
            timedelta(days=2, hours=1, minutes=1),
            "2 days, 1 hour and 1 minute",
            "2 días, 1 hora y 1 minuto",
        ),
        (timedelta(), "0 minutes", "0 minutos"),
        (Several((time(9), time(18, 30))), "9:00 am and 6:30 pm", "9:00 y 18:30"),
        (Several((Line("button.skip", shared=True), 7, "x")), "Skip, 7 and x", "Saltar, 7 y x"),
    ],
)
def test_each_kind_of_slot_has_its_words(slot: Slot, english: str, spanish: str) -> None:
    line = Line("chosen", {"choice": slot}, shared=True)
    for locale, words in (("en", english), ("es", spanish)):
        assert Tongue(packaged(), locale, SCRIPT.words).line(line) == Tongue(
            packaged(), "en"
        ).shared("chosen", choice=words)


def test_a_shared_button_may_hold_a_slot() -> None:
    option = Option("a", "chosen", shared=True, slots={"choice": "x"})
    assert Tongue(packaged(), "en").label(option) == packaged()("en", "chosen").replace(
        "{choice}", "x"
    )


def test_right_to_left_words_turn_nothing_round() -> None:
    line = Line(
        "quote.dated", {"date": date(2026, 5, 3), "words": "\N{HEBREW LETTER ALEF} 7"}, shared=True
    )
    assert (
        Tongue(packaged(), "en").line(line)
        == "On May 3 you wrote: “\u2068\N{HEBREW LETTER ALEF} 7\u2069”"
    )


WROTE = st.text(st.characters(), min_size=1) | st.sampled_from(
    ["{profile.thing}", "“no” I said\nand “yes”", "\u05d0 7", "\u202e7 \u05d0", "$5 \\1 👩\u200d👧"]
)


def shown(text: str) -> set[str]:
    """Give how a text may stand in a sentence of ours: as it is, whichever way it is read."""
    return {f"“{text}”", f"“\u2068{text}\u2069”"}


@given(WROTE, WROTE)
def test_what_a_client_wrote_stands_there_verbatim(text: str, cue: str) -> None:
    tongue = Tongue(packaged(), "es", {"es": {"s.ask": "¿Y hoy?", "s.say": "{words.support}"}})
    words = Recalled(WordsId("1"), text, date(2026, 5, 3))
    *quoted, ours = tongue.line(Line("s.ask", quoted=words)).rpartition("\n\n")
    assert quoted[0].removeprefix("El 3 de mayo escribiste: ") in shown(text)
    assert ours == "¿Y hoy?"
    planned = tongue.line(Line("s.ask", quoted=replace(words, cue=cue)))
    assert planned.rpartition("\n\n")[0] in {
        f"El 3 de mayo planeaste: si {one}, entonces {then}{end}"
        for one in shown(cue)
        for then in shown(text)
        for end in (".", "")  # a sentence of theirs ends ours
    }
    listed = tongue.line(Line("s.say", {"words.support": Several((words,))}))
    assert listed in {f"{one} (3 de mayo)" for one in shown(text)}
