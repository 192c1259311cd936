"""An author's mistakes are all named in their own terms, and what is right still works."""

from __future__ import annotations

import pytest

from bot.safety.assess import Rules, Tier, assess
from bot.safety.lexicon.reader import read
from bot.safety.spelling import PLAIN
from tests.bot.safety.lexicons import DENIAL, ENGLISH, rule


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("format = ", "this is not TOML"),
        ("[[rule]]", "format = 1 is missing"),
        ("format = 1\nrule = 3", "rule is written [[rule]]"),
        ("format = 1\nrule = [3]", "rule 1: this is no table"),
        ("format = 1\nrules = 3", "nobody asks for rules"),
        ("format = 1\nsets = 3", "sets: this is no table"),
        ("format = 1\n[sets]\na = 3", "sets: a is a list of texts"),
        ("format = 1\n[sets]\na = []", "sets: a is empty"),
        ('format = 1\n[sets]\na = ["{b}"]\nb = ["{a}"]', "sets: a, b name each other"),
        ('format = 1\n[sets]\na = ["{c}"]', "a: “{c}”: there is no set {c}"),
        (rule('any = ["x"]', "boredom.try"), "an id begins with a danger and a point"),
        (rule('any = ["x"]', "self-harm"), "an id begins with a danger and a point"),
        (rule('any = ["x"]', tier="dire"), "tier is one of urgent, soft"),
        (rule(""), "there is nothing it listens for"),
        (rule('any = ["x .."]'), "any: “x ..”: a gap stands between two words"),
        (rule('any = ["x", "x"]'), "any: “x” stands there twice"),
        (rule('any = ["want ?(to die)"]'), "any: “want ?(to die)”: “want” alone would meet it"),
        (rule('any = ["(want|so to speak) ?x"]'), "“want” alone would meet it"),
        (rule('any = "x"'), "any is a list of texts"),
        (rule("near = 3"), "near is a list of lists of patterns"),
        (rule('near = [["x"], ["?y"]]'), "near: a group has no pattern"),
        (rule('any = ["x"]\nwithin = 0'), "within is a whole number above 0"),
        (rule('any = ["x"]\nfirm = "yes"'), "firm is true or false"),
        (rule('any = ["x"]\ndenied = "maybe"'), "denied is one of soft, none, same"),
        (rule('any = ["x"]\ncolour = 3'), "nobody asks for colour"),
        (rule('any = ["x"]').replace("why", "reason"), "why is missing, or no text"),
    ],
)
def test_each_mistake_is_named_where_it_is(text: str, problem: str) -> None:
    _, problems = read("en", {"file": text}, ENGLISH)
    (named,) = [one for one in problems if problem in one]
    assert named.startswith("en/file.toml: ")


def test_two_rules_of_one_id_are_named() -> None:
    _, problems = read("en", {"a": rule('any = ["x"]'), "b": rule('any = ["y"]')}, PLAIN)
    assert problems == ("en/b.toml: self-harm.try.this: another rule has this id",)


def test_an_excuse_of_an_unknown_danger_is_named() -> None:
    text = 'format = 1\n[[excuse]]\nid = "bored"\nany = ["x"]\nof = ["boredom"]\nmakes = "none"'
    _, problems = read("en", {"excuses": text}, PLAIN)
    assert problems == ("en/excuses.toml: bored: of: there is no danger boredom",)


def test_what_is_right_beside_a_mistake_still_works() -> None:
    texts = {"bad": "format = ", "good": rule('any = ["kill myself", "x .."]'), "denial": DENIAL}
    lexicon, problems = read("en", texts, ENGLISH)
    assert len(problems) == 2
    assert assess(["kill myself"], "en", Rules({"en": lexicon})).tier is Tier.URGENT


def test_sets_name_sets_and_numbers_are_built_in() -> None:
    shared = 'format = 1\n[sets]\nkin = ["(mum|mom)", "{friend}"]\nfriend = ["best mate"]'
    own = rule('any = ["{kin} took {many} {pill}", "ring {number} of {number}"]').replace(
        "[[rule]]", '[sets]\npill = ["pills"]\nnumber = ["three"]\n[[rule]]'
    )
    lexicon, problems = read("en", {"sets": shared, "file": own}, ENGLISH)
    assert problems == ()
    rules = Rules({"en": lexicon})
    for said in ("my best mate took 30 pills", "mom took 30 pills", "ring 3 of three"):
        assert assess([said], "en", rules).tier is Tier.URGENT
    assert assess(["mom took 3 pills"], "en", rules).tier is Tier.NONE


def test_patterns_are_heard_as_clients_are() -> None:
    lexicon, problems = read("en", {"file": rule('any = ["kil my self 2nite"]')}, ENGLISH)
    assert problems == ()
    said = ["I will KILL myself tonight"]
    assert assess(said, "en", Rules({"en": lexicon})).tier is Tier.URGENT
