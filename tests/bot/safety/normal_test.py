"""However it is typed, it is heard as the same words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.safety.lexicon import packaged
from bot.safety.near import Near
from bot.safety.normal import normal
from bot.safety.spelling import PLAIN, parse

LANGUAGES = packaged()
ENGLISH, SPANISH = LANGUAGES["en"].spelling, LANGUAGES["es"].spelling
SPELLINGS = st.sampled_from([PLAIN, ENGLISH, SPANISH])
TYPED = st.text() | st.text("aeiklmosuyz013457!$@*|.,- ?\n💊😂'", max_size=40)
HIDDEN = "\u200b\u200d\u2060\ufe0f\u00ad\u0301"


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("I CAN'T, breathe!!", "i cant breathe"),
        ("don\u2019t do it\u2026now", "dont do it | now"),
        ("i cant\nbreathe", "i cant | breathe"),
        ("sooooo tired of feeeeling", "so tired of feeling"),
        ("killlll meee", "kill me"),
        ("k1ll mys3lf", "kill myself"),
        ("ki11 myself", "kill myself"),
        ("su1c1d3 su!cide $uicide su*cide su*c*de", "suicide suicide suicide suicide suicide"),
        ("K I L L  m y s e l f", "kill myself"),
        ("k.i.l.l m-y-s-e-l-f", "kill myself"),
        ("i w a n t t o d i e", "i want to die"),
        ("a b c", "a b c"),
        ("u r rn 2nite", "you are now tonight"),
        ("my self, over dose, sui-cide", "myself overdose suicide"),
        ("siezure wihtdrawal overdoes suiccide", "seizure withdrawal overdose suicide"),
        ("it is overdone, i am changing", "it is overdone i am changing"),
        ("30mg, 1,000 pills at 3am, 2.5 more", "30 mg 1000 pills at 3 am 2 more"),
        ("\U0001f52b myself \U0001f602", "gun myself lol"),
        ("\U0001f324 sunny \U0001f324\ufe0f day", "sunny | day"),
        ("no, i want to die", "no | i want to die"),
        ("no!stop", "no | stop"),
        ("\U0001d424\U0001d422\U0001d425\U0001d425 \u043am\u0435 \uff4d\uff45", "kill kme me"),
        ("#killmyself", "kill myself"),
        ("", ""),
        ("?!...", ""),
    ],
)
def test_english_is_heard_however_it_is_typed(typed: str, heard: str) -> None:
    assert normal(typed, ENGLISH) == heard


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("kiero morirm xq ya no puedo", "quiero morirme porque ya no puedo"),
        ("me kiero suisidar", "me quiero suicidar"),
        ("SOBREDOCIS o sobre dosis", "sobredosis o sobredosis"),
        ("no, me quiero morir", "no | me quiero morir"),
        ("¿mañana? ¡no!", "manana | no"),
        ("m u e r t e", "muerte"),
        ("10pastillas", "10 pastillas"),
    ],
)
def test_spanish_is_heard_however_it_is_typed(typed: str, heard: str) -> None:
    assert normal(typed, SPANISH) == heard


@given(TYPED, SPELLINGS)
@example("no,no,no", ENGLISH)
@example("a a a a  b b b b", ENGLISH)
def test_the_normal_form_stays_as_it_is(text: str, spelling: object) -> None:
    once = normal(text, spelling)  # type: ignore[arg-type]  # a Spelling, as sampled
    assert normal(once, spelling) == once  # type: ignore[arg-type]  # a Spelling, as sampled


@given(st.text("abcdefghijklmnopqrstuvwxyzé .!?'"), SPELLINGS, st.data())
def test_case_and_hidden_characters_change_nothing(
    text: str, spelling: object, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from(HIDDEN)) if at > 0 else "\u200b"
    hidden = text[:at] + sign + text[at:]
    expected = normal(text, spelling)  # type: ignore[arg-type]  # a Spelling, as sampled
    assert normal(hidden, spelling) == expected  # type: ignore[arg-type]  # a Spelling, as sampled
    assert normal(text.upper(), spelling) == expected  # type: ignore[arg-type]  # a Spelling, as sampled


@given(TYPED, SPELLINGS)
def test_nothing_but_words_and_ends_of_sentences_is_left(text: str, spelling: object) -> None:
    said = normal(text, spelling).split()  # type: ignore[arg-type]  # a Spelling, as sampled
    assert all(word == "|" or word.isalnum() for word in said)
    assert "|" not in {*said[:1], *said[-1:]}


KEYS = ["suicide", "overdose", "withdrawal", "myself"]


@given(st.sampled_from(KEYS), st.data())
def test_one_slip_in_a_key_word_is_heard(key: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(key) - 2))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slips = [
        key[:at] + key[at + 1 :],
        key[:at] + letter + key[at:],
        key[:at] + letter + key[at + 1 :],
        key[:at] + key[at + 1] + key[at] + key[at + 2 :],
    ]
    assert [Near(KEYS)(slip) for slip in slips] == [key] * 4


def test_two_slips_or_another_beginning_are_another_word() -> None:
    near = Near(KEYS)
    assert [near(word) for word in ("suxxide", "zuicide", "sui", "so" * 40)] == [None] * 4


def test_a_file_that_lacks_something_is_refused() -> None:
    with pytest.raises(KeyError):
        parse("format = 1")
