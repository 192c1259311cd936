"""What may be typed at each question: its labels in every language, numbers and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.hearing import plain
from bot.interview.options import BACK, DONE, MORE, answers
from bot.interview.steps import SKIP, STOP, Pick, Question, takes_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.parse.problems import Problems
    from bot.interview.phrases import Phrases
    from bot.interview.script import Script


def heard(
    script: Script, phrases: Phrases, problems: Problems, file: str
) -> dict[str, dict[str, str]]:
    """Give, per question, what is typed → the option meant; note labels that read the same."""
    found = {}
    for id_, step in script.steps.items():
        if isinstance(step, Question):
            for locale, words in script.words.items():
                labels = [plain(words.get(f"{id_}.choice.{o}", o)) for o in answers(step)]
                lent = isinstance(step, Pick) and step.among
                if len(set(labels)) < len(labels) and not lent:
                    problems.add(file, f"two of its choices read the same ({locale})", id_)
            found[id_] = _unmistakable(_typed(script, step, phrases))
    return found


def _typed(script: Script, question: Question, phrases: Phrases) -> Iterator[tuple[str, str]]:
    own = dict.fromkeys(_own(script, question, phrases))
    yield from own
    if takes_words(question) and not script.exempt:
        # Where not knowing is a choice of its own, it is no skipping.
        labels = {phrase for phrase, _ in own}
        yield from ((unsure, SKIP) for unsure in _unsure(phrases) if unsure not in labels)
    buttons = {} if script.exempt else {"button.skip": SKIP, "button.stop": STOP}
    if isinstance(question, Pick):
        buttons |= {"button.back": BACK, "button.more": MORE, "button.done": DONE}
    for id_, option in buttons.items():
        for words in phrases.words.values():
            yield plain(words[id_]), option


def _own(script: Script, question: Question, phrases: Phrases) -> Iterator[tuple[str, str]]:
    for option in answers(question):
        for words in script.words.values():
            label = words.get(f"{question.id}.choice.{option}", option)
            yield plain(label), option
            if label.isdecimal():
                yield from ((name, option) for name in _names(int(label), phrases))


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
