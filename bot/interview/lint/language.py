"""What one line may not say, by language: the patterns of `en.toml` and `es.toml`, and marks.

A pattern catches a directive, not a token: "you don't have to answer" is autonomy.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bot.interview.lint.count import QUOTED, sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(r"(?<![\d:])(?:911|988|999|112|024|116 ?123|\d{3}[ -]\d{3,})(?![\d:])")
_SHOUT: Final = re.compile(r"[!?¡]\s*!|!\s*[!?]")
_EMOJI: Final = re.compile("[\N{BLACK SUN WITH RAYS}-\N{LIGHT CHECK MARK}\U0001f000-\U0001faff]")
_LONGEST: Final = 25
"""Words in a sentence that a reader of twelve still follows."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns that break one rule of content."""

    rule: str
    says: str
    linked: bool
    pattern: re.Pattern[str]


@cache
def rules(locale: str) -> tuple[Rule, ...]:
    """Give the patterns of a language; a language without a file has none."""
    file = files(__name__.rpartition(".")[0]) / f"{locale}.toml"
    if not file.is_file():
        return ()
    return tuple(
        Rule(
            table["rule"],
            table["says"],
            table.get("linked", False),
            re.compile("|".join(table["patterns"]), re.IGNORECASE),
        )
        for table in tomllib.loads(file.read_text(encoding="utf-8"))["rules"]
    )


def wrong(text: str, locale: str, *, buttons: bool = False) -> Iterator[tuple[str, str, str]]:
    """Give (rule, what is wrong, the sentence) for all in a line of ours that breaks a rule.

    What stands in quotation marks is not ours. `buttons`: one emoji may carry meaning there.
    """
    linked = "{" in text
    text = QUOTED.sub("“”", text).replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    for sentence in sentences(text):
        for rule in rules(locale):
            if (linked or not rule.linked) and rule.pattern.search(sentence):
                yield rule.rule, rule.says, sentence
        if _NUMBER.search(sentence):
            yield "11", "a number to call stands in the help card only", sentence
    if _SHOUT.search(text) or text.count("!") > 1:
        yield "voice", "more than one exclamation mark", text
    if len(_EMOJI.findall(text)) > (1 if buttons else 0):
        yield "voice", "an emoji as decoration", text


def long(text: str) -> Iterator[tuple[str, str, str]]:
    """Give the sentences that are too long to be read in passing, in any language."""
    for sentence in sentences(text):
        if words(sentence) > _LONGEST:
            yield "voice", f"a sentence of more than {_LONGEST} words", sentence
