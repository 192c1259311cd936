"""The spread: prompts of one minute come some seconds apart, the same ones whenever one asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from bot.people import Quiet
from bot.schedule.ahead import Course, Send, ahead
from bot.schedule.occurrences import Move, Occurrence, Place, occurrences
from bot.schedule.pacing import Rest
from bot.schedule.plan import Limits, PlanId, Slot
from tests.bot.schedule.making import KEY, daily
from tests.bot.schedule.occurrences_test import LONDON, MAY, some

SPREAD = Limits(spread=timedelta(minutes=5))


def spread(at: str, many: int, **changed: object) -> list[datetime]:
    """Give the local times of a daily prompt that is spread over five minutes."""
    plan = replace(daily(at, limits=SPREAD), **changed)  # type: ignore[arg-type]  # fields of Plan
    found = occurrences(plan, LONDON, {}, datetime(2026, 1, 1, tzinfo=UTC), KEY)
    return [one.due_at.astimezone(LONDON) for one in islice(found, many)]


def test_a_fixed_time_is_spread_by_whole_seconds_evenly() -> None:
    seconds = [at.minute * 60 + at.second for at in spread("18:00", 3010)]
    assert (min(seconds), max(seconds)) == (0, 300)
    # five minutes, 602 expected in each; five standard deviations are 110
    assert all(abs(sum(at // 60 == n for at in seconds) - 602) < 110 for n in range(5))


def test_prompts_of_one_minute_are_spread_apart_by_plan_date_and_slot() -> None:
    others = [spread("18:00", 50, id=PlanId(name)) for name in "ab"]
    assert sum(one == other for one, other in zip(*others, strict=True)) < 5
    twice = (Slot(time(9), time(9)), Slot(time(18), time(18)))
    both = spread("09:00", 100, slots=twice)
    pairs = zip(both[::2], both[1::2], strict=True)
    assert sum(other - one == timedelta(hours=9) for one, other in pairs) < 5


def test_an_edit_spreads_the_same() -> None:
    assert spread("18:00", 9, version=2) == spread("18:00", 9)


def test_a_spread_does_not_reach_into_the_next_date() -> None:
    # else a date would have two, and another none
    plan = daily("23:58", limits=replace(SPREAD, max_per_day=1))
    found = list(islice(occurrences(plan, LONDON, {}, MAY, KEY), 400))
    local = [one.due_at.astimezone(LONDON) for one in found]
    assert [at.date() for at in local] == [one.local_date for one in found]
    assert len({one.local_date for one in found}) == 400
    assert all(time(23, 58) <= at.time() <= time(23, 59, 59) for at in local)
    assert max(at.time() for at in local) > time(23, 59, 50)


def test_a_spread_prompt_at_the_end_of_the_day_leaves_the_next_its_share() -> None:
    plan = daily("23:59", limits=SPREAD)
    rest = Rest(Quiet(time(0), time(0)), cap=1)
    steps = list(islice(ahead([Course(plan)], LONDON, {}, MAY, KEY, rest), 99))
    assert all(isinstance(step, Send) for step in steps)


def test_windows_are_not_spread() -> None:
    window = (Slot(time(9), time(9, 30)),)
    plain = daily("09:00", slots=window)
    found = some(replace(plain, limits=SPREAD), LONDON, MAY)
    assert [one.due_at for one in found] == [one.due_at for one in some(plain, LONDON, MAY)]


NIGHT = datetime(2026, 3, 29, tzinfo=UTC)
"""In London 01:30 comes as 02:30."""


def of_the_night(*slots: Slot) -> list[list[Occurrence]]:
    """Give what comes of fifty plans."""
    plans = [daily("01:30", id=PlanId(f"{n}"), limits=SPREAD, slots=slots) for n in range(50)]
    return [
        [one for one in some(plan, LONDON, NIGHT, 3) if one.local_date.day == 29] for plan in plans
    ]


def test_what_meets_after_a_shift_meets_in_spite_of_the_spread() -> None:
    found = of_the_night(Slot(time(1, 30), time(1, 30)), Slot(time(2, 30), time(2, 30)))
    assert [[one.slot for one in night] for night in found] == [[0]] * 50


def test_what_comes_near_after_a_shift_keeps_the_gap_in_spite_of_the_spread() -> None:
    gap = timedelta(minutes=10)
    found = of_the_night(
        Slot(time(1, 30), time(1, 30), min_gap=gap), Slot(time(2, 40), time(2, 40))
    )
    both = [night for night in found if len(night) > 1]
    assert all(other.due_at - one.due_at >= gap for one, other in both)
    assert 0 < len(both) < 50


def test_a_moved_prompt_comes_exactly_when_the_client_said() -> None:
    plan = daily("18:00", limits=SPREAD)
    moves = {Place(date(2026, 5, 1), 0, 0): Move(datetime(2026, 5, 1, 9))}  # noqa: DTZ001 - a wall time is naive
    found = next(occurrences(plan, LONDON, {}, MAY, KEY, exceptions=moves))
    assert found.due_at == datetime(2026, 5, 1, 8, tzinfo=UTC)
