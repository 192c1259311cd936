"""Mending: whatever was meant, a plan that works comes of it, and every change is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.checks import problems
from bot.schedule.fault import Fault, Told, Wrong
from bot.schedule.mending import Mended, mend
from bot.schedule.plan import (
    Bounds,
    Daily,
    Every,
    Limits,
    Once,
    Overlap,
    Plan,
    PlanId,
    Relative,
    Slot,
    Unit,
    Weekdays,
    ZonePolicy,
)
from tests.bot.schedule.checks_test import REFUSED, at, good, plan
from tests.bot.schedule.making import CALM, CLIENT, plans

lengths = st.integers(-90, 3000).map(lambda n: timedelta(minutes=n)) | st.timedeltas(
    timedelta(days=-2), timedelta(days=99)
)
walls = st.times() | st.times(timezones=st.just(UTC)) | st.builds(time, st.integers(0, 23))
words = st.sampled_from(("", " ", "a", "next_session", "Europe/London", "Lundon", "//%%//"))
dates = st.dates() | st.dates(date(2026, 1, 1), date(2026, 2, 1))
cadences = st.one_of(
    st.just(Daily()),
    st.builds(Weekdays, st.lists(st.integers(-1, 9), max_size=5).map(tuple)),
    st.builds(Every, st.integers(-5, 5000), st.sampled_from(Unit)),
    st.builds(Once, dates),
    st.builds(Relative, words, st.integers(-9999, 9999)),
)
slots = st.builds(Slot, walls, walls, st.integers(-2, 2000) | st.integers(0, 4), lengths)
limits = st.builds(
    Limits,
    expire_after=lengths,
    reminders=st.lists(lengths, max_size=3).map(tuple),
    max_per_day=st.none() | st.integers(-1, 5),
    overlap=st.sampled_from(Overlap),
    spread=lengths,
)
anything = st.builds(
    Plan,
    id=st.just(PlanId("p")),
    client=st.just(CLIENT),
    version=st.integers(-1, 3),
    title=words,
    checkins=st.lists(words, max_size=3).map(tuple),
    cadence=cadences,
    slots=st.lists(slots, max_size=4).map(tuple),
    bounds=st.builds(Bounds, dates, st.none() | dates),
    limits=limits,
    zone_policy=st.sampled_from(ZonePolicy),
    zone=st.none() | words,
)


@CALM
@given(anything)
def test_whatever_is_mended_works_and_is_left_alone_after(meant: Plan) -> None:
    mended = mend(meant)
    assert problems(mended.plan) == ()
    assert bool(mended.faults) == (mended.plan != meant) == bool(problems(meant))
    assert mend(mended.plan).faults == ()


@CALM
@given(plans())
def test_a_possible_plan_is_not_changed(meant: Plan) -> None:
    assert mend(meant) == Mended(meant, ())


@pytest.mark.parametrize("wrong", [wrong for wrong, *_ in REFUSED])
def test_what_is_refused_is_mended_with_one_fault(wrong: dict[str, object]) -> None:
    mended = mend(plan(**wrong))
    assert problems(mended.plan) == ()
    (fault,) = mended.faults
    assert fault.slots or fault.what is Wrong.ORDER


MIN = timedelta(minutes=1)
HOUR = 60 * MIN
NEAREST: list[tuple[dict[str, object], dict[str, object], Wrong, dict[str, Told]]] = [
    # what was meant, what comes of it, and what is said
    (
        {"slots": (at("17:00", "19:00", 3, 60),)},
        {"slots": (at("17:00", "20:00", 3, 60),)},
        Wrong.WIDENED,
        {"count": 3, "gap": HOUR, "from": time(17), "was": time(19), "now": time(20)},
    ),
    (
        {"slots": (at("17:00", "18:59", 3, 60),)},
        {"slots": (at("17:00", "18:59", 1, 60),)},
        Wrong.FEWER,
        {"was": 3, "gap": HOUR, "from": time(17), "to": time(18, 59), "now": 1},
    ),
    (
        {"slots": (at("23:00", "23:59", 2, 50),)},
        {"slots": (at("23:00", "23:59", 1, 50),)},
        Wrong.FEWER,
        {"was": 2, "gap": 50 * MIN, "from": time(23), "to": time(23, 59), "now": 1},
    ),
    (
        # wider would reach the next slot
        {"slots": (at("09:00", "10:00", 2, 40), at("10:10", "10:10"))},
        {"slots": (at("09:00", "10:00", 1, 10), at("10:10", "10:10"))},
        Wrong.FEWER,
        {"was": 2, "gap": 40 * MIN, "from": time(9), "to": time(10), "now": 1},
    ),
    (
        {"slots": (at("18:00", "18:00", 3),)},
        {"slots": (at("18:00", "18:00"),)},
        Wrong.FIXED,
        {"at": time(18), "was": 3, "now": 1},
    ),
    (
        {"slots": (at("22:00", "02:00"),)},
        {"slots": (at("22:00", "23:59"),)},
        Wrong.BACKWARDS,
        {"from": time(22), "was": time(2), "now": time(23, 59)},
    ),
    (
        {"slots": (at("19:00", "20:00"), at("09:00", "10:00"))},
        {"slots": (at("09:00", "10:00"), at("19:00", "20:00"))},
        Wrong.ORDER,
        {},
    ),
    (
        {"slots": (at("09:00", "11:00"), at("10:00", "12:00"))},
        {"slots": (at("09:00", "12:00", 2),)},
        Wrong.ONE_WINDOW,
        {"from": time(9), "to": time(12)},
    ),
    (
        {"slots": (at("00:00", "23:59", 3, 60),)},
        {"slots": (at("00:00", "23:00", 3, 60),)},
        Wrong.NARROWED,
        {"was": time(23, 59), "now": time(23)},
    ),
    (
        {"slots": (at("00:00", "23:59", 23, 60),)},
        {"slots": (at("00:00", "23:00", 23, 60),)},
        Wrong.NARROWED,
        {"was": time(23, 59), "now": time(23)},
    ),
    (
        {"slots": (at("09:00", "10:00", 1, 60), at("10:30", "11:00"))},
        {"slots": (at("09:00", "10:00", 1, 30), at("10:30", "11:00"))},
        Wrong.CLOSE,
        {"was": HOUR, "now": 30 * MIN},
    ),
    (
        {"cadence": Every(0, Unit.WEEKS)},
        {"cadence": Every(1, Unit.WEEKS)},
        Wrong.EVERY,
        {"was": 0, "now": 1},
    ),
    (
        {"cadence": Weekdays(())},
        {"cadence": Weekdays((6,))},
        Wrong.WEEKDAYS,
        {"now": 6},
    ),
    (
        {"cadence": Once(date(1999, 5, 1))},
        {"cadence": Once(date(2000, 1, 1))},
        Wrong.DATE,
        {"was": date(1999, 5, 1), "now": date(2000, 1, 1)},
    ),
    (
        {"bounds": Bounds(date(2026, 5, 1), date(2026, 5, 4)), "cadence": Weekdays((2,))},
        {"bounds": Bounds(date(2026, 5, 1), date(2026, 5, 5))},
        Wrong.END,
        {"was": date(2026, 5, 4), "now": date(2026, 5, 5)},
    ),
    (
        {"limits": good(3, 12, 20)},
        {"limits": good(3)},
        Wrong.REMINDERS,
        {"good": 12 * HOUR},
    ),
    (
        {"limits": good(expire_after=timedelta())},
        {"limits": good(expire_after=MIN)},
        Wrong.EXPIRY,
        {"was": timedelta(), "now": MIN},
    ),
    (
        {
            "slots": (at("18:00", "18:00"), at("18:07", "19:00", 1, 5)),
            "limits": good(spread=5 * MIN),
        },
        {"limits": good(spread=2 * MIN)},
        Wrong.SPREAD,
        {"was": 5 * MIN, "now": 2 * MIN},
    ),
    (
        {"zone_policy": ZonePolicy.FIXED, "zone": "Europe/Lundon"},
        {"zone": "Europe/London"},
        Wrong.ZONE,
        {"was": "Europe/Lundon", "now": "Europe/London"},
    ),
    (
        {"zone_policy": ZonePolicy.FIXED, "zone": "//%%//"},
        {"zone": None, "zone_policy": ZonePolicy.CLIENT},
        Wrong.ZONE,
        {"was": "//%%//"},
    ),
]


@pytest.mark.parametrize(("wrong", "mended", "what", "told"), NEAREST)
def test_the_nearest_is_found_and_said(
    wrong: dict[str, object], mended: dict[str, object], what: Wrong, told: dict[str, Told]
) -> None:
    found = mend(plan(**wrong))
    assert found.plan == plan(**wrong | mended)
    assert found.faults[0] == Fault(what, told)


def test_all_faults_come_at_once() -> None:
    wrong = plan(title="", checkins=(), cadence=Relative("", 9999), slots=(), limits=good(13))
    mended = mend(replace(wrong, version=0))
    assert [fault.what for fault in mended.faults] == [
        Wrong.VERSION,
        Wrong.CHECKINS,
        Wrong.TITLE,
        Wrong.ANCHOR,
        Wrong.OFFSET,
        Wrong.NO_TIME,
        Wrong.REMINDERS,
    ]
    assert mended.plan.title == "goal-mirror"
