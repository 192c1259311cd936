"""The look ahead: a plan's next ten sends among the client's others, what moves, what drops."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counsel.wizard.making import plan_of
from bot.counsel.wizard.preview import SENDS, preview
from bot.people import Quiet
from bot.schedule.ahead import Course
from bot.schedule.checks import problems
from bot.schedule.occurrences import Place, Skip
from bot.schedule.pace import Pace
from bot.schedule.pacing import Reason, Rest
from bot.schedule.plan import PlanId, PlanStatus
from tests.bot.counsel.wizard.wizards import FACTS, begun, facts, going, plan, text
from tests.bot.schedule.making import CALM, daily, plans

if TYPE_CHECKING:
    from bot.schedule.plan import Plan

LOUD = Rest(Quiet(time(0), time(0)), cap=9)


def another(at: str, **changed: object) -> Plan:
    return daily(at, date(2026, 3, 1), id=PlanId("b" * 32), **changed)


def local(at: datetime) -> datetime:
    return at.astimezone(FACTS.zone).replace(tzinfo=None)


def march(day: int, hour: int, minute: int = 0) -> datetime:
    """Give a wall time."""
    return datetime.combine(date(2026, 3, day), time(hour, minute))


def test_the_next_ten_are_shown_in_the_clients_own_time() -> None:
    seen = preview(plan(), FACTS)
    whens = [local(send.occurrence.due_at) for send in seen.sends]
    first = march(3, 18, 0)
    assert whens == [first + timedelta(weeks=n) for n in range(SENDS)]  # over the spring change
    assert (seen.dropped, seen.gives_way, seen.most) == ((), (), 1)


def test_quiet_hours_move_a_prompt_and_say_so() -> None:
    early = plan("~7:00")
    seen = preview(early, FACTS)
    assert {send.why for send in seen.sends} == {Reason.QUIET}
    assert local(seen.sends[0].occurrence.due_at).time() == time(8)
    assert "March 3, 8:00 am: How the week went (not 7:00 am: quiet hours)" in text(
        going(begun(), "~7:00", "look")
    )


def test_what_expires_in_quiet_hours_is_dropped_and_counted() -> None:
    draft = going(begun(), "~23:00", "to-open", "h1", "done", "look")
    seen = preview(plan_of(draft), FACTS)
    assert seen.sends == ()
    assert [(one.reason, local(one.first)) for one in seen.dropped] == [
        (Reason.QUIET, march(3, 23, 0))
    ]
    assert "Nothing comes of this as it stands." in text(draft)
    assert "Quiet hours last longer than it stays open." in text(draft)


def test_the_clients_cap_drops_the_second_of_a_day() -> None:
    seen = preview(plan("~9:00 and 18:00"), FACTS)
    assert [one.reason for one in seen.dropped] == [Reason.CAP]
    assert seen.dropped[0].count == SENDS - 1  # until the last that is shown
    assert seen.most == 2


def test_another_plan_in_that_hour_stands_in_the_way() -> None:
    about = facts(courses=(Course(another("17:30")),), rest=LOUD)
    seen = preview(plan(), about)
    assert seen.sends == ()
    assert {one.reason for one in seen.dropped} == {Reason.SAME_HOUR}
    waits = preview(plan("to-open", "queue"), about)
    assert {send.why for send in waits.sends} == {Reason.SAME_HOUR}
    assert local(waits.sends[0].occurrence.due_at).time() == time(18, 30)


def test_what_gives_way_to_the_plan_is_told() -> None:
    about = facts(courses=(Course(another("18:30")),), rest=LOUD)
    seen = preview(plan(), about)
    assert len(seen.sends) == SENDS
    assert local(seen.gives_way[0].due_at) == march(3, 18, 30)
    shown = text(going(begun(about), "look", about=about), about)
    assert "9 would make room, first Tuesday, March 3, 6:30 pm" in shown


def test_an_edited_plan_stands_in_its_own_place() -> None:
    kept = replace(plan(), version=3)
    about = facts(courses=(Course(kept, {Place(date(2026, 3, 10), 0, 0): Skip()}),))
    seen = preview(plan_of(going(begun(about, kept), "~8pm")), about)
    assert [local(send.occurrence.due_at).day for send in seen.sends[:2]] == [3, 17]
    assert [one.reason for one in seen.dropped] == [Reason.SKIPPED]


def test_a_paused_plan_is_looked_at_as_if_it_went_on() -> None:
    kept = replace(plan(), status=PlanStatus.PAUSED)
    seen = going(begun(plan=kept), "look")
    assert len(preview(kept, FACTS).sends) == SENDS
    assert "This plan is paused" in text(seen)
    assert plan_of(seen).status is PlanStatus.PAUSED


def test_one_day_has_no_turns() -> None:
    draft = going(begun(), "to-which", "c1", "done", "~3 May", "look")
    assert "only “How the week went” is asked" in text(draft)
    assert len(preview(plan_of(draft), FACTS).sends) == 1


@pytest.mark.parametrize("pace", [Pace.HALF, Pace.REST])
def test_a_slowed_pace_is_said_where_it_is_told(pace: Pace) -> None:
    about = facts(rest=Rest(Quiet(), pace=pace))
    reason = Reason.HALVED if pace is Pace.HALF else Reason.RESTING
    assert reason in {one.reason for one in preview(plan(), about).dropped}


@given(plans(st.dates(date(2025, 1, 1), date(2027, 1, 1))), plans())
@CALM
def test_a_look_ahead_shows_the_plans_own_sends_in_order(mine: Plan, other: Plan) -> None:
    other = replace(other, id=PlanId("b" * 32))
    seen = preview(mine, facts(courses=(Course(other),)))
    assert not problems(mine)
    whens = [send.occurrence.due_at for send in seen.sends]
    assert whens == sorted(whens)
    assert all(at > FACTS.now for at in whens)
    assert {send.occurrence.plan for send in seen.sends} <= {mine.id}
    assert {one.plan for one in seen.gives_way} <= {other.id}
    assert len(whens) <= SENDS
    assert all(one.count > 0 for one in seen.dropped)
