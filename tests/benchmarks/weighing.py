"""The assessment, timed: ordinary windows of three messages, and the worst that can be written."""

from __future__ import annotations

import gc
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter_ns, thread_time_ns
from typing import TYPE_CHECKING, Final

from bot.listening import Meaning, Standing, listen, standing
from bot.safety.assess import LONGEST, assess
from bot.safety.measuring import read
from tests.benchmarks.small import Weighing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.safety.assess import Rules

EXAMPLES: Final = Path(__file__).parents[1] / "safety" / "examples" / "learn"


def measure(messages: int) -> tuple[Weighing, ...]:
    """Weigh so many windows, and hostile texts three times each: rules alone, and with meaning."""
    began = perf_counter_ns()
    alone = listen(Meaning.OFF)
    loaded = (perf_counter_ns() - began) / 1e9
    chance = Random(5)  # noqa: S311 - messages to time, nothing secret
    said = [
        example.text
        for path in sorted(EXAMPLES.glob("*/*.toml"))
        for example in read(path.parent.name, path.read_text(encoding="utf-8"))
    ]
    windows = [chance.sample(said, 3) for _ in range(messages)]
    worst = list(hostile(alone, said, chance))
    found = [_timed("rules alone", alone, loaded, windows, worst)]
    if standing(Meaning.ON) is Standing.ON:
        began = perf_counter_ns()
        both = listen(Meaning.ON)
        loaded += (perf_counter_ns() - began) / 1e9
        found.append(_timed("with meaning", both, loaded, windows, worst))
    return tuple(found)


def _timed(
    what: str,
    rules: Rules,
    loaded: float,
    windows: Sequence[Sequence[str]],
    worst: Sequence[Sequence[str]],
) -> Weighing:
    gc.disable()
    try:
        took = [_ms(window, rules) for window in windows]
        slowest = max(min(_ms(text, rules) for _ in range(3)) for text in worst)
    finally:
        gc.enable()
    return Weighing(what, len(took), loaded, median(took), quantiles(took, n=100)[98], slowest)


def _ms(heard: Sequence[str], rules: Rules) -> float:
    """Give the processor time of one assessment, in milliseconds."""
    began = thread_time_ns()
    assess(heard, "en", rules)
    return (thread_time_ns() - began) / 1e6


def hostile(rules: Rules, said: Sequence[str], chance: Random) -> Iterator[Sequence[str]]:
    """Give texts of 4,096 characters that are made to take long."""
    repeated = (
        "a", "a ", "ab ", "aab", "kill ", "i want to kill myself ", "k i l l ", "k.i.l.l.", "k*ll ",
        "k1ll ", "11 ", "!a", "1,000", ".", "| ", "\U0001f52b", "\ufdfa", "\u0301", "\ud800",
    )  # fmt: skip
    for piece in repeated:
        yield [(piece * LONGEST)[:LONGEST]]
    heard = sorted(
        word.removesuffix("*")
        for lexicon in rules.languages.values()
        for word in {*lexicon.spelling.known.words, *lexicon.stems}
        if len(word) > 1
    )
    yield [" ".join(sorted(heard, key=len))[:LONGEST]]
    letters = "".join(chance.choices("abcdehiklmnorstuy", k=LONGEST))
    yield [" ".join(letters[at : at + 7] for at in range(0, LONGEST, 8))]
    for _ in range(5):
        yield [" ".join(chance.sample(heard, 900))[:LONGEST]]
        yield [" ".join(chance.sample(said, 150))[:LONGEST] for _ in range(3)]
