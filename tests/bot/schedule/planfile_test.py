"""Plan files and plan data: what an author writes, and that nothing is lost in keeping it."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import PlanError
from bot.people import ClientId
from bot.schedule.data import from_data, to_data
from bot.schedule.plan import (
    Bounds,
    Cadence,
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
from bot.schedule.planfile import parse
from bot.schedule.spans import say, span
from tests.bot.schedule.making import CALM, plans

DAY = date(2026, 5, 1)
WHOLE = """
format   = 1
title    = "Tuesday and Friday evening"
checkins = ["goal-mirror", "week-review"]
zone     = "Europe/London"
[cadence]
kind     = "weekdays"
weekdays = ["fri", "Tuesday", "tue"]
[[slots]]
from = "17:00"
to   = 20:00:00
count = 2
min_gap = "60m"
[bounds]
start = 2026-06-01
end   = "2026-12-31"
[limits]
expire_after = "12h"
reminders    = ["3h", "6h"]
max_per_day  = 2
overlap      = "queue"
spread       = "5m"
"""
LEAST = """
format = 1
title = "Evenings"
checkins = ["goal-mirror"]
cadence = {cadence}
slots = [{{ from = "18:00", to = "18:00" }}]
"""


def read(toml: str) -> Plan:
    return parse(toml, plan=PlanId("p"), client=ClientId("c"), start=DAY)


def refused(toml: str) -> list[str]:
    with pytest.raises(PlanError) as caught:
        read(toml)
    return list(caught.value.problems)


def test_a_whole_file_is_read() -> None:
    assert read(WHOLE) == Plan(
        id=PlanId("p"),
        client=ClientId("c"),
        version=1,
        title="Tuesday and Friday evening",
        checkins=("goal-mirror", "week-review"),
        cadence=Weekdays((2, 5)),
        slots=(Slot(time(17), time(20), 2, timedelta(hours=1)),),
        bounds=Bounds(date(2026, 6, 1), date(2026, 12, 31)),
        limits=Limits(
            timedelta(hours=12),
            (timedelta(hours=3), timedelta(hours=6)),
            2,
            Overlap.QUEUE,
            timedelta(minutes=5),
        ),
        zone_policy=ZonePolicy.FIXED,
        zone="Europe/London",
    )


@pytest.mark.parametrize(
    ("written", "cadence"),
    [
        ('{ kind = "daily" }', Daily()),
        ('{ kind = "weekdays", weekdays = ["sun"] }', Weekdays((7,))),
        ('{ kind = "every", n = 2, unit = "weeks" }', Every(2, Unit.WEEKS)),
        ('{ kind = "once", date = 2026-05-09 }', Once(date(2026, 5, 9))),
        ('{ kind = "relative", anchor = "enrolment" }', Relative("enrolment", 0)),
        (
            '{ kind = "relative", anchor = "next_session", offset = -1 }',
            Relative("next_session", -1),
        ),
    ],
)
def test_every_cadence_can_be_written(written: str, cadence: Cadence) -> None:
    made = read(LEAST.format(cadence=written))
    assert made.cadence == cadence
    assert made.bounds == Bounds(DAY)
    assert made.limits == Limits()
    assert made.zone_policy is ZonePolicy.CLIENT
    assert made.slots == (Slot(time(18), time(18)),)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{ kind = "monthly" }', "cadence.kind: cannot be 'monthly'; write kind = "),
        ("{ }", "cadence.kind: is missing; write kind = "),
        ('{ kind = "weekdays", weekdays = ["tux"] }', "cadence.weekdays: cannot be ['tux']; "),
        ('{ kind = "weekdays", weekdays = [2] }', "cadence.weekdays: cannot be [2]; "),
        ('{ kind = "weekdays", weekdays = "tue" }', "cadence.weekdays: cannot be 'tue'; "),
        ('{ kind = "every", n = true, unit = "weeks" }', "cadence.n: cannot be True; "),
        ('{ kind = "every", n = 2, unit = 3 }', "cadence.unit: cannot be 3; "),
        ('{ kind = "once", date = "soon" }', "cadence.date: cannot be 'soon'; write date = 2026-"),
        ('{ kind = "once", date = 7 }', "cadence.date: cannot be 7; "),
        ('{ kind = "once", date = 2026-05-09T09:00:00 }', "cadence.date: cannot be "),
        ('{ kind = "daily", weekday = "tue" }', "cadence.weekday: is not known here"),
        ('"daily"', "cadence: is a table; write [cadence]"),
    ],
)
def test_a_cadence_that_cannot_be_read_is_named(written: str, said: str) -> None:
    found = refused(LEAST.format(cadence=written))
    assert found[0].startswith(said)


def test_every_problem_is_told_at_once_in_the_files_own_keys() -> None:
    found = refused(
        """
        title = " "
        chekins = ["a"]
        checkins = ["goal-mirror", 7]
        zone = "Europe/Lundon"
        [cadence]
        kind = "daily"
        [[slots]]
        from = "25:00"
        to = 18
        cont = 2
        [[slots]]
        from = "20:00"
        to = "19:00"
        [limits]
        expire_after = "soon"
        reminders = ["3h", ""]
        """
    )
    assert found == [
        "format: is missing; write format = 1",
        "title: cannot be ' '; write title = \"Tuesday evening\"",
        "checkins: cannot be ['goal-mirror', 7]; write checkins = [\"goal-mirror\"]",
        "slots[1].from: cannot be '25:00'; write from = \"17:00\"",
        'slots[1].to: cannot be 18; write to = "20:00"',
        'slots[1].cont: is not known here; did you mean "count"?',
        "limits.expire_after: cannot be 'soon'; write expire_after = \"12h\"",
        "limits.reminders: cannot be ['3h', '']; write reminders = [\"3h\"]",
        'chekins: is not known here; did you mean "checkins"?',
        'zone: "Europe/Lundon" is not a time zone; did you mean "Europe/London"?',
    ]


def test_an_impossible_plan_is_refused() -> None:
    toml = WHOLE.replace("count = 2", "count = 4").replace("max_per_day  = 2", "")
    assert refused(toml) == [
        (
            "slots[1].count: 4 prompts 60m apart do not fit between 17:00 and 20:00; "
            'use count = 3, or min_gap = "45m", or to = "21:00"'
        )
    ]


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("format = ", "this is not TOML: "),
        (WHOLE.replace("format   = 1", "format = 2"), "format: is not one I know"),
        ("slots = 1\n" + WHOLE.replace("[[slots]]", "[x]"), "slots: is a list of tables"),
        ("slots = [1]\n" + WHOLE.replace("[[slots]]", "[x]"), "slots: is a list of tables"),
        (WHOLE.replace("[[slots]]", "[x]"), "x: is not known here"),
    ],
)
def test_a_file_that_is_something_else_is_refused(toml: str, said: str) -> None:
    assert refused(toml)[0].startswith(said)


@CALM
@given(plans())
def test_kept_as_json_a_plan_comes_back_the_same(plan: Plan) -> None:
    assert from_data(json.loads(json.dumps(to_data(plan)))) == plan


def test_what_was_kept_before_there_was_a_spread_is_read() -> None:
    data = to_data(read(WHOLE))
    limits = data["limits"]
    assert isinstance(limits, dict)
    assert limits.pop("spread") == "5m"
    assert from_data(data).limits.spread == timedelta()
    assert to_data(from_data(data)) == data


def test_data_that_we_did_not_write_is_refused() -> None:
    data = to_data(read(WHOLE)) | {"status": "asleep", "version": "one"}
    with pytest.raises(PlanError) as caught:
        from_data(data)
    assert [said.partition(":")[0] for said in caught.value.problems] == ["version", "status"]


def test_the_simple_template_is_tuesday_and_friday_at_six() -> None:
    text = files("bot.schedule").joinpath("templates/simple.toml").read_text("utf-8")
    made = read(text)
    assert made.cadence == Weekdays((2, 5))
    assert made.slots == (Slot(time(18), time(18)),)


@given(st.integers(0, 60 * 24 * 9000).map(lambda minutes: timedelta(minutes=minutes)))
def test_a_span_is_read_as_it_was_written(length: timedelta) -> None:
    assert span(say(length)) == length


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("90m", 90), ("2h", 120), ("1d12h", 2160), (" 1h30m ", 90), ("", None), ("3", None)],
)
def test_spans_are_days_hours_and_minutes(text: str, minutes: int | None) -> None:
    assert span(text) == (None if minutes is None else timedelta(minutes=minutes))
    assert span("-5m") is None
    assert span("30m1h") is None


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0m"), (60, "60m"), (120, "120m"), (121, "2h1m"), (180, "3h"), (2880, "2d")],
)
def test_spans_are_written_short(minutes: int, text: str) -> None:
    assert say(timedelta(minutes=minutes)) == text
