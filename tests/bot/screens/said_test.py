"""The plan in one sentence: how each kind of plan is said, and that it always can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.phrases import packaged
from bot.interview.render import Tongue
from bot.interview.slots import PATTERN
from bot.interview.turn import Line, Several
from bot.schedule.dates import dates
from bot.schedule.plan import (
    Bounds,
    Cadence,
    Daily,
    Every,
    Limits,
    Once,
    Plan,
    Relative,
    Slot,
    Unit,
    Weekdays,
    ZonePolicy,
)
from bot.screens.said import said
from tests.bot.schedule.making import ANCHORS, CALM, cadences, daily, plans

START = date(2026, 11, 24)
TITLES = {"goal-mirror": "Goal mirror", "week-review": "A look back"}
LOCALES = tuple(packaged().words)
SIX = (Slot(time(18), time(18)),)


def say(plan: Plan, locale: str = "en", today: date | None = START, *, limits: bool = False) -> str:
    line = said(plan, lambda name: TITLES.get(name, name), today=today, limits=limits)
    return Tongue(packaged(), locale, None, today).line(line)


def made(cadence: Cadence, slots: tuple[Slot, ...] = SIX, **changed: object) -> Plan:
    return daily(
        "18:00", START, cadence=cadence, slots=slots, **({"checkins": ("goal-mirror",)} | changed)
    )


@pytest.mark.parametrize(
    ("cadence", "english", "spanish"),
    [
        (Daily(), "every day at", "todos los días,"),
        (Weekdays((2, 5)), "every Tuesday and Friday at", "cada martes y viernes,"),
        (Weekdays((1, 2, 3, 4, 5)), "Monday to Friday at", "de lunes a viernes,"),
        (Weekdays((1, 2, 3, 4, 5, 6, 7)), "every day at", "todos los días,"),
        (Every(1, Unit.DAYS), "every day at", "todos los días,"),
        (Every(3, Unit.DAYS), "every 3 days at", "cada 3 días,"),
        (Every(1, Unit.WEEKS), "every Tuesday at", "cada martes,"),
        (Every(2, Unit.WEEKS), "every 2 weeks on Tuesday at", "cada 2 semanas, el martes,"),
        (
            Once(date(2027, 1, 5)),
            "once, on Tuesday, January 5, 2027, at",
            "una sola vez, el martes 5 de enero de 2027,",
        ),
        (
            Relative("next_session", -1),
            "the day before the next session at",
            "el día antes de la próxima sesión,",
        ),
        (
            Relative("last_session", 1),
            "the day after the last session at",
            "el día después de la última sesión,",
        ),
        (
            Relative("enrolment", 14),
            "14 days after joining here at",
            "14 días después de empezar aquí,",
        ),
        (Relative("Lea's party", 0), "on the day of “Lea's party” at", "el día de “Lea's party”,"),
        (
            Relative("Lea's party", -3),
            "3 days before “Lea's party” at",
            "3 días antes de “Lea's party”,",
        ),
    ],
)
def test_each_cadence_has_its_words(cadence: Cadence, english: str, spanish: str) -> None:
    assert say(made(cadence)) == f"“Goal mirror” {english} 6:00 pm."
    assert say(made(cadence), "es") == f"“Goal mirror” {spanish} 18:00 h."


@pytest.mark.parametrize(
    ("slots", "english", "spanish"),
    [
        (
            (Slot(time(9), time(9)), Slot(time(18), time(18))),
            "at 9:00 am and 6:00 pm",
            "9:00 y 18:00 h",
        ),
        (
            (Slot(time(17), time(20)),),
            "between 5:00 pm and 8:00 pm",
            "entre 17:00 y 20:00 h",
        ),
        (
            (Slot(time(17), time(20), 2, timedelta(minutes=60)),),
            "twice between 5:00 pm and 8:00 pm, at least 1 hour apart",
            "dos veces entre 17:00 y 20:00 h, con 1 hora o más de por medio",
        ),
        (
            (Slot(time(9), time(9)), Slot(time(12), time(15), 3)),
            "at 9:00 am and 3 times between 12:00 pm and 3:00 pm",
            "9:00 h y 3 veces entre 12:00 y 15:00 h",
        ),
    ],
)
def test_each_kind_of_time_has_its_words(
    slots: tuple[Slot, ...], english: str, spanish: str
) -> None:
    assert say(made(Daily(), slots)) == f"“Goal mirror” every day {english}."
    assert say(made(Daily(), slots), "es") == f"“Goal mirror” todos los días, {spanish}."


def test_several_check_ins_come_in_turn_each_named_once() -> None:
    plan = made(Daily(), checkins=("goal-mirror", "week-review", "goal-mirror", "unknown"))
    assert say(plan).startswith("“Goal mirror”, “A look back” and “unknown” in turn, every day")


def test_the_first_day_is_said_while_it_lies_ahead_and_the_last_one_always() -> None:
    before, end = date(2026, 11, 23), date(2027, 1, 5)
    open_, closed = made(Daily()), made(Daily(), bounds=Bounds(START, end))
    assert say(open_).endswith("6:00 pm.")
    assert say(open_, today=before).endswith("6:00 pm, from November 24.")
    assert say(open_, today=None).endswith("6:00 pm, from November 24.")
    assert say(closed).endswith("6:00 pm, until January 5, 2027.")
    assert say(closed, today=before).endswith("6:00 pm, from November 24 until January 5, 2027.")


def test_a_single_date_has_no_first_day() -> None:
    assert say(made(Once(START)), today=None).endswith("Tuesday, November 24, at 6:00 pm.")


def test_a_fixed_zone_is_named() -> None:
    plan = made(Daily(), zone="America/New_York", zone_policy=ZonePolicy.FIXED)
    assert say(plan).endswith("6:00 pm, by the clock in New York.")


@pytest.mark.parametrize(
    ("reminders", "english"),
    [
        ((), "no reminder"),
        ((3,), "one reminder after 3 hours"),
        ((3, 6), "reminders after 3 hours and 6 hours"),
    ],
)
def test_where_asked_it_says_how_long_a_prompt_stays_open(
    reminders: tuple[int, ...], english: str
) -> None:
    after = tuple(timedelta(hours=n) for n in reminders)
    plan = made(Daily(), limits=Limits(reminders=after))
    assert say(plan, limits=True).endswith(f", open for 12 hours, {english}.")
    assert "open" not in say(plan)


def sound(line: Line, locale: str) -> None:
    """Hold that each phrase has just the slots it wants, and so has each within it."""
    wanted = set(PATTERN.findall(packaged()(locale, line.id)))
    assert wanted <= set(line.slots)
    assert "" not in line.slots.values()
    for slot in line.slots.values():
        for thing in slot.things if isinstance(slot, Several) else (slot,):
            if isinstance(thing, Line):
                sound(thing, locale)


@CALM
@given(plans(), st.sampled_from(LOCALES), st.booleans())
def test_every_plan_can_be_said_in_every_language_in_one_sentence(
    plan: Plan, locale: str, limits: bool
) -> None:
    sound(said(plan, str, limits=limits), locale)
    text = say(plan, locale, plan.bounds.start, limits=limits)
    assert text.endswith(".")
    assert text.count(".") == 1
    assert "\n" not in text
    assert "  " not in text
    assert "{" not in text


@CALM
@given(plans(), st.data(), st.sampled_from(LOCALES))
def test_two_cadences_said_alike_mean_the_same_days(
    plan: Plan, data: st.DataObject, locale: str
) -> None:
    other = replace(plan, cadence=data.draw(cadences(plan.bounds.start)))
    today = plan.bounds.start
    if say(plan, locale, today) == say(other, locale, today):
        for known in (ANCHORS, ANCHORS | {"unknown": today}):
            one, two = (list(islice(dates(p, known, today), 99)) for p in (plan, other))
            assert one == two


@CALM
@given(plans(), plans(), st.sampled_from(LOCALES))
def test_two_plans_said_alike_with_their_limits_are_asked_alike(
    plan: Plan, other: Plan, locale: str
) -> None:
    other = replace(other, cadence=plan.cadence, bounds=plan.bounds, checkins=plan.checkins)
    today = plan.bounds.start
    if say(plan, locale, today, limits=True) == say(other, locale, today, limits=True):
        assert [(s.from_, s.to, s.count) for s in plan.slots] == [
            (s.from_, s.to, s.count) for s in other.slots
        ]
        assert plan.limits.expire_after == other.limits.expire_after
        assert plan.limits.reminders == other.limits.reminders
