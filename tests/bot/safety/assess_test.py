"""What a client writes is weighed: the unmistakable is caught, ordinary talk is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.safety.assess import CLEAR, LONGEST, Assessment, Danger, Rules, Tier, assess
from bot.safety.finding import hits
from bot.safety.heard import END, Heard
from bot.safety.lexicon import packaged
from bot.safety.normal import words
from bot.safety.pattern import Choice, Maybe, Row
from tests.bot.safety.lexicons import lexicon, only, rule

if TYPE_CHECKING:
    import random

LANGUAGES = packaged()
RULES = Rules(LANGUAGES)
DIE = only(rule('any = ["want to die"]'))
URGENT = [
    ("I want to kill myself", Danger.SELF_HARM),
    ("i\u2019m suicidal", Danger.SELF_HARM),
    ("can't do it. wanna DIE", Danger.SELF_HARM),
    ("I took too many pills", Danger.OVERDOSE),
    ("help he's not breathing", Danger.OVERDOSE_OTHER),
    ("No, she stopped breathing!", Danger.OVERDOSE_OTHER),
    ("had a seizure this morning", Danger.WITHDRAWAL),
    ("He's hitting me", Danger.VIOLENCE),
    ("chest pain and I can\u2019t breathe", Danger.MEDICAL),
    ("me quiero morir", Danger.SELF_HARM),
    ("ya no quiero vivir, quiero morir", Danger.SELF_HARM),
    ("me está pegando", Danger.VIOLENCE),
    ("No, no puedo respirar", Danger.MEDICAL),
]
HARMLESS = [
    "went for a walk with the dog.",
    "sat. pancakes no headache.",
    "the bus was late again,",
    "hoy fui al parque con mi hermana.",
    "ok",
]


@pytest.mark.parametrize(("said", "danger"), URGENT)
def test_the_unmistakable_is_urgent_whatever_the_clients_language(
    said: str, danger: Danger
) -> None:
    for locale in (*LANGUAGES, "xx", ""):
        found = assess([said], locale, RULES)
        assert found.tier is Tier.URGENT
        assert danger in found.dangers


@pytest.mark.parametrize(
    "said",
    [
        "sat. pancakes no headache",
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
        "",
        "😀",
        "|",
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
    assert assess(["i want to", "die", "a", "b"], "en", RULES) == CLEAR


@given(st.sampled_from(URGENT), st.sampled_from(HARMLESS), st.sampled_from(HARMLESS))
def test_harmless_words_around_it_silence_nothing(
    said: tuple[str, Danger], before: str, after: str
) -> None:
    assert assess([f"{before} {said[0]}"], "en", RULES).tier is not Tier.NONE
    assert assess([f"{said[0]} {after}"], "en", RULES).tier is not Tier.NONE
    assert assess([before, after, said[0]], "en", RULES).tier is not Tier.NONE


@given(st.lists(st.text(), max_size=4), st.sampled_from(["en", "es", "xx"]))
def test_nothing_that_is_written_breaks_it(heard: list[str], locale: str) -> None:
    found = assess(heard, locale, RULES)
    assert found.score is None
    assert bool(found.rules) == bool(found.dangers) == (found.tier is not Tier.NONE)
    assert assess(heard, locale, RULES) == found


@given(st.lists(st.characters(categories=["Cs", "Co", "Cc"]), max_size=9).map("".join))
def test_not_even_what_is_no_text(text: str) -> None:
    assert assess([text, f"{text} i want to die {text}"], "en", RULES).tier is not Tier.NONE


@given(st.sampled_from(URGENT), st.data())
def test_split_over_three_messages_it_is_found(
    said: tuple[str, Danger], data: st.DataObject
) -> None:
    spoken = said[0].replace(". ", " ").replace(", ", " ").split()
    first = data.draw(st.integers(0, len(spoken) - 1))
    second = data.draw(st.integers(first, len(spoken) - 1))
    parts = [spoken[:first], spoken[first:second], spoken[second:]]
    whole = assess([" ".join(spoken)], "en", RULES)
    told = [" ".join(part) for part in parts]
    found = {rule for end in (1, 2, 3) for rule in assess(told[:end], "en", RULES).rules}
    assert found >= set(whole.rules)


@settings(max_examples=15)  # each builds the index of a whole language anew
@given(st.randoms(use_true_random=False), st.sampled_from(URGENT))
def test_the_order_of_the_rules_does_not_matter(
    chance: random.Random, said: tuple[str, Danger]
) -> None:
    english = LANGUAGES["en"]
    rules = list(english.rules)
    chance.shuffle(rules)
    chance.shuffle(excuses := list(english.excuses))
    mixed = replace(english, rules=tuple(rules), excuses=tuple(excuses))
    expected = assess([said[0]], "en", Rules({"en": english}))
    found = assess([said[0]], "en", Rules({"en": mixed}))
    assert (found.tier, set(found.dangers), set(found.rules)) == (
        expected.tier,
        set(expected.dangers),
        set(expected.rules),
    )


def test_the_most_pressing_danger_comes_first_and_the_worst_before_it() -> None:
    rules = only(
        rule('any = ["sad"]', "overdose.try.soft", "soft"),
        rule('any = ["dying"]', "self-harm.try.one"),
        rule('any = ["bleeding"]', "medical.try.one"),
    )
    found = assess(["sad, dying, bleeding"], "en", rules)
    assert found.dangers == (Danger.MEDICAL, Danger.SELF_HARM, Danger.OVERDOSE)
    assert found.rules == ("medical.try.one", "self-harm.try.one", "overdose.try.soft")
    assert found.danger is Danger.MEDICAL
    assert CLEAR.danger is None


def test_a_text_in_no_language_known_here_is_soft_at_most() -> None:
    assert assess(["want to die"], "fr", DIE).tier is Tier.URGENT
    found = assess(["je ne sais plus quoi faire, want to die vraiment"], "fr", DIE)
    assert found.tier is Tier.SOFT
    assert found.rules == ("self-harm.try.this",)


def test_of_a_long_text_nothing_is_left_out() -> None:
    for at in (0, LONGEST - 200, LONGEST - 5, 3 * LONGEST):
        text = "so " * (at // 3) + "i want to die" + " so" * 3000
        assert assess([text], "en", DIE).tier is Tier.URGENT


@dataclass(frozen=True)
class Feeling:
    """A meaning that gives the number it is told."""

    soft: float = 0.5
    urgent: float | None = None

    def score(self, text: str, locale: str) -> float:
        assert locale == "en"
        return float(text.rsplit(maxsplit=1)[-1])


@pytest.mark.parametrize(
    ("said", "urgent", "expected"),
    [
        ("fine 0.2", None, Assessment(Tier.NONE, score=0.2)),
        ("fine 0.5", None, Assessment(Tier.SOFT, score=0.5)),
        ("fine 0.9", None, Assessment(Tier.SOFT, score=0.9)),
        ("fine 0.9", 0.9, Assessment(Tier.URGENT, score=0.9)),
    ],
)
def test_the_meaning_raises_what_the_rules_left(
    said: str, urgent: float | None, expected: Assessment
) -> None:
    rules = Rules(DIE.languages, Feeling(urgent=urgent))
    assert assess([said], "en", rules) == expected


def test_the_meaning_never_lowers_what_the_rules_found() -> None:
    found = assess(["i want to die 0.0"], "en", Rules(DIE.languages, Feeling()))
    assert (found.tier, found.score) == (Tier.URGENT, 0.0)


def size(part: object) -> int:
    """Give how many steps a part can take at the most."""
    match part:
        case Choice(parts=parts) | Row(parts=parts):
            return 1 + len(parts) + sum(map(size, parts))
        case Maybe(part=inner):
            return 1 + size(inner)
        case _:
            return 7


SIZES = {
    locale: 10 + 4 * sum(size(pattern.row) for pattern in one.patterns)
    for locale, one in LANGUAGES.items()
}
TELLING = st.sampled_from(
    sorted(
        word.removesuffix("*")
        for locale in LANGUAGES
        for one in LANGUAGES[locale].patterns
        for word in one.needed
    )
)


@given(st.text(max_size=4096) | st.lists(TELLING | st.just("."), max_size=600).map(" ".join))
def test_however_long_and_hostile_the_text_the_rules_take_no_more_steps(text: str) -> None:
    for locale, one in LANGUAGES.items():
        said = words(text, one.spelling)
        heard = Heard(said, 0, one.stems)
        list(hits(heard, one))
        assert heard.steps <= SIZES[locale]
        assert len(said) <= max(1, 2 * len(text))
        assert END not in said[:1]


def test_a_lexicon_of_nothing_hears_nothing() -> None:
    assert assess(["i want to die"], "en", Rules({})) == CLEAR
    assert assess(["i want to die"], "en", Rules({"en": lexicon()})) == CLEAR
