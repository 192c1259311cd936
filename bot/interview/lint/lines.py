"""Every line looked at by itself: in a check-in, and among the shared words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.interview.lint.finding import Finding
from bot.interview.lint.language import long, wrong
from bot.interview.steps import Listen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.phrases import Phrases
    from bot.interview.script import Script

_BUTTONS: Final = ("button.", "pick.", "menu.", "keyboard.")
_NOT_SAID: Final = (
    "number.",
    "thin.",
    "month.",
    "weekday.",
    "day.",
    "wizard-hear.",
    "push-back.",
    "own-rule.",
    "list.",
    "name",
    "brief.read-first",
)
"""Shared ids that are heard, are parts of a phrase, name a fault of somebody's line to its
author, or are a counselor's own words."""
_NAMES: Final = {"counselor", "before", "hours", "alerts"}
"""Given to a check-in by the house, not by the client: who invites, when they work, who is told."""


def of_script(script: Script, phrases: Phrases) -> Iterator[Finding]:
    """Look at every line of a check-in in every language."""
    for locale in sorted(phrases.words):
        if locale not in script.words:
            yield Finding(script.name, locale, "", "languages", "it is not translated")
    for locale, lines in script.words.items():
        for id_, text in lines.items():
            step = id_.partition(".")[0]
            found = list(wrong(text, locale, buttons=".choice." in id_))
            if not script.exempt:
                found += long(text)
            found += _bare(script, text)
            for rule, says, sentence in found:
                # A title or the line about it belongs to no step.
                yield Finding(script.name, locale, step, rule, says, sentence)


def of_words(phrases: Phrases) -> Iterator[Finding]:
    """Look at every shared phrase in every language."""
    for locale, lines in phrases.words.items():
        for id_, text in lines.items():
            if id_.startswith(_NOT_SAID):
                continue
            for rule, says, sentence in wrong(text, locale, buttons=id_.startswith(_BUTTONS)):
                yield Finding("words", locale, id_, rule, says, sentence)


def _bare(script: Script, text: str) -> Iterator[tuple[str, str, str]]:
    """Find the client's own words outside quotation marks."""
    heard = (id_ for id_, step in script.steps.items() if isinstance(step, Listen))
    written = {*script.given, *heard} - _NAMES
    for slot in re.finditer(r"(.?)\{([a-z0-9-]+)\}(.?)", text):
        if slot[2] in written and (slot[1], slot[3]) != ("“", "”"):
            yield "4", "the client's words stand outside quotation marks", text
