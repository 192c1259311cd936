"""Small lexicons to try the machinery on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.safety.assess import Rules
from bot.safety.lexicon.reader import read
from bot.safety.spelling import packaged

if TYPE_CHECKING:
    from bot.safety.rule import Lexicon

ENGLISH: Final = packaged()["en"]
DENIAL: Final = """
format = 1
negations = ["(not|dont|wont|never)"]
idle = ["why not"]
between = ["want", "to", "going", "just", "tonight"]
"""
RULE: Final = """
format = 1
[[rule]]
id = "{id}"
tier = "{tier}"
why = "A rule to try."
{keys}
"""


def rule(keys: str, id_: str = "self-harm.try.this", tier: str = "urgent") -> str:
    return RULE.format(id=id_, tier=tier, keys=keys)


def lexicon(*rules: str, excuses: str = "") -> Lexicon:
    texts = {f"file-{number}": text for number, text in enumerate(rules)} | {"denial": DENIAL}
    if excuses:
        texts["excuses"] = "format = 1\n" + excuses
    made, problems = read("en", texts, ENGLISH)
    assert problems == ()
    return made


def only(*rules: str, excuses: str = "") -> Rules:
    return Rules({"en": lexicon(*rules, excuses=excuses)})
