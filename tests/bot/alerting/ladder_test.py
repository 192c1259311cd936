"""The ladder: whom it tells and when, over hours, absence, cover, weekends and clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.alerting.in_line import at_work, back
from bot.alerting.ladder import next_step
from bot.episode import Entry, Mark
from bot.people import Counselor, CounselorId, Hours
from tests.bot.alerting.crew import MONDAY, NEVER, WAIT, climbed, line, person, told

ANA, BEA, CAI = person("ana"), person("bea"), person("cai")
TOKYO = person("tokyo", zone="Asia/Tokyo")
NIGHT = datetime(2026, 3, 3, 4, tzinfo=UTC)
"""Eleven at night in New York, Monday."""
SATURDAY = datetime(2026, 3, 7, 17, tzinfo=UTC)
BEFORE_SPRING = datetime(2026, 3, 7, 23, tzinfo=UTC)
"""The evening before New York's clocks go forward: Monday begins an hour earlier in UTC."""
BEFORE_AUTUMN = datetime(2026, 10, 31, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("who", "now", "expected"),
    [
        (ANA, MONDAY, MONDAY),
        (ANA, NIGHT, datetime(2026, 3, 3, 14, tzinfo=UTC)),
        (ANA, SATURDAY, datetime(2026, 3, 9, 13, tzinfo=UTC)),
        (ANA, BEFORE_SPRING, datetime(2026, 3, 9, 13, tzinfo=UTC)),
        (ANA, BEFORE_AUTUMN, datetime(2026, 11, 2, 14, tzinfo=UTC)),
        (TOKYO, MONDAY, datetime(2026, 3, 3, 0, tzinfo=UTC)),
        (
            person("away", away_until=datetime(2026, 3, 4, 14, tzinfo=UTC)),
            MONDAY,
            datetime(2026, 3, 4, 14, tzinfo=UTC),
        ),
        (
            person("over the weekend", away_until=datetime(2026, 3, 6, 23, tzinfo=UTC)),
            MONDAY,
            datetime(2026, 3, 9, 13, tzinfo=UTC),
        ),
        (person("back", away_until=MONDAY - WAIT), MONDAY, MONDAY),
        (person("sundays", hours=Hours((7,), time(2, 30), time(4))), BEFORE_SPRING,
         datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
    ],
    ids=lambda one: getattr(one, "name", None),
)  # fmt: skip
def test_when_somebody_can_see_it(who: Counselor, now: datetime, expected: datetime) -> None:
    assert back(who, now) == expected
    assert at_work(who, now) is (expected <= now)


def test_the_first_in_line_is_ones_own_or_who_covers() -> None:
    off = person("off", hours=Hours((6,)), cover=CounselorId("cai"))
    gone = person("gone", gone_at=MONDAY)
    suspended = person("suspended", suspended=True)
    assert [one.name for one in line(MONDAY, ANA, TOKYO, BEA)] == ["ana", "bea", "tokyo"]
    assert [one.name for one in line(MONDAY, TOKYO, ANA, BEA)] == ["tokyo", "ana", "bea"]
    assert [one.name for one in line(MONDAY, off, BEA, CAI)] == ["cai", "bea", "off"]
    assert [one.name for one in line(SATURDAY, off, BEA, CAI)] == ["off", "bea", "cai"]
    assert [one.name for one in line(MONDAY, gone, suspended, BEA)] == ["bea"]
    assert line(MONDAY, gone, suspended) == ()


def test_at_work_each_is_reminded_before_the_next_is_told() -> None:
    assert climbed(told(MONDAY, ANA), MONDAY, ANA, BEA) == [
        "15 remind ana", "30 tell bea", "45 remind bea", "60 operator",
    ]  # fmt: skip


def test_however_long_the_line_the_operators_know_within_an_hour() -> None:
    crew = [ANA, BEA, CAI, person("dov"), person("eve")]
    said = climbed(told(MONDAY, ANA), MONDAY, *crew)
    assert said[3] == "60 operator"
    assert said[4] == "75 tell cai"
    assert said[-1] == "150 remind eve"


def test_who_is_not_at_work_is_not_waited_for_while_somebody_is() -> None:
    assert climbed(told(MONDAY, TOKYO), MONDAY, TOKYO, ANA)[:4] == [
        "0 tell ana", "15 remind ana", "30 operator", "540 remind tokyo",
    ]  # fmt: skip


def test_at_night_one_after_the_other_then_the_operators_then_the_morning() -> None:
    assert climbed(told(NIGHT, ANA), NIGHT, ANA, BEA) == [
        "15 tell bea", "30 operator", "600 remind ana", "615 remind bea",
    ]  # fmt: skip


def test_over_the_weekend_the_clocks_go_forward() -> None:
    said = climbed(told(BEFORE_SPRING, ANA), BEFORE_SPRING, ANA)
    assert said == ["15 operator", f"{38 * 60} remind ana"]


def test_of_who_works_at_no_time_nothing_is_expected() -> None:
    alone = person("alone", hours=Hours((7,), time(9), time(9)), suspended=False)
    assert climbed(told(MONDAY, alone), MONDAY, alone) == ["15 remind alone", "30 operator"]
    assert at_work(person("never", hours=NEVER), MONDAY)


def test_with_nobody_left_in_line_the_operators_know_at_once() -> None:
    history = [*told(MONDAY, ANA), Entry(Mark.HANDED_OVER, MONDAY + WAIT, ANA.id)]
    assert climbed(history, MONDAY, ANA) == ["15 operator"]


def test_an_hour_of_being_on_it_begins_it_anew() -> None:
    history = [*told(MONDAY, ANA), Entry(Mark.TAKEN, MONDAY + WAIT, ANA.id)]
    assert climbed(history, MONDAY, ANA, BEA) == [
        "75 remind ana", "90 tell bea", "105 remind bea", "120 operator",
    ]  # fmt: skip


def test_who_is_on_it_and_gone_is_not_waited_for() -> None:
    history = [*told(MONDAY, ANA), Entry(Mark.TAKEN, MONDAY + timedelta(minutes=5), ANA.id)]
    gone = person("ana", gone_at=MONDAY)
    step = next_step(history, line(MONDAY, gone, BEA), WAIT)
    assert step is not None
    assert (step.whom, step.at) == (BEA, MONDAY)


def test_a_question_of_the_client_before_anybody_was_told_begins_it() -> None:
    asked = [Entry(Mark.BEGAN, MONDAY), Entry(Mark.ASKED, MONDAY)]
    assert climbed(asked, MONDAY, ANA, steps=1) == ["0 tell ana"]
    assert next_step([Entry(Mark.BEGAN, MONDAY)], line(MONDAY, ANA), WAIT) is None
    nobody = next_step(asked, (), WAIT)
    assert nobody is not None
    assert nobody.whom is None
