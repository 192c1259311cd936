"""The wizard, step by step: what each key and each kind of typed words make of the plan."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counsel.draft import Draft
from bot.counsel.wizard import making, wizard
from bot.counsel.wizard.facts import Ask, Save
from bot.counsel.wizard.screens import screen
from bot.schedule.checks import problems
from bot.schedule.plan import (
    Cadence,
    Daily,
    Every,
    Once,
    Overlap,
    Plan,
    Relative,
    Slot,
    Unit,
    Weekdays,
)
from tests.bot.counsel.wizard.wizards import (
    FACTS,
    MONDAY,
    VOICE,
    begun,
    facts,
    going,
    labels,
    plan,
    text,
)
from tests.bot.schedule.making import CALM, plans
from tests.bot.screens.keys import press
from tests.keys import carried

if TYPE_CHECKING:
    from bot.screens.screen import Key

ROWS: Final = 9
"""Of keys, at most, with the way out."""
TUESDAY: Final = Weekdays((2,))


@pytest.mark.parametrize(
    ("said", "cadence"),
    [
        ([], TUESDAY),
        (["to-often", "d5"], Weekdays((2, 5))),
        (["to-often", "d5", "d2"], Weekdays((5,))),
        (["to-often", "d2"], TUESDAY),  # one day stays
        (["to-often", "daily"], Daily()),
        (["to-often", "daily", "d7"], Weekdays((1, 2, 3, 4, 5, 6))),
        (["to-often", "~mon wed fri"], Weekdays((1, 3, 5))),
        (["to-often", "~lunes, miércoles y viernes"], Weekdays((1, 3, 5))),
        (["to-often", "~lunes a jueves"], Weekdays((1, 2, 3, 4))),
        (["~lunes a las 19"], Weekdays((1,))),
        (["to-often", "~fri-mon"], Weekdays((1, 5, 6, 7))),
        (["to-often", "~every day"], Daily()),
        (["to-often", "~every 10 days"], Every(10, Unit.DAYS)),
        (["~every day at 8"], Daily()),
        (["~wed 9-12"], Weekdays((3,))),
        (["~mon 9 to 12"], Weekdays((1,))),
        (["~jueves de 9 a 12"], Weekdays((4,))),
        (["~thu between 9 and 12"], Weekdays((4,))),
        (["to-often", "~until friday"], None),
        (["to-often", "to-every", "w2"], Every(2, Unit.WEEKS)),
        (["to-often", "to-every", "d3"], Every(3, Unit.DAYS)),
        (["to-often", "to-every", "w2", "to-often", "to-every", "~5"], Every(5, Unit.WEEKS)),
        (["to-often", "to-every", "~cada 6 semanas"], Every(6, Unit.WEEKS)),
        (["to-often", "to-once", "two-weeks"], Once(date(2026, 3, 16))),
        (["to-often", "to-once", "monday", "later"], Once(date(2026, 3, 10))),
        (["to-often", "to-once", "monday", "~2 days before"], Once(date(2026, 3, 7))),
        (["to-often", "to-once", "~2026-05-03"], Once(date(2026, 5, 3))),
        (["to-often", "to-once", "~in two weeks"], Once(date(2026, 3, 16))),
        (["to-often", "to-once", "to-once-month", "d:2026-03-20"], Once(date(2026, 3, 20))),
        (
            ["to-often", "to-once", "to-once-month", "m:2026-04", "d:2026-04-02"],
            Once(date(2026, 4, 2)),
        ),
        (["to-often", "to-once", "to-once-month", "m:2020-04", "d:2020-04-02", "none"], TUESDAY),
        (["~3 May"], Once(date(2026, 5, 3))),
        (["~Nov 24 15:30"], Once(date(2026, 11, 24))),
        (["to-often", "to-around", "before"], Relative("next_session", -1)),
        (["to-often", "to-around", "last", "after"], Relative("last_session", 1)),
        (["to-often", "to-around", "joined", "~2 weeks after"], Relative("enrolment", 14)),
        (["to-often", "to-around", "~tres"], None),
        (["to-often", "to-around", "~un día antes"], Relative("next_session", -1)),
        (["to-often", "to-around", "~una semana después"], Relative("next_session", 7)),
        (["to-often", "~de lunes a miércoles"], Weekdays((1, 2, 3))),
        (["to-often", "to-around", "same", "earlier", "earlier"], Relative("next_session", -2)),
    ],
)
def test_how_often(said: list[str], cadence: Cadence | None) -> None:
    if cadence is None:
        assert wizard.wrote(going(begun(), *said[:-1]), said[-1][1:], FACTS) is None
    else:
        assert plan(*said).cadence == cadence


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        (["to-times", "t2000"], [Slot(time(20), time(20))]),
        (["to-times", "~6:30 pm"], [Slot(time(18, 30), time(18, 30))]),
        (["to-times", "~a las 19"], [Slot(time(19), time(19))]),
        (["to-times", "~9:00 and 9:00"], [Slot(time(9), time(9))]),
        (["~wed 9-12"], [Slot(time(9), time(12))]),
        (["~Nov 24 15:30"], [Slot(time(15, 30), time(15, 30))]),
        (["to-times", "~9 and 18:15"], [Slot(time(9), time(9)), Slot(time(18, 15), time(18, 15))]),
        (["to-times", "morning"], [Slot(time(9), time(12))]),
        (["to-times", "~9-12"], [Slot(time(9), time(12))]),
        (["to-times", "~5 to 8 pm"], [Slot(time(17), time(20))]),
        (["to-times", "~de 9 a 12"], [Slot(time(9), time(12))]),
        (
            ["to-times", "evening", "to-times", "to-window", "n2", "g60"],
            [Slot(time(17), time(20), 2, timedelta(hours=1))],
        ),
        (
            ["to-times", "evening", "to-times", "to-window", "~3", "~45 min", "~16-20"],
            [Slot(time(16), time(20), 3, timedelta(minutes=45))],
        ),
    ],
)
def test_at_what_time(said: list[str], slots: list[Slot]) -> None:
    assert list(plan(*said).slots) == slots


def test_check_ins_take_turns_as_they_are_ticked_and_one_stays() -> None:
    assert plan("to-which", "c2", "c1").checkins == ("week-review", "importance", "goal-mirror")
    assert plan("to-which", "c2", "c0", "c2").checkins == ("importance",)
    assert plan("to-which", "c9").checkins == ("week-review",)
    assert plan("to-which", "c1").title == "How the week went, A look at a goal"


def test_start_end_open_and_reminders() -> None:
    assert plan("to-start", "monday").bounds.start == date(2026, 3, 9)
    assert plan("to-start", "to-start-month", "d:2026-03-20").bounds.start == date(2026, 3, 20)
    assert plan("to-end", "to-end-month", "d:2026-03-20").bounds.end == date(2026, 3, 20)
    assert plan("to-end", "w4").bounds.end == date(2026, 3, 30)
    assert plan("to-end", "w4", "to-end", "never").bounds.end is None
    assert plan("to-end", "~2026-06-01").bounds.end == date(2026, 6, 1)
    assert plan("to-open", "queue").limits.overlap is Overlap.QUEUE
    assert plan("to-open", "~8 h").limits.expire_after == timedelta(hours=8)
    assert plan("to-open", "h1").limits.reminders == ()  # it would come too late
    assert plan("to-reminders", "r3-6").limits.reminders == (
        timedelta(hours=3),
        timedelta(hours=6),
    )
    assert plan("to-reminders", "~2 h y 5 h").limits.reminders == (
        timedelta(hours=2),
        timedelta(hours=5),
    )
    assert plan("to-reminders", "~none").limits.reminders == ()


@pytest.mark.parametrize("text", ["1.5 h", "1,5 h", "1½ h", "12345 min", "soon"])
def test_the_end_of_a_number_is_not_taken_for_a_whole_one(text: str) -> None:
    for step in ("to-open", "to-reminders"):
        assert wizard.wrote(going(begun(), step), text, FACTS) is None


def test_every_few_weeks_keeps_the_weekday_that_was_chosen() -> None:
    made = plan("to-often", "~fri", "to-every", "w2")
    assert made.bounds.start.isoweekday() == 5
    assert made.bounds.start >= date(2026, 3, 3)


def test_back_leads_to_where_one_came_from() -> None:
    window = going(begun(), "to-times", "evening", "to-times", "to-window")
    assert going(window, "back").step == "times"
    assert going(window, "back", "back").step == making.SUMMARY
    assert going(begun(), "look", "back").step == making.SUMMARY


def test_what_is_saved_is_one_version_further() -> None:
    saved = wizard.pressed(going(begun(), "look"), "save", FACTS)
    assert isinstance(saved, Save)
    assert (saved.base, saved.plan.version) == (0, 1)
    again = wizard.pressed(going(begun(plan=saved.plan), "~8pm", "look"), "save", FACTS)
    assert isinstance(again, Save)
    assert (again.base, again.plan.version) == (1, 2)


def test_nothing_is_saved_but_from_the_look_ahead() -> None:
    draft = begun()
    assert wizard.pressed(draft, "save", FACTS) == draft
    part = going(draft, "to-often")
    assert wizard.pressed(part, "save", FACTS) == part


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize(
    "said",
    [
        ["~17-18", "to-times", "to-window", "~5", "g30"],
        ["~22-6"],
        ["to-often", "to-every", "~999 weeks"],
        ["to-often", "to-around", "~999 weeks after"],
        ["to-open", "~2 h", "to-reminders", "~3 h"],
        ["to-open", "~90 days"],
        ["to-start", "two-weeks", "to-end", "~March 10"],
        ["to-times", "~9-10", "to-times", "to-window", "~24", "~23 h"],
    ],
)
def test_what_is_impossible_is_said_and_a_near_plan_offered(said: list[str], locale: str) -> None:
    draft = going(begun(), *said)
    use, look = VOICE.phrases(locale, "wizard.use"), VOICE.phrases(locale, "wizard.look")
    assert use in labels(draft, locale=locale)
    assert look not in labels(going(draft, "back"), locale=locale)
    assert VOICE.phrases(locale, "wizard.fault.other") not in text(draft, locale=locale)
    assert going(draft, "back", "look").step != wizard.LOOK
    assert not problems(making.plan_of(going(draft, "use")))


def test_only_who_is_there_is_asked_and_only_once() -> None:
    look = going(begun(), "~9:00 and 18:00", "look")
    assert wizard.pressed(look, "ask", FACTS) == Ask(2)
    asked = look.at("look", asked=True)
    assert wizard.pressed(asked, "ask", FACTS) == asked
    assert wizard.pressed(look, "ask", facts(reachable=False)) == look
    night = facts(now=MONDAY + timedelta(hours=13))  # eleven at night in New York
    assert wizard.pressed(look, "ask", night) == look
    assert "from 8:00 am on their clock they can be asked" in text(look, night)


CHOICES: Final = st.one_of(
    st.integers(0, 40),
    st.sampled_from([f"to-{step}" for step in wizard.PARTS]),
    st.sampled_from(
        ["save", "use", "look", "ask", "back", "done", "more", "to-", "c-1", "d0", "n"]
    ),
    st.from_regex(r"[a-z0-9:-]{0,12}", fullmatch=True),
)
TYPED: Final = """
17-18; 5; 30 min; mon fri; every 3 weeks; 999; 999 weeks before; 22-2; 2026-05-03; 9:00 and 9:01; 0;
9999 days; -3; 2 h y 5 h; 0-0; 23 h; 3 May; 24 Nov 15:30; in two weeks; none; mañana; el lunes
"""
WORDS: Final = st.one_of(
    st.sampled_from([one.strip() for one in TYPED.split(";")]), st.text(max_size=20)
)


@given(
    plan=st.none() | plans(st.dates(date(2025, 1, 1), date(2027, 1, 1))),
    said=st.lists(
        st.tuples(st.just("key"), CHOICES) | st.tuples(st.just("words"), WORDS), max_size=14
    ),
    locale=st.sampled_from(["en", "es"]),
)
@CALM
def test_whatever_is_pressed_or_typed_the_plan_can_be_said_and_only_a_sound_one_saved(
    plan: Plan | None, said: list[tuple[str, str | int]], locale: str
) -> None:
    draft = begun(plan=plan)
    for kind, one in said:
        keys = screen(draft, FACTS).keys
        after = (
            wizard.wrote(draft, str(one), FACTS)
            if kind == "words"
            else wizard.pressed(draft, _choice(keys, one), FACTS)
        )
        if isinstance(after, Save):
            assert not problems(after.plan)
            assert draft.step == wizard.LOOK
        draft = after if isinstance(after, Draft) else draft
        shown, rows = VOICE.screen(screen(draft, FACTS), locale, FACTS.today)
        assert shown.strip()
        assert "{" not in shown
        assert len(rows) <= ROWS
        sound = not problems(making.plan_of(draft))
        saves = VOICE.phrases(locale, "wizard.save") in {b.label for row in rows for b in row}
        assert saves <= sound
        for button in (button for row in rows for button in row):
            assert button.does is not None
            assert carried(button.does) == button.does


def _choice(keys: tuple[tuple[Key, ...], ...], one: str | int) -> str:
    """Give the choice of one of the keys there are, or a forged one."""
    if isinstance(one, str):
        return one
    choices = [press(key).argument.partition(".")[2] for row in keys for key in row]
    return choices[one % len(choices)]
