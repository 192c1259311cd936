"""What meets a rule, what denies it, and what takes it back."""

from __future__ import annotations

import pytest

from bot.safety.assess import CLEAR, Danger, Tier, assess
from tests.bot.safety.lexicons import only, rule

DIE = only(rule('any = ["want to die", "kill .. myself"]'))
MIXED = only(
    rule(
        'near = [["xanax", "methadone"], ["{number}"], ["cant breathe", "dizzy"]]\nwithin = 8',
        "overdose.mix.symptom",
    )
)


def tier(said: str, rules: object) -> Tier:
    return assess([said], "en", rules).tier  # type: ignore[arg-type]  # Rules, as made above


@pytest.mark.parametrize(
    "said",
    [
        "I don't want to die",
        "i dont want to die but",
        "i do want to live. i dont just want to die tonight",
        "never going to kill myself",
        "kill? no i wont kill myself tonight",
        "kill not myself",
    ],
)
def test_a_no_right_before_or_within_softens(said: str) -> None:
    assert tier(said, DIE) is Tier.SOFT


@pytest.mark.parametrize(
    "said",
    [
        "i dont care i want to die",
        "not now. i want to die",
        "no, i want to die",
        "why not kill myself",
        "i dont want to die, i said, but i want to die",
        "i want to die and not wake up",
    ],
)
def test_a_no_elsewhere_takes_nothing_back(said: str) -> None:
    assert tier(said, DIE) is Tier.URGENT


@pytest.mark.parametrize(("denied", "left"), [("same", Tier.URGENT), ("none", Tier.NONE)])
def test_a_rule_says_what_a_no_leaves_of_it(denied: str, left: Tier) -> None:
    rules = only(rule(f'any = ["kill myself"]\ndenied = "{denied}"'))
    assert tier("i wont kill myself", rules) is left
    assert tier("i will kill myself", rules) is Tier.URGENT


@pytest.mark.parametrize(
    "said",
    [
        "took 12 xanax and i cant breathe",
        "I can't breathe. xanax, like 12",
        "so dizzy 30mg methadone",
    ],
)
def test_what_belongs_together_is_found_in_any_order_and_over_sentences(said: str) -> None:
    found = assess([said], "en", MIXED)
    assert (found.tier, found.danger, found.rules) == (
        Tier.URGENT,
        Danger.OVERDOSE,
        ("overdose.mix.symptom",),
    )


@pytest.mark.parametrize(
    "said",
    [
        "took 12 xanax and slept",
        "xanax makes me dizzy",
        "12 years since xanax and now after all this time at last so dizzy",
    ],
)
def test_what_lacks_a_part_or_lies_too_far_apart_is_not(said: str) -> None:
    assert tier(said, MIXED) is Tier.NONE


def test_what_takes_a_rule_back_counts_anywhere_or_near_as_it_says() -> None:
    anywhere = only(rule('any = ["kill myself"]\nunless = ["song"]'))
    assert tier("kill myself. it is what they sing, i mean in that old song", anywhere) is Tier.NONE
    near = only(rule('any = ["kill myself"]\nunless_near = ["song"]'))
    assert tier("a song called kill myself", near) is Tier.SOFT, "urgent never becomes nothing"
    hint = only(rule('any = ["kill myself"]\nunless_near = ["song"]', tier="soft"))
    assert tier("a song called kill myself", hint) is Tier.NONE
    far = "kill myself " + "and so on " * 4 + "a song"
    assert tier(far, near) is Tier.URGENT


def test_the_newest_message_completes_what_others_began() -> None:
    assert assess(["i want to", "die"], "en", DIE).tier is Tier.URGENT
    assert assess(["xanax", "i took 12", "so dizzy"], "en", MIXED).tier is Tier.URGENT
    assert assess(["i want to die", "sorry, bad day"], "en", DIE) == CLEAR
    assert assess(["xanax", "12 of them", "so dizzy", "well", "yes", "ok"], "en", MIXED) == CLEAR
    assert assess(["i dont want to", "die"], "en", DIE).tier is Tier.SOFT


def test_a_word_takes_back_only_what_the_same_messages_say() -> None:
    rules = only(rule('any = ["kill myself"]\nunless = ["song"]'))
    assert assess(["nice song", "i will kill myself"], "en", rules).tier is Tier.URGENT
    assert assess(["the song, kill", "myself"], "en", rules) == CLEAR


def test_what_is_denied_takes_nothing_back() -> None:
    rules = only(rule('any = ["cant breathe"]\nunless = ["joking"]'))
    assert tier("cant breathe, joking", rules) is Tier.NONE
    assert tier("cant breathe. not joking", rules) is Tier.URGENT
