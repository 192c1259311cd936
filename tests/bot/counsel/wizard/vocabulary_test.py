"""The words that the wizard listens for: every language's, one more than there are included."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Final

import pytest

from bot.counsel.wizard.clock import marked, read_times, read_window
from bot.counsel.wizard.making import plan_of
from bot.counsel.wizard.reading import read_days, read_every, read_offset, read_spans
from bot.counsel.wizard.vocabulary import vocabulary
from bot.interview.phrases import Phrases, packaged
from bot.schedule.plan import Slot, Weekdays
from tests.bot.counsel.wizard.wizards import VOICE, begun, facts, going

MADE_UP: Final = {
    "day.weekday.1": "Pólmu|pol",
    "day.weekday.2": "talmu",
    "day.weekday.3": "kélmu",
    "day.weekday.4": "jormu",
    "day.weekday.5": "bélmu",
    "day.weekday.6": "sv|svalmu",
    "day.weekday.7": "dolmu",
    "wizard-hear.daily": "alla dolum",
    "wizard-hear.every": "hvur",
    "wizard-hear.on": "ō",
    "wizard-hear.at": "klukk",
    "wizard-hear.from": "fro",
    "wizard-hear.to": "tíl",
    "wizard-hear.between": "mezu",
    "wizard-hear.and": "oq",
    "wizard-hear.minutes": "mintu.|mintu",
    "wizard-hear.hours": "stunda",
    "wizard-hear.days": "dag|daga",
    "wizard-hear.weeks": "vík|víkur",
    "wizard-hear.one": "eit",
    "wizard-hear.before": "foor",
    "wizard-hear.after": "eftur",
    "wizard-hear.none": "eki",
}
"""Of no language; a full stop is no pattern's."""
KNOWN: Final = vocabulary(
    Phrases({**packaged().words, "xx": {**packaged().words["en"], **MADE_UP}})
)


@pytest.mark.parametrize("way", ["", "mon wed ", "lunes y "])
def test_days_are_heard_in_every_language_side_by_side(way: str) -> None:
    beside = {"": set[int](), "mon wed ": {1, 3}, "lunes y ": {1}}[way]
    for said, days in {
        "hvur bel": {5},
        "sv oq dolmu": {6, 7},
        "ō KELMU tíl belmus": {3, 4, 5},
        "alla dolum": {1, 2, 3, 4, 5, 6, 7},
    }.items():
        assert read_days(way + said, KNOWN) == tuple(sorted(beside | days))


def test_spans_strides_and_offsets_are_heard() -> None:
    assert read_spans("90 mintu oq 3 stunda oq 2 daga", KNOWN) == (
        timedelta(minutes=90),
        timedelta(hours=3),
        timedelta(days=2),
    )
    assert read_every("hvur 3 vikur", KNOWN) == (3, True)
    assert read_every("hvur 3 daga", KNOWN) == (3, False)
    assert read_offset("eit vík foor", KNOWN) == -7
    assert read_offset("2 daga eftur", KNOWN) == 2


def test_times_are_heard() -> None:
    assert marked("klukk 9", KNOWN)
    assert read_window("fro 9 tíl 12", KNOWN) == (time(9), time(12))
    assert read_window("mezu 9 oq 12", KNOWN) == (time(9), time(12))
    assert read_times("polmu klukk 9 oq 18", KNOWN) == (time(9), time(18))


def test_the_wizard_listens_with_the_words_it_is_told() -> None:
    about = facts(known=KNOWN)
    made = plan_of(going(begun(about), "~jormu klukk 19", "to-reminders", "~eki", about=about))
    assert made.cadence == Weekdays((4,))
    assert made.slots == (Slot(time(19), time(19)),)
    assert made.limits.reminders == ()


@pytest.mark.parametrize("said", ["pol", "hvur 3 vikur", "eit vik foor", "fro 9 til 12"])
def test_what_is_no_languages_word_is_not_heard(said: str) -> None:
    known = vocabulary(VOICE.phrases)
    assert read_days(said, known) is None
    assert read_every(said, known) is None
    assert read_offset(said, known) is None
    assert read_spans(said, known) is None
    assert read_window(said, known) is None


def test_a_beginning_that_two_days_share_is_neither() -> None:
    alike = {"day.weekday.1": "sabmon", "day.weekday.2": "sabtue"}
    known = vocabulary(Phrases({"xx": {**packaged().words["en"], **alike}}))
    assert read_days("sab", known) is None
    assert read_days("sabm sabtue", known) == (1, 2)
