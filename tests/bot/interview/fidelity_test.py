"""The fidelity count: hand-counted on small scripts, and what our own library must keep to."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.interview.check import Report, as_data, report
from bot.interview.fidelity import Measure, Path, fidelity, sum_up
from bot.interview.library import library
from bot.interview.parse import parse
from bot.interview.phrases import packaged
from bot.interview.playing import play
from bot.interview.script import Script

WORDS = packaged()
LIBRARY = library()
HEAD = 'format = 1\ntitle = "A test"\nabout = "Of the count"\n'
END = '[steps.over]\nskill = "structure"\nsay = "Thank you."\nnext = "end"\n'
TALK = """
[steps.rate]
skill = "structure"
ask = "How much?"
scale = [0, 10]
next = { skip = "end" }
[steps.what]
skill = "open question"
ask = "What puts you at {rate}?"
open = true
next = { skip = "end" }
[steps.back]
skill = "complex reflection"
say = "{rate}, and “{what}”."
[steps.sure]
skill = "closed question"
ask = "Is that so?"
choices = { yes = "Yes", no = "No" }
next = { skip = "end" }
[steps.so]
skill = "simple reflection"
say = "So: {sure}."
[steps.worth]
skill = "seeking collaboration"
ask = "Keep it?"
choices = { yes = "Yes", no = "No" }
next = { skip = "end" }
[steps.thin]
skill = "complex reflection"
say = "{rate} it is."
[steps.bad]
skill = "structure"
say = "You should rest."
"""


def script(steps: str = TALK) -> Script:
    return parse("test", {"en": HEAD + steps + END}, WORDS)


def test_a_whole_path_is_counted_by_its_behaviours() -> None:
    whole = max(fidelity(script(), WORDS, 50), key=lambda path: path.questions)
    assert whole == Path(
        reflections=3,
        complex=1,  # one of the two that call themselves complex holds two certain things
        open=1,
        closed=1,
        rulers=1,
        non_adherent=1,
        words=(2, 4, 4, 3, 7),
        questions=4,
        seconds=whole.seconds,
    )


def test_minutes_follow_the_stated_formula() -> None:
    asks = '[steps.q]\nskill = "open question"\nask = "What is it?"\nopen = true\n'
    short = script(asks + 'next = { skip = "end" }\n')
    typed = {len(play(short, WORDS, "en", seed).typed) for seed in range(20)}
    assert typed == {0, 1}
    for seed in range(20):
        path = play(short, WORDS, "en", seed)
        if not path.ended:
            continue
        counted = fidelity(short, WORDS, seed + 1)[-1]
        shown = sum(len(said.text.split()) for said in path.said)
        words = sum(len(text.split()) for text in path.typed)
        looks = 2 * len(path.said) + 2 * path.taps + 10 * len(path.typed)
        assert counted.seconds == pytest.approx(60 * (shown / 200 + words / 36) + looks)


def test_figures_are_the_median_and_the_worst() -> None:
    one = Path(1, 1, 1, 1, 0, 0, (10, 20), 2, 60)
    two = Path(0, 0, 0, 1, 1, 1, (35,), 5, 180)
    three = Path(2, 1, 1, 0, 0, 0, (5,), 1, 90)
    summed = sum_up("x", ["en"], 4, [one, two, three])
    assert summed.reflections_to_questions == Measure(0.5, 0.0)
    assert summed.complex_share == Measure(0.75, 0.5)
    assert summed.open_share == Measure(0.5, 0.0)
    assert summed.non_adherent == 1
    assert summed.words == Measure(15, 35)
    assert summed.questions == Measure(2, 5)
    assert summed.minutes == Measure(1.5, 3.0)
    assert (summed.paths, summed.ended) == (4, 3)


def test_where_nothing_was_asked_there_is_no_ratio() -> None:
    nothing = Measure(None, None)
    summed = sum_up("x", [], 1, [Path(0, 0, 0, 0, 0, 0, (), 0, 0)])
    assert (summed.reflections_to_questions, summed.complex_share) == (nothing, nothing)
    assert summed.words == nothing


@settings(deadline=None)
@given(st.sampled_from(sorted(LIBRARY)), st.sampled_from(["en", "es"]), st.integers(0, 2**32))
def test_every_path_comes_to_its_end_and_the_same_seed_plays_it_again(
    name: str, locale: str, seed: int
) -> None:
    path = play(LIBRARY[name], WORDS, locale, seed)
    assert path == play(LIBRARY[name], WORDS, locale, seed)
    if LIBRARY[name].exempt:
        assert path.ended
    else:
        assert len(path.asked) <= 5


def test_a_choose_several_question_is_one_question_and_a_pause_is_none() -> None:
    steps = """
[steps.many]
skill = "open question"
ask = "Which?"
pick = { a = "A", b = "B", c = "C" }
at_least = 2
page = 2
[steps.wait]
pause = "5m"
"""
    whole = [path for path in fidelity(script(steps), WORDS, 30) if path.open]
    assert {path.questions for path in whole} == {1}


@pytest.fixture(scope="module")
def made() -> Report:
    return report(LIBRARY, WORDS, paths=300)


def test_our_own_library_is_good(made: Report) -> None:
    data = as_data(made)
    assert data["good"] is True
    assert data["findings"] == []
    assert json.loads(json.dumps(data)).keys() == data.keys()


def test_our_own_library_keeps_to_the_dose_on_every_path(made: Report) -> None:
    rows = {row.name: row for row in made.fidelity}
    assert rows.keys() == {name for name, s in LIBRARY.items() if s.listed} | {"all"}
    for row in rows.values():
        assert row.non_adherent == 0
        assert at(row.words)[1] <= 35
        assert at(row.words)[0] <= 20  # therapists in AnnoMI: 16 words a turn
        assert at(row.questions)[1] <= 5
        assert at(row.minutes)[1] <= 3
        # AnnoMI, good demonstrations: 0.99 reflections a question
        assert at(row.reflections_to_questions)[0] >= 0.8
        # AnnoMI: 57 % of questions are open. Of a slip it is asked first if it is over.
        assert at(row.open_share)[0] >= 0.7 or row.name == "slip"


def at(measure: Measure) -> tuple[float, float]:
    assert measure.median is not None
    assert measure.worst is not None
    return measure.median, measure.worst


def test_a_finding_or_a_word_of_advice_makes_a_report_no_good() -> None:
    assert not report({"test": script()}, WORDS, paths=20).good
    assert report({}, WORDS).good
    assert report({}, WORDS).fidelity == ()
