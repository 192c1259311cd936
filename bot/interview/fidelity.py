"""The fidelity count: how a check-in's talk compares with good motivational interviewing.

Counted along played paths, not over a script's lines, with the behaviours of MITI 4: reflections
(simple, complex; a summary is complex), open and closed questions, and what is non-adherent.
A complex reflection counts as one only if it holds two certain things; receipts and affirmations
count as no reflection. A ruler, or a sort of cards, is a question and left out of the share of open
ones; a step that seeks collaboration is, as in MITI, no question.

Minutes are an estimate: all words shown at 200 a minute (adults read 238 silently, Brysbaert
2019), 2 s a message to look up, 2 s a tap; words typed at 36 a minute (Palin et al. 2019, on
phones) and 10 s of thought for each open answer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, Final

from bot.interview.lint import count
from bot.interview.lint.certain import certain
from bot.interview.lint.language import wrong
from bot.interview.playing import play
from bot.interview.steps import Fork, Go, Pause, Pick, Ruler, Say
from bot.interview.terms import Skill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.interview.phrases import Phrases
    from bot.interview.playing import Played
    from bot.interview.script import Script

PATHS: Final = 1000
READS, TYPES = 200, 36
"""Words a minute."""
LOOKS, TAPS, THINKS = 2, 2, 10
"""Seconds."""
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure over all paths; None where no path has it."""

    median: float | None
    worst: float | None


@dataclass(frozen=True, slots=True)
class Fidelity:
    """The count for one check-in, or for all together."""

    name: str
    languages: tuple[str, ...]
    paths: int
    ended: int
    """Paths that came to their end; only these are measured."""
    reflections_to_questions: Measure
    complex_share: Measure
    open_share: Measure
    non_adherent: int
    """Lines said on any path that break rule 2 or 3; must be 0."""
    words: Measure
    """Of ours, a message."""
    questions: Measure
    minutes: Measure


@dataclass(frozen=True, slots=True)
class Path:
    """What was counted on one path."""

    reflections: int
    complex: int
    open: int
    closed: int
    rulers: int
    non_adherent: int
    words: tuple[int, ...]
    questions: int
    seconds: float


def fidelity(script: Script, phrases: Phrases, paths: int = PATHS) -> tuple[Path, ...]:
    """Play a check-in along seeded paths, its languages by turns, and count those that ended."""
    locales, kinds = sorted(script.words), _kinds(script)
    seeds = ((seed, locales[seed % len(locales)]) for seed in range(paths))
    played = ((play(script, phrases, locale, seed), locale) for seed, locale in seeds)
    return tuple(_count(script, kinds, path, locale) for path, locale in played if path.ended)


def sum_up(name: str, languages: Iterable[str], paths: int, counted: Sequence[Path]) -> Fidelity:
    """Give the median and the worst of every figure."""
    ratio = _over(counted, lambda p: _share(p.reflections, p.open + p.closed + p.rulers), min)
    return Fidelity(
        name=name,
        languages=tuple(languages),
        paths=paths,
        ended=len(counted),
        reflections_to_questions=ratio,
        complex_share=_over(counted, lambda p: _share(p.complex, p.reflections), min),
        open_share=_over(counted, lambda p: _share(p.open, p.open + p.closed), min),
        non_adherent=sum(path.non_adherent for path in counted),
        words=_measure([words for path in counted for words in path.words], max),
        questions=_over(counted, lambda p: p.questions, max),
        minutes=_over(counted, lambda p: round(p.seconds / 60, 1), max),
    )


def _over(
    counted: Sequence[Path],
    figure: Callable[[Path], float | None],
    worst: Callable[[Sequence[float]], float],
) -> Measure:
    return _measure([value for path in counted if (value := figure(path)) is not None], worst)


def _measure(values: Sequence[float], worst: Callable[[Sequence[float]], float]) -> Measure:
    return Measure(round(median(values), 2), worst(values)) if values else Measure(None, None)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 2) if whole else None


def _kinds(script: Script) -> dict[str, str]:
    """Give what each step counts as."""
    found = {}
    for step in script.steps.values():
        match step:
            case Pause() | Fork() | Go():
                continue
            case Ruler() | Pick(skill=Skill.STRUCTURE):
                found[step.id] = "ruler"
            case Say(skill=Skill.COMPLEX | Skill.SUMMARY):
                found[step.id] = "complex" if certain(script, step) >= _TWO else "simple"
            case Say(skill=Skill.SIMPLE):
                found[step.id] = "simple"
            case Say():
                continue
            case _ if step.skill is Skill.OPEN:
                found[step.id] = "open"
            case _ if step.skill is Skill.CLOSED:
                found[step.id] = "closed"
    return found


def _count(script: Script, kinds: dict[str, str], played: Played, locale: str) -> Path:
    said = [line.id for message in played.said for line in message.lines if not line.shared]
    done = Counter(kinds.get(id_.partition(".")[0]) for id_ in said)
    texts = [script.words[locale][id_] for id_ in said]
    ours = tuple(
        sum(count.words(script.words[locale][line.id]) for line in message.lines if not line.shared)
        for message in played.said
    )
    shown = sum(len(message.text.split()) for message in played.said)
    typed = sum(len(text.split()) for text in played.typed)
    seconds = 60 * (shown / READS + typed / TYPES) + LOOKS * len(played.said)
    return Path(
        reflections=done["simple"] + done["complex"],
        complex=done["complex"],
        open=done["open"],
        closed=done["closed"],
        rulers=done["ruler"],
        non_adherent=sum(_non_adherent(text, locale) for text in texts),
        words=ours,
        questions=len(played.asked),
        seconds=seconds + TAPS * played.taps + THINKS * len(played.typed),
    )


@lru_cache(maxsize=4096)
def _non_adherent(text: str, locale: str) -> bool:
    """Say whether a line breaks rule 2 or 3; it is said on many paths, and read once."""
    return any(rule in {"2", "3"} for rule, _, _ in wrong(text, locale))
