"""What single check-ins of ours promise, beyond what the lint can see."""

from __future__ import annotations

from bot.interview.library import library
from bot.interview.options import SHORT
from bot.interview.phrases import packaged
from bot.interview.steps import Choose, Listen, Pick
from bot.interview.terms import Kind, Readiness

LOCALES = sorted(packaged().words)


def test_what_somebody_gets_from_using_is_never_kept() -> None:
    sides = library()["two-sides"]
    gives = sides.steps["gives"]
    assert isinstance(gives, Choose)
    assert gives.keeps is None
    acts = [
        act
        for step in sides.steps.values()
        if isinstance(step, Choose)
        for several in step.acts.values()
        for act in several
    ]
    assert acts
    assert {act.of for act in acts} <= {"less", "more"}
    assert not any(isinstance(s, Listen) and s.keeps for s in sides.steps.values())


def test_what_somebody_gets_from_using_stands_first_in_the_summary_and_never_last() -> None:
    sides = library()["two-sides"]
    for step in ("whole", "rated", "both"):
        for locale in LOCALES:
            lines = sides.words[locale].items()
            for text in (text for id_, text in lines if id_.startswith(f"{step}.say.")):
                assert text.count("{gives}") == 1
                assert text.index("{gives}") < text.index("{less}")


def test_no_more_of_the_why_is_evoked_once_somebody_is_doing_it() -> None:
    decided = {Readiness.DOING_IT, Readiness.KEEPING_GOING}
    for name in ("two-sides", "look-back", "look-ahead", "best"):
        assert library()[name].gate.never >= decided


def test_what_went_well_is_there_for_everybody() -> None:
    gate = library()["went-well"].gate
    assert (gate.at, gate.importance, gate.never, gate.rests, gate.needs, gate.after_slip) == (
        frozenset(),
        None,
        frozenset(),
        None,
        None,
        True,
    )


def test_all_83_values_are_there_and_two_fit_in_a_row_in_every_language() -> None:
    values = library()["values"]
    cards = values.steps["cards"]
    assert isinstance(cards, Pick)
    assert (len(cards.choices), cards.at_most, cards.page, cards.keeps) == (83, 10, 12, Kind.VALUE)
    for locale in LOCALES:
        labels = [values.words[locale][f"cards.choice.{card}"] for card in cards.choices]
        assert len(set(labels)) == len(labels)
        assert max(map(len, labels)) <= SHORT
