"""What may be typed at each question: its labels in every language, numbers and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.hearing import plain
from bot.interview.options import BACK, DONE, MORE, answers
from bot.interview.script import SKIP, STOP, Fork, Listen, Pause, Pick, Say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.parse.problems import Problems
    from bot.interview.phrases import Phrases
    from bot.interview.script import Question, Script


def heard(
    script: Script, phrases: Phrases, problems: Problems, file: str
) -> dict[str, dict[str, str]]:
    """Give, per question, what is typed → the option meant; note labels that read the same."""
    found = {}
    for id_, step in script.steps.items():
        if not isinstance(step, Say | Pause | Fork):
            for locale, words in script.words.items():
                labels = [plain(words.get(f"{id_}.choice.{o}", o)) for o in answers(step)]
                if len(set(labels)) < len(labels):
                    problems.add(file, f"two of its choices read the same ({locale})", id_)
            found[id_] = _unmistakable(_typed(script, step, phrases))
    return found


def _typed(script: Script, question: Question, phrases: Phrases) -> Iterator[tuple[str, str]]:
    for option in answers(question):
        for words in script.words.values():
            label = words.get(f"{question.id}.choice.{option}", option)
            yield plain(label), option
            if label.isdecimal():
                yield from ((name, option) for name in _names(int(label), phrases))
    if isinstance(question, Listen) and not script.exempt:
        yield from ((unsure, SKIP) for unsure in _unsure(phrases))
    buttons = {} if script.exempt else {"button.skip": SKIP, "button.stop": STOP}
    if isinstance(question, Pick):
        buttons |= {"button.back": BACK, "button.more": MORE, "button.done": DONE}
    for id_, option in buttons.items():
        for words in phrases.words.values():
            yield plain(words[id_]), option


def _unsure(phrases: Phrases) -> Iterator[str]:
    """Give the ways to say "I don't know": an open question is passed by them, as by Skip."""
    for words in phrases.words.values():
        yield from filter(None, map(plain, words.get("thin.unknown", "").split("|")))


def _names(number: int, phrases: Phrases) -> Iterator[str]:
    """Give the ways to write a number: `7`, `seven`, `a 7`, `un siete`."""
    for words in phrases.words.values():
        names = [str(number), *words.get(f"number.{number}", "").split()]
        for name in map(plain, names):
            yield name
            yield from (f"{plain(lead)} {name}" for lead in words["number.lead"].split())


def _unmistakable(typed: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Leave out what means one thing in one language and another in the next."""
    meant: dict[str, set[str]] = {}
    for phrase, option in typed:
        meant.setdefault(phrase, set()).add(option)
    return {phrase: options.pop() for phrase, options in meant.items() if len(options) == 1}
