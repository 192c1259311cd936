"""The lines of a check-in: not too long, their slots known and filled, alike in all languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.interview.parse.filled import filled
from bot.interview.parse.problems import near
from bot.interview.parts import LIMIT, units
from bot.interview.slots import BEFORE, COUNT, LOWER
from bot.interview.steps import Pick, Question, Ruler
from bot.interview.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.interview.parse.problems import Problems
    from bot.interview.phrases import Phrases
    from bot.interview.script import Script

LONGEST_LABEL: Final = 40
"""Characters that a phone still shows on a button."""
_THEN: Final = re.compile(r"(then\.[a-z][a-z0-9-]{0,19}(\.on)?|now\.[a-z][a-z0-9-]{0,19})")
_BRACED = re.compile(r"\{([^{}]*)\}")


def slots_in(text: str) -> tuple[str, ...]:
    """Give what stands in braces in a text, each once."""
    return tuple(dict.fromkeys(_BRACED.findall(text)))


def lengths(words: Mapping[str, str], problems: Problems, file: str) -> None:
    """Note lines and labels that are too long, or hold what no message can."""
    for id_, text in words.items():
        step, _, part = id_.partition(".")
        where = step if part else None
        if units(text) > LIMIT:
            problems.add(file, f"{part or id_} is longer than the {LIMIT} a message holds", where)
        if part.startswith("choice.") and len(text) > LONGEST_LABEL:
            problems.add(file, f"{part}: a button holds {LONGEST_LABEL} characters", where)
        if part.startswith("choice.") and (slots_in(text) or "\n" in text):
            problems.add(file, f"{part}: a button holds plain words, no slot or new line", where)
        if any(ord(c) < ord(" ") and c != "\n" for c in text):
            problems.add(file, f"{part or id_} holds a control character", where)
        if re.search("[{}]", _BRACED.sub("", text)):
            problems.add(file, f"{part or id_} has a brace without its other half", where)


def alike(
    source: Mapping[str, str], translation: Mapping[str, str], problems: Problems, file: str
) -> None:
    """Note what a translation lacks, has too much, or fills otherwise."""
    for id_ in [*source, *(extra for extra in translation if extra not in source)]:
        step, _, part = id_.partition(".")
        where, what = (step, part) if part else (None, id_)
        if id_ not in translation:
            problems.add(file, f"{what} is not translated", where)
        elif id_ not in source:
            problems.add(file, f"{what} is not in the source", where)
        elif set(slots_in(source[id_])) != set(slots_in(translation[id_])):
            problems.add(file, f"{what} has other slots than the source", where)


def slots(script: Script, phrases: Phrases, problems: Problems, file: str) -> None:
    """Note slots nobody knows, and those that may be empty where a question needs them."""
    known = {*_known(script), *(f"profile.{name}" for name in _profile(phrases))}
    for line, names in script.slots.items():
        step = line.partition(".")[0]
        for name in names:
            if name not in known and not _THEN.fullmatch(name):
                problems.add(file, f"nothing fills {{{name}}}{near(name, known)}", step)
    for id_, facts in filled(script).items():
        asked = script.steps[id_]
        if not isinstance(asked, Question):
            continue
        for name in script.slots.get(f"{id_}.ask", ()):
            there = name in known or _THEN.fullmatch(name)
            sure = name in facts or name == COUNT or name.startswith("profile.")
            if there and not sure:
                problems.add(file, f"{{{name}}} may be empty when this is asked", id_)
        if isinstance(asked, Pick) and asked.among and asked.among not in facts:
            says = f"among: nothing may have been picked at {asked.among} when this is asked"
            problems.add(file, says, id_)


def _known(script: Script) -> Iterator[str]:
    yield from (*script.given, COUNT)
    yield from (f"words.{kind}" for kind in Kind)
    for id_, step in script.steps.items():
        if isinstance(step, Question):
            yield id_
        if isinstance(step, Ruler):
            yield f"{id_}.{LOWER}"
            if step.measures:
                yield f"{id_}.{BEFORE}"


def _profile(phrases: Phrases) -> Iterator[str]:
    """Give the profile words that have a default, so that a line always has something to say."""
    for id_ in phrases.words["en"]:
        head, _, name = id_.partition(".")
        if head == "profile":
            yield name
