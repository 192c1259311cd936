"""What stands together: messages, ways through, variants, and what a reflection rests on.

A message is all that is said from one stop to the next question. Every way that the steps allow
is looked at, also one that no client can take: a bound, not an estimate.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from bot.interview.lint import count
from bot.interview.lint.certain import certain
from bot.interview.lint.finding import Finding
from bot.interview.lint.leads import leads
from bot.interview.steps import END, Fork, Listen, Question, Say
from bot.interview.terms import Skill
from bot.interview.walk import RESTING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.interview.script import Script

MOST_WORDS: Final = 35
MOST_QUESTIONS: Final = 5
REST: Final = 30
"""Days an authored line rests."""
WEEKLY: Final[Mapping[str, int]] = {
    "goal-mirror": 2,
    "week-review": 2,
    "week-ahead": 1,
    "agenda": 1,
    "takeaway": 1,
    "importance": 1,
    "confidence": 1,
}
"""Times a week a plan of ours asks, at most; what is not named here comes on demand only."""
_NEEDS: Final = {Skill.SIMPLE: 1, Skill.COMPLEX: 2}
"""Certain things a reflection holds at least."""


def of_script(script: Script) -> Iterator[Finding]:
    """Look at a check-in as a whole; consent and the like are longer than a check-in may be."""
    if script.exempt:
        return
    if (asked := _longest(script, script.first, ())) > MOST_QUESTIONS:
        says = f"a way asks {asked} questions, more than {MOST_QUESTIONS}"
        yield Finding(script.name, "en", "", "1", says)
    yield from _messages(script)
    yield from _short_way(script)
    yield from _variants(script)
    yield from _ladder(script)


def _longest(script: Script, step: str, before: tuple[str, ...]) -> int:
    if step == END:
        return 0
    if step in before:
        # A question that can come again may be asked any number of times.
        return MOST_QUESTIONS + 1
    here = script.steps[step]
    asks = isinstance(here, Question)
    return asks + max(_longest(script, to, (*before, step)) for to in set(leads(script, here)))


def _messages(script: Script) -> Iterator[Finding]:
    stops = [s for s in script.steps.values() if not isinstance(s, Say | Fork)]
    starts = dict.fromkeys([script.first, *(to for stop in stops for to in leads(script, stop))])
    for locale, lines in script.words.items():
        told = set()
        for start in starts:
            for words, asked, last in _spoken(script, lines, start, 0, 0):
                if words > MOST_WORDS:
                    told.add((last, "1", f"{words} words in a message, more than {MOST_WORDS}"))
                if asked > 1:
                    told.add((last, "1", f"{asked} questions in a message"))
        for last, rule, says in sorted(told):
            yield Finding(script.name, locale, last, rule, says)
        for step in (s for s in script.steps.values() if isinstance(s, Say)):
            for text in _said(lines, step.id):
                if count.questions(text):
                    yield Finding(
                        script.name, locale, step.id, "1", "a question nobody can answer", text
                    )


def _spoken(
    script: Script, lines: Mapping[str, str], step: str, words: int, asked: int
) -> Iterator[tuple[int, int, str]]:
    """Give the most words, the questions and the last step of every message from a step on."""
    if step == END:
        return
    here, onward = script.steps[step], list[str]()
    if isinstance(here, Say | Question) and here.otherwise:
        # With nothing to mirror, the way goes on without it.
        yield from _spoken(script, lines, here.otherwise, words, asked)
    if isinstance(here, Say):
        said = _said(lines, step)
        words += max(map(count.words, said))
        asked += max(map(count.questions, said))
        yield words, asked, step
        onward = [here.next.default or END]
    elif isinstance(here, Question):
        text = lines.get(f"{step}.ask", "")
        yield words + count.words(text), asked + count.questions(text), step
    elif isinstance(here, Fork):
        onward = list(dict.fromkeys(leads(script, here)))
    for to in onward:
        yield from _spoken(script, lines, to, words, asked)


def _said(lines: Mapping[str, str], step: str) -> list[str]:
    return [text for id_, text in lines.items() if id_.startswith(f"{step}.say.")] or [""]


def _short_way(script: Script) -> Iterator[Finding]:
    ahead, seen = [script.first], set[str]()
    while script.name in WEEKLY and ahead:
        step = ahead.pop()
        if step == END or step in seen:
            continue
        seen.add(step)
        here = script.steps[step]
        if isinstance(here, Listen):
            yield Finding(script.name, "en", step, "1", "it cannot be begun with one tap")
        if not isinstance(here, Question):
            ahead += leads(script, here)
        elif here.otherwise:
            ahead.append(here.otherwise)


def _variants(script: Script) -> Iterator[Finding]:
    needed = ceil(REST / 7 * WEEKLY.get(script.name, 0))
    for step in script.steps.values():
        if isinstance(step, Say) and step.skill in RESTING and step.variants < needed:
            says = f"{step.variants} variants; {needed} are needed to rest {REST} days"
            yield Finding(script.name, "en", step.id, "10", says)


def _ladder(script: Script) -> Iterator[Finding]:
    for step in (s for s in script.steps.values() if isinstance(s, Say)):
        needed = _NEEDS.get(step.skill, 0)
        if certain(script, step) < needed:
            says = f"a {step.skill} that holds fewer than {needed} certain things"
            yield Finding(script.name, "en", step.id, "ladder", says)
