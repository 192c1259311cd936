"""What a client writes is weighed: the unmistakable is caught, ordinary talk is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.assess import CLEAR, Danger, Rules, Tier, assess
from bot.safety.lexicon import packaged
from bot.safety.normal import normal

LANGUAGES = packaged()
RULES = Rules(LANGUAGES)


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("I want to kill myself", Danger.SELF_HARM),
        ("i\u2019m suicidal", Danger.SELF_HARM),
        ("can't do it. wanna DIE", Danger.SELF_HARM),
        ("I took too many pills", Danger.OVERDOSE),
        ("help he's not breathing", Danger.OVERDOSE),
        ("No, she stopped breathing!", Danger.OVERDOSE),
        ("had a seizure this morning", Danger.WITHDRAWAL),
        ("He's hitting me", Danger.VIOLENCE),
        ("I hit my kid", Danger.CHILD),
        ("chest pain and I can\u2019t breathe", Danger.MEDICAL),
        ("me quiero morir", Danger.SELF_HARM),
        ("ya no quiero vivir, quiero morir", Danger.SELF_HARM),
        ("creo que es una sobredosis", Danger.OVERDOSE),
        ("tuve una convulsión", Danger.WITHDRAWAL),
        ("me está pegando", Danger.VIOLENCE),
        ("le pegué a mi hijo", Danger.CHILD),
        ("No, no puedo respirar", Danger.MEDICAL),
    ],
)
def test_the_unmistakable_is_urgent_in_either_language(said: str, danger: Danger) -> None:
    for locale in LANGUAGES:
        found = assess([said], locale, RULES)
        assert (found.tier, found.danger) == (Tier.URGENT, danger)


@pytest.mark.parametrize(
    "said",
    [
        "sat. pancakes no headache",
        "dying for a drink",
        "this week nearly killed me",
        "the kids are my reason",
        "I killed it at work",
        "my battery died",
        "no cigarettes, I can breathe again",
        "breathing exercises helped",
        "kill time with a walk",
        "me muero de risa",
        "matar el tiempo paseando",
        "respirar hondo me ayudó",
        "mi hijo viene el sábado",
        "una semana de muerte en el trabajo",
        "",
        "😀",
    ],
)
def test_ordinary_talk_is_clear(said: str) -> None:
    assert all(assess([said], locale, RULES) == CLEAR for locale in LANGUAGES)


@pytest.mark.parametrize(
    "said", ["I don't want to kill myself", "I'm not suicidal", "no me quiero morir"]
)
def test_a_no_softens_and_clears_nothing(said: str) -> None:
    assert assess([said], "en", RULES).tier is Tier.SOFT


@pytest.mark.parametrize(
    "said",
    [
        "I want to kill myself. No, I don't want to kill myself",
        "I don't want to kill myself. Yes I want to kill myself",
        "me quiero matar, no, no me quiero matar",
    ],
)
def test_a_no_takes_back_nothing_else_that_was_said(said: str) -> None:
    assert assess([said], "en", RULES).tier is Tier.URGENT


def test_only_the_newest_message_raises_it() -> None:
    assert assess(["kill myself", "sorry, bad day"], "en", RULES) == CLEAR
    assert assess(["I want to kill", "myself"], "en", RULES).tier is Tier.URGENT
    assert assess([], "en", RULES) == CLEAR


def test_the_urgent_outweighs_the_soft() -> None:
    said = "I hate myself and I want to die"
    assert assess([said], "en", RULES).tier is Tier.URGENT


@given(st.text())
def test_the_normal_form_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)
