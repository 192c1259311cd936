"""Templates: those we ship make sound plans for anybody, and a faulty file is told all of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import PlanError
from bot.people import Quiet
from bot.schedule.ahead import Course, Send, ahead
from bot.schedule.checks import problems
from bot.schedule.data import from_data, to_data
from bot.schedule.pacing import Rest
from bot.schedule.plan import Overlap, Plan, PlanId, Relative, Weekdays
from bot.schedule.risky import Risky
from bot.schedule.template import Template, made, packaged, read
from tests.bot.schedule.making import CALM, CLIENT, KEY, days
from tests.bot.schedule.risky_test import riskies

if TYPE_CHECKING:
    from collections.abc import Mapping

START = date(2026, 5, 1)
EVENING = Risky(5, time(20))
NOW = datetime(2026, 5, 1, tzinfo=UTC)
SESSIONS = {"last_session": date(2026, 5, 6), "next_session": date(2026, 5, 20)}


def plans(
    template: Template, start: date = START, risky: Risky | None = EVENING
) -> tuple[Plan, ...]:
    return made(
        template,
        client=CLIENT,
        start=start,
        risky=risky,
        titles=[f"Plan {n}" for n, _ in enumerate(template.plans)],
        ids=[PlanId(f"{n:032x}") for n, _ in enumerate(template.plans)],
    )


def sends(name: str, most: int, anchors: Mapping[str, date] | None = None) -> list[tuple[str, str]]:
    """Give what comes, without the spread, by the client's clock."""
    courses = [Course(plan) for plan in plans(packaged()[name])]
    found = ahead(courses, ZoneInfo("Europe/London"), anchors or {}, NOW, KEY, Rest(Quiet()))
    sent = (step.occurrence for step in found if isinstance(step, Send))
    wall = [(one.due_at.astimezone(ZoneInfo(one.zone)), one.checkin) for one in islice(sent, most)]
    assert all(at.minute % 30 < 6 for at, _ in wall)
    return [(f"{at:%a %d %b %H}", checkin) for at, checkin in wall]


def test_they_are_offered_in_this_order() -> None:
    assert [name for name, one in packaged().items() if one.offered] == [
        *("risky-time", "weekly", "session-frame", "hard-week", "maintenance"),
    ]
    assert list(packaged())[-1] == "simple"
    assert [name for name, one in packaged().items() if one.needs_risky] == ["risky-time"]


@CALM
@given(st.sampled_from(sorted(packaged())), days, riskies)
def test_whoever_gets_one_gets_sound_plans(name: str, start: date, risky: Risky) -> None:
    for plan in plans(packaged()[name], start, risky):
        assert problems(plan) == ()
        assert from_data(to_data(plan)) == plan
        assert (plan.client, plan.version) == (CLIENT, 1)
        assert plan.limits.expire_after == timedelta(hours=12)
        assert plan.limits.reminders == (timedelta(hours=3),)


@given(riskies)
def test_around_the_risky_time_nothing_falls_on_one_day(risky: Risky) -> None:
    named = [plan.cadence for plan in plans(packaged()["risky-time"], START, risky)]
    weekdays = [day for cadence in named if isinstance(cadence, Weekdays) for day in cadence.days]
    assert len(set(weekdays)) == len(weekdays) == 3


def test_the_risky_time_is_framed_and_a_ruler_stands_midway() -> None:
    assert sends("risky-time", 6) == [
        ("Fri 01 May 17", "week-ahead"),
        ("Sat 02 May 12", "week-review"),
        ("Tue 05 May 18", "importance"),
        ("Fri 08 May 17", "week-ahead"),
        ("Sat 09 May 12", "week-review"),
        ("Tue 12 May 18", "confidence"),
    ]


def test_sessions_are_framed() -> None:
    assert sends("session-frame", 9, SESSIONS) == [
        ("Thu 07 May 12", "takeaway"),
        ("Tue 19 May 18", "agenda"),
    ]
    assert sends("session-frame", 9) == []
    (agenda, takeaway) = plans(packaged()["session-frame"])
    assert (agenda.cadence, takeaway.cadence) == (
        Relative("next_session", -1),
        Relative("last_session", 1),
    )
    assert agenda.limits.overlap is Overlap.QUEUE


def test_after_a_hard_week_it_tapers_off() -> None:
    found = [at for at, _ in sends("hard-week", 99)]
    assert [at[4:10] for at in found[:7]] == [f"{n:02} May" for n in range(1, 8)]
    assert [at[4:10] for at in found[7:14]] == [f"{n:02} May" for n in range(9, 22, 2)]
    assert [at[4:10] for at in found[14:]] == ["28 May", "04 Jun", "11 Jun", "18 Jun"]


def test_once_a_week_and_once_a_fortnight() -> None:
    assert [at for at, _ in sends("weekly", 3)] == [
        "Sun 03 May 18",
        "Sun 10 May 18",
        "Sun 17 May 18",
    ]
    assert [at for at, _ in sends("maintenance", 2)] == ["Fri 01 May 18", "Fri 15 May 18"]


def test_without_a_risky_time_there_is_nothing_to_stand_around() -> None:
    with pytest.raises(ValueError, match="risky"):
        plans(packaged()["risky-time"], risky=None)


def test_each_plan_is_named() -> None:
    with pytest.raises(ValueError, match="shorter"):
        made(packaged()["weekly"], client=CLIENT, start=START, risky=None, titles=["a"], ids=[])


WRONG = """
format = 2
offered = "first"
[[plans]]
checkins = []
title = "no"
[plans.risky]
before = "24h"
[[plans]]
checkins = ["a"]
[plans.risky]
after = 7
[plans.limits]
spread = "31m"
[[plans]]
checkins = ["a"]
slots = [{ from = "18:00", to = "17:00" }]
[plans.cadence]
kind = "weekdays"
weekdays = ["mon"]
[plans.days]
first = 3
last = 8
[[plans]]
checkins = ["a"]
slots = [{ from = "18:00", to = "18:00" }]
[plans.cadence]
kind = "once"
date = 2026-05-09
[plans.days]
first = -1
[[plans]]
checkins = ["a"]
slots = [{ from = "18:00", to = "17:00" }]
[plans.cadence]
kind = "daily"
[plans.limits]
spread = "31m"
"""


def test_a_faulty_file_is_told_all_of_it() -> None:
    with pytest.raises(PlanError) as caught:
        read(WRONG, "wrong")
    assert list(caught.value.problems) == [
        "format: is not one I know; write format = 1",
        "offered: cannot be 'first'; write offered = 1",
        'plans[1].risky.before: is less than a day; use "23h"',
        "plans[1].title: is not known here",
        'plans[2].risky.at: is missing; write at = "12:30"',
        "plans[2].risky.after: is 0 to 6 days; use after = 1",
        (
            'plans[3].slots[1].to: "17:00" is before from; a window ends on the day it begins: '
            'use to = "23:59", and a second slot from "00:00"'
        ),
        "plans[3].days.last: can come before the plan's first day; use last = 9",
        'plans[4].cadence.kind: a date does not come again; use "relative", or "every"',
        "plans[4].days.first: is 0 to 3650 days; use first = 0",
        (
            'plans[5].slots[1].to: "17:00" is before from; a window ends on the day it begins: '
            'use to = "23:59", and a second slot from "00:00"'
        ),
        'plans[5].limits.spread: cannot be 0:31:00; use "30m"',
    ]


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("format = ", "this is not TOML: "),
        ("format = 1\nplans = []", "plans: name at least one plan"),
        ("format = 1\nplans = 3", "plans: is a list of tables"),
    ],
)
def test_what_is_no_template_is_refused(toml: str, said: str) -> None:
    with pytest.raises(PlanError) as caught:
        read(toml, "wrong")
    assert caught.value.problems[0].startswith(said)
