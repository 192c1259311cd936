"""What a client's rest does to their plans, by examples that can be checked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from bot.people import Quiet
from bot.schedule.ahead import Course, LetGo, Send, ahead, nexts
from bot.schedule.occurrences import Move, Occurrence, Place, Skip, State
from bot.schedule.pace import Pace
from bot.schedule.pacing import Rest
from bot.schedule.plan import (
    Bounds,
    Daily,
    Every,
    Limits,
    Once,
    Overlap,
    Plan,
    PlanId,
    Slot,
    Unit,
    Weekdays,
)
from bot.schedule.walk import PATIENCE
from bot.schedule.wall import day_starts
from tests.bot.schedule.making import KEY, daily

LONDON = ZoneInfo("Europe/London")
ZULU = ZoneInfo("UTC")
NIGHT = Quiet(time(22), time(8))
NEVER = Quiet(time(0), time(0))
MAY = datetime(2026, 5, 1, tzinfo=UTC)
"""A Friday."""
HOUR = timedelta(hours=1)
FAR = date(2099, 5, 1)


def walked(
    *courses: Plan | Course,
    rest: Rest | None = None,
    zone: ZoneInfo = ZULU,
    after: datetime = MAY,
    many: int = 6,
) -> list[str]:
    """Say what is ahead: plan, day and time, and what moved it or let it go."""
    named = [course if isinstance(course, Course) else Course(course) for course in courses]
    steps = ahead(named, zone, {}, after, KEY, rest or Rest(NEVER, 9))
    return [said(step, zone) for step in islice(steps, many)]


def said(step: Send | LetGo, zone: ZoneInfo) -> str:
    if isinstance(step, LetGo):
        return f"{step.plan} {step.due_at.astimezone(zone):%d %H:%M} - {step.reason}"
    one = step.occurrence
    why = "" if step.moved_from is None else f" < {step.moved_from.astimezone(zone):%d %H:%M}"
    because = f" {step.why}" if step.why else ""
    return f"{one.plan} {one.due_at.astimezone(zone):%d %H:%M}{why}{because}"


def plan(name: str, at: str, overlap: Overlap = Overlap.QUEUE, **changed: object) -> Plan:
    limits = Limits(overlap=overlap)
    fields: dict[str, object] = {"id": PlanId(name), "limits": limits}
    return daily(at, date(2000, 1, 1), **fields | changed)


def had(plan: Plan, at: str, state: State = State.SENT, slot: int = 0) -> Occurrence:
    due = datetime.fromisoformat(f"2026-05-{at}+00:00")
    return Occurrence(
        plan=plan.id,
        plan_version=1,
        client=plan.client,
        local_date=due.date(),
        slot=slot,
        seq=0,
        due_at=due,
        expires_at=due + plan.limits.expire_after,
        zone="UTC",
        checkin="goal-mirror",
        state=state,
    )


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        ("21:59", "p 01 21:59"),
        ("22:00", "p 01 08:00 < 30 22:00 quiet"),
        ("07:59", "p 01 08:00 < 01 07:59 quiet"),
        ("08:00", "p 01 08:00"),
    ],
)
def test_the_start_is_quiet_and_the_end_is_not(wall: str, expected: str) -> None:
    assert walked(plan("p", wall), rest=Rest(NIGHT), many=1) == [expected]


def test_a_prompt_that_expires_in_quiet_hours_is_let_go() -> None:
    short = plan("p", "23:00", limits=Limits(expire_after=9 * HOUR))
    assert walked(short, rest=Rest(NIGHT), many=2) == ["p 01 23:00 - quiet", "p 02 23:00 - quiet"]


def test_in_the_short_night_of_spring_the_same_prompt_fits() -> None:
    short = plan("p", "23:00", limits=Limits(expire_after=9 * HOUR))
    march = datetime(2026, 3, 28, tzinfo=UTC)
    assert walked(short, rest=Rest(NIGHT), zone=LONDON, after=march, many=2) == [
        "p 29 08:00 < 28 23:00 quiet",
        "p 29 23:00 - quiet",
    ]


def test_a_full_day_lets_the_prompt_go() -> None:
    assert walked(plan("a", "09:00"), plan("b", "18:00"), rest=Rest(NEVER), many=3) == [
        "a 01 09:00",
        "b 01 18:00 - cap",
        "a 02 09:00",
    ]


def test_what_was_had_counts_whatever_its_state_but_for_withdrawn() -> None:
    a, b = plan("a", "09:00"), plan("b", "18:00")
    noon = MAY + 12 * HOUR
    for state in State:
        courses = [Course(a, recent=[had(a, "01 09:00", state)]), Course(b)]
        (first,) = walked(*courses, rest=Rest(NEVER), after=noon, many=1)
        assert first == ("b 01 18:00" if state is State.WITHDRAWN else "b 01 18:00 - cap")


def test_a_full_week_lets_the_prompt_go_and_weeks_are_iso() -> None:
    # Friday, Saturday and Sunday are of week 18, Monday the fourth is of week 19
    both = [plan("a", "09:00"), plan("b", "18:00")]
    assert walked(*both, rest=Rest(NEVER, 9, week=3), many=8) == [
        "a 01 09:00",
        "b 01 18:00",
        "a 02 09:00",
        "b 02 18:00 - week",
        "a 03 09:00 - week",
        "b 03 18:00 - week",
        "a 04 09:00",
        "b 04 18:00",
    ]


def test_week_53_goes_over_the_new_year() -> None:
    # 28 December 2026 is the Monday of week 53, 4 January that of week 1
    eve = datetime(2026, 12, 31, tzinfo=UTC)
    only = plan("a", "09:00")
    assert walked(only, rest=Rest(NEVER, week=2), after=eve, many=5) == [
        "a 31 09:00",
        "a 01 09:00",
        "a 02 09:00 - week",
        "a 03 09:00 - week",
        "a 04 09:00",
    ]


def test_the_week_is_the_clients_own() -> None:
    # Sunday 22:30 in London is Monday in Samoa
    fixed = replace(plan("a", "22:30"), zone="Europe/London")
    sunday = datetime(2026, 5, 3, tzinfo=UTC)
    there = walked(fixed, rest=Rest(NEVER, week=1), zone=ZoneInfo("Pacific/Apia"), after=sunday)
    assert there[:3] == ["a 04 10:30", "a 05 10:30 - week", "a 06 10:30 - week"]


def test_the_later_of_two_waits_until_the_hour_is_over() -> None:
    assert walked(plan("a", "18:00"), plan("b", "18:20"), many=3) == [
        "a 01 18:00",
        "b 01 19:00 < 01 18:20 same_hour",
        "a 02 18:00",
    ]


def test_or_it_is_let_go_as_its_overlap_says() -> None:
    skips = plan("b", "18:20", Overlap.SKIP)
    assert walked(plan("a", "18:00"), skips, many=2) == ["a 01 18:00", "b 01 18:20 - same_hour"]


@pytest.mark.parametrize("at", ["17:00", "19:00"])
def test_an_hour_apart_is_no_meeting(at: str) -> None:
    assert f"b 01 {at}" in walked(plan("a", "18:00"), plan("b", at, Overlap.SKIP), many=2)


def test_at_one_instant_the_plan_made_earlier_comes_first() -> None:
    one, other = plan("a", "18:00"), plan("b", "18:00")
    assert walked(one, other, many=2) == ["a 01 18:00", "b 01 19:00 < 01 18:00 same_hour"]
    assert walked(other, one, many=2) == ["b 01 18:00", "a 01 19:00 < 01 18:00 same_hour"]


def test_several_wait_one_after_another() -> None:
    assert walked(*(plan(name, "18:00") for name in "abc"), many=3) == [
        "a 01 18:00",
        "b 01 19:00 < 01 18:00 same_hour",
        "c 01 20:00 < 01 18:00 same_hour",
    ]


def test_who_waits_longer_than_it_is_good_is_let_go() -> None:
    short = plan("b", "18:30", limits=Limits(expire_after=HOUR / 2, overlap=Overlap.QUEUE))
    assert walked(plan("a", "18:00"), short, many=2) == ["a 01 18:00", "b 01 18:30 - same_hour"]


def test_who_waits_into_the_night_waits_for_the_morning() -> None:
    assert walked(plan("a", "21:30"), plan("b", "21:40"), rest=Rest(NIGHT, 2), many=4) == [
        "a 01 21:30",
        "b 02 08:00 < 01 21:40 quiet",
        "a 02 21:30",
        "b 03 08:00 < 02 21:40 quiet",
    ]


def test_who_waits_meets_the_cap_of_the_day_it_comes_on() -> None:
    both = plan("a", "18:00"), plan("b", "18:20")
    assert walked(*both, rest=Rest(NEVER), many=2) == ["a 01 18:00", "b 01 18:20 - cap"]
    late = plan("a", "23:10"), plan("b", "23:40")
    assert walked(*late, rest=Rest(NEVER), many=4) == [
        "a 01 23:10",
        "b 02 00:10 < 01 23:40 same_hour",
        "a 02 23:10 - cap",
        "b 02 23:40 - cap",
    ]


def test_two_of_a_plan_that_meet_at_the_end_of_the_night_are_one() -> None:
    slots = (Slot(time(6), time(6)), Slot(time(7), time(7)))
    assert walked(plan("p", "06:00", slots=slots), rest=Rest(NIGHT, 9), many=2) == [
        "p 01 08:00 < 01 06:00 quiet",
        "p 01 07:00 - too_near",
    ]


def test_a_plans_own_gap_holds_after_the_night() -> None:
    slots = (Slot(time(6), time(6), min_gap=3 * HOUR), Slot(time(10, 30), time(10, 30)))
    assert walked(plan("p", "06:00", slots=slots), rest=Rest(NIGHT, 9), many=2) == [
        "p 01 08:00 < 01 06:00 quiet",
        "p 01 10:30 - too_near",
    ]


def test_a_plans_own_day_holds_after_the_night() -> None:
    # one of the evening before came this morning
    only = plan("p", "12:00", limits=Limits(max_per_day=1))
    kept = replace(had(only, "01 08:00"), local_date=date(2026, 4, 30))
    found = walked(Course(only, recent=[kept]), rest=Rest(NIGHT, 9), after=MAY + 9 * HOUR, many=2)
    assert found == ["p 01 12:00 - cap", "p 02 12:00"]


def test_what_had_its_turn_is_passed_over_in_silence() -> None:
    only = plan("p", "18:00")
    kept = had(only, "01 18:00", State.WITHDRAWN)
    assert walked(Course(only, recent=[kept]), many=1) == ["p 02 18:00"]


def test_a_turn_that_passed_does_not_come_back_for_what_was_sent_after_it() -> None:
    # at six there was no plan b yet; what plan a sent at half past is no reason to wait
    a, b = plan("a", "18:30"), plan("b", "18:00")
    later = MAY + timedelta(hours=18, minutes=40)
    courses = [Course(a, recent=[had(a, "01 18:30")]), Course(b)]
    assert walked(*courses, after=later, many=1) == ["b 02 18:00"]


def test_who_waited_still_waits_when_asked_again() -> None:
    a, b = plan("a", "18:00"), plan("b", "18:20")
    courses = [Course(a, recent=[had(a, "01 18:00")]), Course(b)]
    for minute in (0, 20, 59):
        after = MAY + timedelta(hours=18, minutes=minute)
        assert walked(*courses, after=after, many=1) == ["b 01 19:00 < 01 18:20 same_hour"]
    assert walked(*courses, after=MAY + 19 * HOUR, many=1) == ["a 02 18:00"]


def test_others_make_way_for_a_snoozed_one() -> None:
    # put off from the morning to half past six
    a, b = plan("a", "09:00"), plan("b", "18:00")
    snoozed = replace(had(a, "01 18:30", State.SNOOZED), local_date=date(2026, 5, 1))
    noon = MAY + 12 * HOUR
    assert walked(Course(a, recent=[snoozed]), b, after=noon, many=2) == [
        "b 01 19:30 < 01 18:00 same_hour",
        "a 02 09:00",
    ]
    alone = walked(Course(a, recent=[snoozed]), b, rest=Rest(NEVER), after=noon, many=1)
    assert alone == ["b 01 18:00 - cap"]


def test_the_plan_itself_makes_way_for_its_snoozed_one() -> None:
    slots = (Slot(time(9), time(9)), Slot(time(18), time(18), min_gap=HOUR))
    two = plan("p", "09:00", slots=slots)
    snoozed = had(two, "01 18:30", State.SNOOZED)
    found = walked(Course(two, recent=[snoozed]), after=MAY + 12 * HOUR, many=2)
    assert found == ["p 01 18:00 - too_near", "p 02 09:00"]


def test_a_pause_lasts_until_its_date_begins() -> None:
    until = day_starts(date(2026, 5, 3), LONDON)
    only = plan("p", "00:00")
    assert walked(only, rest=Rest(NEVER, until=until), zone=LONDON, many=3) == [
        "p 02 00:00 - resting",
        "p 03 00:00",
        "p 04 00:00",
    ]
    found = nexts([Course(only)], LONDON, {}, MAY, KEY, Rest(NEVER, until=until))
    assert found[only.id].occurrence.due_at == until


def test_a_pause_of_years_is_no_reason_to_lose_patience() -> None:
    until = MAY.replace(year=2029)
    found = nexts([Course(plan("p", "18:00"))], ZULU, {}, MAY, KEY, Rest(NEVER, until=until))
    assert found[PlanId("p")].occurrence.due_at == until + 18 * HOUR


def test_half_pace_sends_every_second_and_still_takes_turns() -> None:
    twice = plan("p", "18:00", cadence=Weekdays((2, 5)), bounds=Bounds(date(2026, 5, 1)))
    rest = Rest(NEVER, pace=Pace.HALF)
    assert walked(twice, rest=rest, many=4) == [
        "p 01 18:00",
        "p 05 18:00 - halved",
        "p 08 18:00",
        "p 12 18:00 - halved",
    ]
    steps = list(islice(ahead([Course(twice)], ZULU, {}, MAY, KEY, rest), 7))
    sent = [step.occurrence.checkin for step in steps if isinstance(step, Send)]
    assert sent == ["goal-mirror", "week-review"] * 2


def test_at_rest_nothing_comes() -> None:
    rest = Rest(NEVER, pace=Pace.REST)
    assert walked(plan("p", "18:00"), rest=rest, many=999) == [
        f"p {MAY + timedelta(n):%d} 18:00 - resting" for n in range(PATIENCE)
    ]
    assert nexts([Course(plan("p", "18:00"))], ZULU, {}, MAY, KEY, rest) == {}


def test_what_the_client_leaves_out_is_told() -> None:
    skips = {Place(date(2026, 5, 2), 0, 0): Skip(), Place(date(2026, 4, 2), 0, 0): Skip()}
    assert walked(Course(plan("p", "18:00"), skips), many=3) == [
        "p 01 18:00",
        "p 02 18:00 - skipped",
        "p 03 18:00",
    ]


def test_what_is_left_out_of_a_plan_that_is_over_is_not_told() -> None:
    ended = plan("p", "18:00", bounds=Bounds(date(2026, 1, 1), date(2026, 5, 1)))
    skips = {Place(date(2026, 5, 2), 0, 0): Skip(), Place(date(2026, 5, 1), 1, 0): Skip()}
    assert walked(Course(ended, skips)) == ["p 01 18:00"]


def test_what_the_client_moves_keeps_the_other_rules() -> None:
    moves = {Place(date(2026, 5, 1), 0, 0): Move(datetime(2026, 5, 2, 9, 30))}  # noqa: DTZ001 - a wall time is naive
    assert walked(Course(plan("a", "18:00"), moves), plan("b", "09:00"), many=4) == [
        "b 01 09:00",
        "b 02 09:00",
        "a 02 10:00 < 02 09:30 same_hour",
        "a 02 18:00",
    ]


def test_a_client_elsewhere_is_left_in_peace_by_a_plan_with_its_own_zone() -> None:
    there = replace(plan("p", "18:00"), zone="America/New_York")
    # 18:00 there is 07:00 here
    tokyo = ZoneInfo("Asia/Tokyo")
    assert walked(there, rest=Rest(NIGHT), zone=tokyo, many=1) == ["p 02 08:00 < 02 07:00 quiet"]


def test_of_a_plan_that_is_always_too_late_nothing_comes_and_one_is_told_so() -> None:
    first, second = plan("a", "09:00"), plan("b", "18:00", cadence=Weekdays((2,)))
    found = nexts([Course(first), Course(second)], ZULU, {}, MAY, KEY, Rest(NEVER))
    assert list(found) == ["a"]
    many = walked(first, second, rest=Rest(NEVER), many=999)
    assert many.count("b 05 18:00 - cap") > 0
    # the Tuesdays of four hundred days
    assert sum(step.startswith("b") for step in many) == 57


def test_patience_begins_anew_with_each_that_is_sent() -> None:
    rest = Rest(NEVER, pace=Pace.HALF)
    assert len(walked(plan("p", "18:00"), rest=rest, many=3 * PATIENCE)) == 3 * PATIENCE
    # after a year and more of its own, a month in which another plan has the day
    late = MAY.date() + timedelta(450)
    first = plan("a", "09:00", bounds=Bounds(late, late + timedelta(30)))
    found = walked(first, plan("b", "18:00"), rest=Rest(NEVER), many=600)
    assert found[-1].startswith("b")
    assert not found[-1].endswith("cap")


def test_what_comes_every_other_year_is_waited_for() -> None:
    rare = plan("p", "18:00", cadence=Every(104, Unit.WEEKS), bounds=Bounds(MAY.date()))
    rest = Rest(NEVER, pace=Pace.HALF)
    assert walked(rare, rest=rest, after=MAY + 24 * HOUR, many=2) == [
        "p 28 18:00 - halved",
        "p 26 18:00",
    ]


def test_a_single_prompt_far_away_is_waited_for() -> None:
    once = plan("p", "18:00", cadence=Once(FAR))
    assert walked(once) == ["p 01 18:00"]


def test_what_is_very_far_away_is_found_when_it_is_nearer() -> None:
    courses = [Course(plan("a", "09:00")), Course(plan("b", "18:00", cadence=Once(FAR)))]
    rest = Rest(NEVER, 9)
    assert list(nexts(courses, ZULU, {}, MAY, KEY, rest)) == ["a"]
    nearer = MAY.replace(year=FAR.year - 1)
    assert list(nexts(courses, ZULU, {}, nearer, KEY, rest)) == ["a", "b"]


def test_of_no_plans_nothing_comes() -> None:
    assert walked() == []
    assert nexts([], ZULU, {}, MAY, KEY, Rest(NEVER)) == {}


def test_a_naive_instant_is_refused() -> None:
    naive = datetime(2026, 5, 1)  # noqa: DTZ001 - the point
    with pytest.raises(ValueError, match="aware"):
        nexts([Course(plan("p", "18:00", cadence=Daily()))], ZULU, {}, naive, KEY, Rest(NEVER))
