"""A check-in from a few questions: the TOML file that a counselor would have written by hand.

Every open answer is kept as a note and quoted back, every number said back; nothing else is said,
for nothing else is certain.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.interview.phrases import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.interview.phrases import Phrases

MOST: Final = 5
"""Questions: a check-in has no more."""
FEWEST, MANY, LABEL = 2, 8, 40
"""Choices of one question, and characters of one of them."""
TITLE, QUESTION = 40, 280
"""Characters."""
_BACK: Final = ("own.back-kept", "own.back-yours", "own.back")
_NUMBER: Final = ("own.number-back", "own.number-then")
_ABOUT: Final = "own.about"
_THANKS: Final = "own.thanks"


class How(StrEnum):
    """How a question is answered."""

    WORDS = "words"
    SCALE = "scale"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, in every language that the check-in has."""

    how: How
    texts: Mapping[str, str]
    """Locale → the question."""
    choices: tuple[Mapping[str, str], ...] = ()
    """Each by locale."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a counselor wrote."""

    titles: Mapping[str, str]
    """Locale → title; the first is the language it was written in."""
    questions: tuple[Asked, ...]


def clean(text: str, longest: int) -> str:
    """Give a typed text as a file can hold it: one line, and braces, which fill slots, as brackets.

    Empty if nothing is left, or more than `longest` characters are.
    """
    plain = "".join(char if char.isprintable() else " " for char in text)
    said = " ".join(plain.replace("{", "(").replace("}", ")").split())
    return said if len(said) <= longest else ""


def files(written: Written, phrases: Phrases) -> dict[str, str]:
    """Give the files of it: locale → TOML text. In one language, that is the source, whichever."""
    own = next(iter(written.titles))
    source = SOURCE if SOURCE in written.titles else own
    made = {SOURCE: "".join(_source(written, source, phrases))}
    for locale in written.titles:
        if locale != source:
            made[locale] = "".join(_translation(written, locale, phrases))
    return made


def _source(written: Written, locale: str, phrases: Phrases) -> Iterator[str]:
    yield "format = 1\n"
    yield from _titles(written, locale, phrases)
    for n, asked in enumerate(written.questions, 1):
        skill = "open question" if asked.how is How.WORDS else "closed question"
        yield f'\n[steps.q{n}]\nskill = "{skill}"\n'
        yield from _asked(asked, locale)
        if asked.how is How.WORDS:
            yield 'open  = true\nkeeps = "note"\n'
        if asked.how is How.SCALE:
            yield "scale = [0, 10]\n"
        if asked.how is not How.CHOICES:
            yield f'\n[steps.r{n}]\nskill = "simple reflection"\n'
            yield _back(n, asked, locale, phrases)
    yield '\n[steps.thanks]\nskill = "structure"\n'
    yield f"say   = {_text(phrases(locale, _THANKS))}\n"
    yield 'next  = "end"\n'


def _translation(written: Written, locale: str, phrases: Phrases) -> Iterator[str]:
    yield from _titles(written, locale, phrases)
    for n, asked in enumerate(written.questions, 1):
        yield f"\n[steps.q{n}]\n"
        yield from _asked(asked, locale)
        if asked.how is not How.CHOICES:
            yield f"\n[steps.r{n}]\n"
            yield _back(n, asked, locale, phrases)
    yield f"\n[steps.thanks]\nsay   = {_text(phrases(locale, _THANKS))}\n"


def _titles(written: Written, locale: str, phrases: Phrases) -> Iterator[str]:
    yield f"title  = {_text(written.titles[locale])}\n"
    yield f"about  = {_text(phrases(locale, _ABOUT))}\n"


def _asked(asked: Asked, locale: str) -> Iterator[str]:
    yield f"ask   = {_text(asked.texts[locale])}\n"
    if asked.how is How.CHOICES:
        labels = (f"c{n} = {_text(one[locale])}" for n, one in enumerate(asked.choices, 1))
        yield f"choices = {{ {', '.join(labels)} }}\n"


def _back(n: int, asked: Asked, locale: str, phrases: Phrases) -> str:
    """Give the answer back in several ways, as each rests for a month once it was said."""
    ids = _BACK if asked.how is How.WORDS else _NUMBER
    slot = f"{{q{n}}}"
    said = [_text(phrases(locale, id_).replace("{n}", slot)) for id_ in ids]
    return f"say   = [{', '.join(said)}]\n"


def _text(text: str) -> str:
    """Write a text as TOML does; what JSON leaves as it is and TOML does not is not printable."""
    return json.dumps(text, ensure_ascii=False)
