"""What a client's rest does to a plan: quiet hours, the day's cap, halving, pause and rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant

from bot.people import Quiet
from bot.schedule.occurrences import Occurrence, State, ordinal
from bot.schedule.pace import Pace, pace, unanswered
from bot.schedule.pacing import Coming, Reason, Rest, coming
from bot.schedule.plan import Limits, Plan, Slot, Weekdays
from bot.schedule.quiet import is_quiet, when_awake
from bot.schedule.wall import day_starts
from tests.bot.schedule.making import ANCHORS, CALM, KEY, daily, nearby, plans, quiets, zones

LONDON = ZoneInfo("Europe/London")
NIGHT = Quiet(time(22), time(8))
NEVER = Quiet(time(0), time(0))
MAY = datetime(2026, 5, 1, tzinfo=UTC)


def whenever_says_quiet(at: datetime, quiet: Quiet, zone: ZoneInfo) -> bool:
    wall = Instant.parse_iso(f"{at:%Y-%m-%dT%H:%M:%SZ}").to_tz(zone.key).time().to_stdlib()
    inside = quiet.start <= wall < quiet.end
    crosses = quiet.start > quiet.end and not quiet.end <= wall < quiet.start
    return inside or crosses


def year(
    plan: Plan, zone: ZoneInfo, after: datetime, rest: Rest, many: int = 8
) -> list[Occurrence]:
    """Play the service: each next prompt is taken, and asked on from."""
    taken: list[datetime] = []
    sent: list[Occurrence] = []
    for _ in range(many):
        done = {one.place for one in sent}
        found = coming(plan, zone, ANCHORS, after, KEY, rest, taken=taken, done=done).occurrence
        if found is None:
            break
        sent.append(found)
        taken.append(found.due_at)
        after = found.due_at
    return sent


@CALM
@given(
    st.data(), plans(), zones, quiets, st.integers(1, 3), st.sampled_from([Pace.FULL, Pace.HALF])
)
def test_what_comes_keeps_the_clients_rest(
    data: st.DataObject, plan: Plan, zone: ZoneInfo, quiet: Quiet, cap: int, pace: Pace
) -> None:
    after = data.draw(nearby(plan, zone))
    sent = year(plan, zone, after, Rest(quiet, cap, pace=pace))
    for one in sent:
        assert one.due_at > after
        assert one.due_at < one.expires_at
        assert not whenever_says_quiet(one.due_at, quiet, zone)
        assert pace is Pace.FULL or ordinal(plan, one.place) % 2 == 0
    assert len({one.place for one in sent}) == len(sent)
    local = [one.due_at.astimezone(zone).date() for one in sent]
    assert all(local.count(day) <= cap for day in local)
    for one, other in pairwise(sent):
        gap = max(plan.slots[other.slot].min_gap, timedelta(minutes=1))
        assert other.due_at - one.due_at >= gap


@CALM
@given(st.data(), plans(), zones, quiets)
def test_asked_twice_it_says_the_same_and_accounts_for_all(
    data: st.DataObject, plan: Plan, zone: ZoneInfo, quiet: Quiet
) -> None:
    after = data.draw(nearby(plan, zone))
    first = coming(plan, zone, ANCHORS, after, KEY, Rest(quiet))
    assert coming(plan, zone, ANCHORS, after, KEY, Rest(quiet)) == first
    if first.occurrence is None or first.let_go:
        return
    before = first.occurrence.due_at - timedelta(microseconds=1)
    assert coming(plan, zone, ANCHORS, max(before, after), KEY, Rest(quiet)) == first


@CALM
@given(st.datetimes(datetime(1950, 1, 1), datetime(2040, 1, 1)), zones, quiets)  # noqa: DTZ001 - made aware below
def test_quiet_hours_end_as_soon_as_they_may(
    moment: datetime, zone: ZoneInfo, quiet: Quiet
) -> None:
    at = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    awake = when_awake(at, quiet, zone)
    assert is_quiet(at, quiet, zone) == whenever_says_quiet(at, quiet, zone)
    assert not whenever_says_quiet(awake, quiet, zone)
    assert (awake == at) == (not is_quiet(at, quiet, zone))
    assert awake - at <= timedelta(hours=49)
    for minute in range(0, int((awake - at) / timedelta(minutes=1)), 97):
        assert is_quiet(at + timedelta(minutes=minute), quiet, zone)


@pytest.mark.parametrize(
    ("wall", "expected"),
    [("21:59", "21:59"), ("22:00", "08:00"), ("07:59", "08:00"), ("08:00", "08:00")],
)
def test_the_start_is_quiet_and_the_end_is_not(wall: str, expected: str) -> None:
    found = coming(daily(wall), ZoneInfo("UTC"), {}, MAY, KEY, Rest(NIGHT)).occurrence
    assert found is not None
    assert f"{found.due_at:%H:%M}" == expected


def test_a_prompt_in_quiet_hours_moves_to_their_end() -> None:
    found = coming(daily("23:00"), LONDON, {}, MAY, KEY, Rest(NIGHT))
    # the prompt of the evening before is moved into the first of May
    assert found.occurrence is not None
    assert found.occurrence.local_date == date(2026, 4, 30)
    assert found.occurrence.due_at == datetime(2026, 5, 1, 7, tzinfo=UTC)
    assert found.moved_from == datetime(2026, 4, 30, 22, tzinfo=UTC)
    assert found.let_go == ()


def test_a_prompt_that_expires_in_quiet_hours_is_let_go() -> None:
    plan = daily("23:00", limits=Limits(expire_after=timedelta(hours=9)))
    found = coming(plan, ZoneInfo("UTC"), {}, MAY, KEY, Rest(NIGHT))
    assert found.occurrence is None
    assert {one.reason for one in found.let_go} == {Reason.QUIET}
    assert found.let_go[0].due_at == datetime(2026, 4, 30, 23, tzinfo=UTC)


def test_in_the_short_night_of_spring_the_same_prompt_fits() -> None:
    plan = daily("23:00", limits=Limits(expire_after=timedelta(hours=9)))
    found = coming(plan, LONDON, {}, MAY - timedelta(days=60), KEY, Rest(NIGHT)).occurrence
    assert found is not None
    assert found.due_at == datetime(2026, 3, 29, 7, tzinfo=UTC)


def test_quiet_hours_that_end_in_the_repeated_hour_end_twice() -> None:
    quiet = Quiet(time(22), time(1, 30))
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 01:10 for the second time
    assert when_awake(second, quiet, LONDON) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    first = datetime(2026, 10, 25, 0, 10, tzinfo=UTC)
    assert when_awake(first, quiet, LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_quiet_hours_go_on_over_a_day_that_never_was() -> None:
    night = datetime(2011, 12, 30, 9, tzinfo=UTC)  # 23:00 on the 29th
    awake = when_awake(night, NIGHT, ZoneInfo("Pacific/Apia"))
    assert awake == datetime(2011, 12, 30, 18, tzinfo=UTC)  # 08:00 on the 31st


def test_a_full_day_lets_the_prompt_go() -> None:
    taken = [datetime(2026, 5, 1, 9, tzinfo=UTC)]
    found = coming(daily("18:00"), LONDON, {}, MAY, KEY, Rest(NEVER), taken=taken)
    assert [one.reason for one in found.let_go] == [Reason.CAP]
    assert found.occurrence is not None
    assert found.occurrence.local_date == date(2026, 5, 2)


@pytest.mark.parametrize(
    ("other", "reasons"),
    [("15:00", []), ("15:01", [Reason.TOO_NEAR]), ("18:59", [Reason.TOO_NEAR]), ("19:00", [])],
)
def test_another_plans_prompt_keeps_its_distance(other: str, reasons: list[Reason]) -> None:
    slots = (Slot(time(18), time(18), min_gap=timedelta(hours=2)),)
    taken = [datetime.fromisoformat(f"2026-05-01 {other}+00:00")]  # ours is due at 17:00 UTC
    found = coming(daily("18:00", slots=slots), LONDON, {}, MAY, KEY, Rest(NEVER, 3), taken=taken)
    assert [one.reason for one in found.let_go] == reasons


def test_what_had_its_turn_is_passed_over_in_silence() -> None:
    first = coming(daily("18:00"), LONDON, {}, MAY, KEY, Rest(NEVER)).occurrence
    assert first is not None
    second = coming(daily("18:00"), LONDON, {}, MAY, KEY, Rest(NEVER), done={first.place})
    assert second.let_go == ()
    assert second.occurrence is not None
    assert second.occurrence.local_date == date(2026, 5, 2)


def test_a_pause_lasts_until_its_date_begins() -> None:
    until = day_starts(date(2026, 5, 9), LONDON)
    found = coming(daily("00:00"), LONDON, {}, MAY, KEY, Rest(NEVER, until=until))
    assert found.occurrence is not None
    assert found.occurrence.due_at == until
    assert found.let_go == ()


def test_half_pace_sends_every_second_and_still_takes_turns() -> None:
    plan = daily("18:00", date(2026, 5, 1), cadence=Weekdays((2, 5)))
    sent = year(plan, LONDON, MAY, Rest(NEVER, pace=Pace.HALF), 4)
    assert [one.local_date.day for one in sent] == [1, 8, 15, 22]
    assert [one.checkin for one in sent] == ["goal-mirror", "week-review"] * 2
    found = coming(plan, LONDON, {}, sent[0].due_at, KEY, Rest(NEVER, pace=Pace.HALF))
    assert [one.reason for one in found.let_go] == [Reason.HALVED]


def test_at_rest_nothing_comes() -> None:
    assert coming(daily("18:00"), LONDON, {}, MAY, KEY, Rest(NEVER, pace=Pace.REST)) == Coming()


@pytest.mark.parametrize(
    ("history", "missed"),
    [
        ("", 0),
        ("missed_by_client missed_by_client", 2),
        ("missed_by_client missed_by_system expired missed_by_client sent", 2),
        ("missed_by_system missed_by_system missed_by_system missed_by_system", 0),
        ("missed_by_client missed_by_client answered missed_by_client", 1),
        ("missed_by_client late", 0),
        ("missed_by_client skipped", 0),
        ("answered missed_by_client withdrawn missed_by_client missed_by_client planned", 3),
    ],
)
def test_unanswered_prompts_are_counted_in_a_row(history: str, missed: int) -> None:
    assert unanswered(State(word) for word in history.split()) == missed


@given(st.lists(st.sampled_from(State)))
def test_our_own_failures_never_slow_the_pace(history: list[State]) -> None:
    theirs = [state for state in history if state is not State.MISSED_BY_SYSTEM]
    assert pace(unanswered(history)) is pace(unanswered(theirs))


def test_pace_halves_after_two_and_rests_after_four() -> None:
    assert [pace(missed) for missed in range(6)] == [
        *[Pace.FULL] * 2,
        *[Pace.HALF] * 2,
        *[Pace.REST] * 2,
    ]


def test_a_client_elsewhere_is_left_in_peace_by_a_plan_with_its_own_zone() -> None:
    plan = replace(daily("18:00"), zone="America/New_York")
    found = coming(plan, ZoneInfo("Asia/Tokyo"), {}, MAY, KEY, Rest(NIGHT)).occurrence
    assert found is not None
    assert found.due_at == datetime(2026, 5, 1, 23, tzinfo=UTC)  # 18:00 there is 07:00 here
