"""What makes that which was found less of a danger, and how far it speaks."""

from __future__ import annotations

from bot.safety.assess import Tier, assess
from tests.bot.safety.lexicons import only, rule

KILL = rule('any = ["(kill|killed) myself"]')
SONG = """
firm = ["going to kill myself"]
[[excuse]]
id = "song"
any = ["song"]
of = ["self-harm"]
makes = "none"
[[excuse]]
id = "past"
any = ["{number} years ago"]
of = ["self-harm", "overdose"]
makes = "soft"
whole = true
"""
RULES = only(KILL, excuses=SONG)


def tier(said: str, rules: object = RULES) -> Tier:
    return assess([said], "en", rules).tier  # type: ignore[arg-type]  # Rules, as made above


def test_an_excuse_speaks_for_its_sentence_and_a_few_words_on() -> None:
    assert tier("kill myself is a song") is Tier.NONE
    assert tier("that song again. kill myself") is Tier.NONE
    assert tier("a song. " + "one two three " * 3 + ". kill myself") is Tier.URGENT
    assert tier("a song " + "one two three " * 4 + "kill myself") is Tier.NONE


def test_it_excuses_no_other_place_where_it_is_said() -> None:
    assert tier("kill myself, the song. " + "one two three " * 3 + ". kill myself") is Tier.URGENT


def test_an_excuse_that_is_denied_excuses_nothing() -> None:
    assert tier("kill myself. not just song") is Tier.URGENT
    assert tier("kill myself. just song") is Tier.NONE


def test_an_excuse_may_speak_for_the_whole_message_and_leave_it_soft() -> None:
    assert tier("3 years ago. " + "one two three " * 3 + ". i nearly killed myself") is Tier.SOFT


def test_the_kindest_excuse_counts() -> None:
    assert tier("kill myself, a song of 3 years ago") is Tier.NONE


def test_what_is_said_outright_is_not_excused() -> None:
    assert tier("it is like the song, i am going to kill myself") is Tier.URGENT
    firm = only(rule('any = ["kill myself"]\nfirm = true'), excuses=SONG)
    assert tier("kill myself is a song", firm) is Tier.URGENT


def test_an_excuse_is_for_the_dangers_it_names() -> None:
    other = only(rule('any = ["kill myself"]', "medical.try.this"), excuses=SONG)
    assert tier("kill myself is a song", other) is Tier.URGENT


def test_an_excuse_in_an_earlier_message_is_for_what_goes_on_from_there() -> None:
    assert assess(["nice song", "kill myself"], "en", RULES).tier is Tier.URGENT
    assert assess(["the song, kill", "myself"], "en", RULES).tier is Tier.NONE
