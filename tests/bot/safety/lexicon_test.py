"""What comes with Stillwater: nothing wrong in it, and not a pattern that nobody could meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.safety.danger import Danger, Tier
from bot.safety.finding import hits
from bot.safety.heard import Heard
from bot.safety.lexicon import packaged, problems
from bot.safety.normal import normal, words
from bot.safety.rule import ends

if TYPE_CHECKING:
    from bot.safety.rule import Lexicon, Pattern

LANGUAGES = packaged()
LOCALES = sorted(LANGUAGES)


def met(pattern: Pattern, text: str, lexicon: Lexicon) -> bool:
    heard = Heard(words(text, lexicon.spelling), 0, lexicon.stems)
    return bool(ends((pattern,), heard.whole, heard, heard.gaps))


def test_nothing_is_wrong_in_the_files() -> None:
    assert problems() == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_pattern_is_met_by_what_it_says(locale: str) -> None:
    lexicon = LANGUAGES[locale]
    dead = [
        f"{pattern.text}: {sample}"
        for pattern in lexicon.patterns
        if not met(pattern, sample := " ".join(pattern.row.sample()), lexicon)
    ]
    assert dead == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_rule_is_found_by_what_each_of_its_patterns_says(locale: str) -> None:
    lexicon = LANGUAGES[locale]
    lost = []
    for rule in lexicon.rules:
        for pattern in rule.any:
            sample = " ".join(pattern.row.sample())
            heard = Heard(words(sample, lexicon.spelling), 0, lexicon.stems)
            excused = any(met(one, sample, lexicon) for one in (*rule.unless, *rule.unless_near))
            if not excused and rule not in [hit.rule for hit in hits(heard, lexicon)]:
                lost.append(f"{rule.id}: {sample}")
    assert lost == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_danger_is_listened_for_and_every_rule_says_why(locale: str) -> None:
    lexicon = LANGUAGES[locale]
    assert {rule.danger for rule in lexicon.rules} == set(Danger)
    assert all(rule.why.strip().endswith(".") for rule in lexicon.rules)
    assert {rule.tier for rule in lexicon.rules} == {Tier.URGENT, Tier.SOFT}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_spelling_is_heard_as_what_is_heard_as_itself(locale: str) -> None:
    spelling = LANGUAGES[locale].spelling
    for heard in (*spelling.words.values(), *map(" ".join, spelling.phrases.values())):
        assert normal(heard, spelling) == heard
    for word in spelling.emoji.values():
        assert normal(word, spelling) == word.strip()


@pytest.mark.parametrize("locale", LOCALES)
def test_words_of_everyday_are_themselves(locale: str) -> None:
    spelling = LANGUAGES[locale].spelling
    assert [word for word in sorted(spelling.common) if normal(word, spelling) != word] == []
