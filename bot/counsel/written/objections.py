"""What the rules of content object to in one sentence, at the moment it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel.written.found import ruled
from bot.counsel.written.looked import LAW
from bot.interview.lint import count
from bot.interview.lint.language import wrong
from bot.interview.lint.shape import MOST_WORDS
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.phrases import Phrases
    from bot.interview.turn import Line

_SIZE: Final = "1"


def objections(text: str, phrases: Phrases) -> tuple[Line, ...]:
    """Say why a client should not read a text as it stands; nothing if they may.

    It is held to the rules of every language: nobody says which one it is in.
    """
    found = {(rule, sentence): says for rule, says, sentence in _found(text, phrases)}
    return tuple(
        line("own.object", what=ruled(rule, says), sentence=sentence)
        for (rule, sentence), says in found.items()
    )


def _found(text: str, phrases: Phrases) -> Iterator[tuple[str, str, str]]:
    if count.words(text) > MOST_WORDS or count.questions(text) > 1:
        yield _SIZE, "", text
    for locale in phrases.words:
        yield from (one for one in wrong(text, locale) if one[0] in LAW)
